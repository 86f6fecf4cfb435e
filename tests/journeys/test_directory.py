"""The directory at work: a body found, its office and whom to call there, a file out and in, a body that merged."""

import json

import pytest
from playwright.sync_api import Page, expect

from accanto.directory.models import OrganisationKind
from accanto.directory.tests.factories import A_BODY, OfficeFactory, OrganisationFactory

pytestmark = pytest.mark.journey

SERVICES = "Servizi sociali del Comune di Montemurlo"
CONSORTIUM = "Consorzio della Val di Bisenzio"


@pytest.fixture
def bodies(live_server):
    """The social services of a town with a desk, a registry office of another, and a body that will merge."""
    services = OrganisationFactory(name=SERVICES, municipality="Montemurlo", municipality_code="F572")
    OfficeFactory(organisation=services, name="Segretariato sociale", address="Via del Melograno 12")
    OrganisationFactory(name="Comune di Prato, anagrafe", kind=OrganisationKind.MUNICIPALITY)
    OrganisationFactory(name=CONSORTIUM)


def add_office(page: Page) -> None:
    """A second door, with hours on two days and a town named by a part of its name."""
    page.get_by_role("link", name="Aggiungi un ufficio").click()
    page.get_by_label("nome").fill("Emergenza casa")
    page.get_by_label("allo sportello").check()
    page.get_by_label("indirizzo").fill("Via del Melograno 12")
    page.get_by_label("comune").fill("montemurl")
    page.get_by_label("martedì").fill("9-12, 15-17:30")
    page.get_by_label("giovedì").fill("le nove")
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("Scrivi così: 9-12, 15-17:30.").first).to_be_visible()
    page.get_by_label("giovedì").fill("9-12")
    page.get_by_role("button", name="Salva").click()


def add_person(page: Page) -> None:
    """Somebody to call, and since when."""
    page.get_by_role("link", name="Aggiungi una persona").click()
    page.get_by_label("nome").fill("Marta Franchi")
    page.get_by_label("ruolo").fill("assistente sociale")
    page.get_by_label("telefono").fill("0574 000 111")
    page.get_by_role("button", name="Salva").click()


def test_from_a_towns_services_to_a_file_and_a_merger(bodies, opened, coordinator, axe, tmp_path):
    # When somebody looks for a town, its social services come up, with their desk and its hours
    desk = opened(coordinator)
    desk.goto("/enti/")
    desk.get_by_label("Nome, comune o persona").fill("montemurlo")
    desk.get_by_label("Nome, comune o persona").press("Enter")
    expect(desk.locator("tbody tr")).to_have_count(1)
    desk.get_by_role("link", name=SERVICES).click()
    expect(desk.get_by_text("Segretariato sociale")).to_be_visible()
    axe(desk)

    # and a door with hours and somebody to call are added
    add_office(desk)
    expect(desk.get_by_role("listitem").filter(has_text="Emergenza casa")).to_contain_text("09:00–12:00, 15:00–17:30")
    expect(desk.get_by_text("Montemurlo").first).to_be_visible()
    add_person(desk)
    expect(desk.get_by_role("link", name="0574 000 111")).to_be_visible()
    here = desk.url

    # When the directory is taken out, it is a file that others can read, with what was added
    desk.goto("/enti/")
    desk.get_by_role("link", name="Scambio della rubrica").click()
    axe(desk)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Scarica la rubrica").click()
    tables = json.loads(download.value.path().read_text("utf-8"))
    assert {"Emergenza casa", "Segretariato sociale"} <= {row["name"] for row in tables["locations"]}

    # and it comes back with one body more, of which one sees before it is written
    tables["organizations"].append(A_BODY)
    arriving = tmp_path / "enti.json"
    arriving.write_text(json.dumps(tables), "utf-8")
    desk.get_by_label("File").set_input_files(arriving)
    desk.get_by_role("button", name="Leggi il file").click()
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.get_by_role("rowheader", name=A_BODY["name"])).to_be_visible()
    axe(desk)
    desk.get_by_role("button", name="Aggiorna la rubrica").click()
    expect(desk.get_by_role("link", name=A_BODY["name"])).to_be_visible()

    # When a body merges into those services, its page says where it went and forms offer it no more
    desk.get_by_role("link", name=CONSORTIUM).click()
    gone = desk.url
    desk.get_by_role("link", name="È confluito in un altro").click()
    desk.get_by_label("confluito in").select_option(label=SERVICES)
    desk.get_by_label("dal giorno").fill("2026-01-01")
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text("non c'è più")).to_be_visible()
    desk.goto(here)
    expect(desk.get_by_role("link", name=CONSORTIUM)).to_have_attribute("href", gone.removeprefix(desk_root(desk)))
    desk.goto(f"{here}confluito/")
    expect(desk.get_by_label("confluito in").locator("option", has_text=CONSORTIUM)).to_have_count(0)


def desk_root(page: Page) -> str:
    """The address of the server, without a path."""
    return page.url.partition("/enti/")[0]
