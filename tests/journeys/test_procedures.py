"""“Mi scade il permesso”: from the request to the mandate, the papers, the Questura, the answer, the next one."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.procedures.models import Procedure
from accanto.procedures.states import State
from accanto.residents.models import Paper
from accanto.residents.tests.factories import HouseholdFactory, PaperFactory
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.journey

WORDS = "Mi scade il permesso e non so che carte servono"
PERMIT = "Rinnovo del permesso di soggiorno"


@pytest.fixture
def household(live_server):
    """Naima Bennani, whose permit expires in 80 days."""
    household = HouseholdFactory(name="Bennani")
    PaperFactory(person=head_of(household), expires_on=clock.today() + timedelta(days=80))
    return household


@pytest.fixture
def office(live_server):
    """Where permits are renewed."""
    return OrganisationFactory(name="Questura di Prato")


def take(page: Page, step: str, **answers: str) -> None:
    """Take a step with its short form, and come back to the procedure."""
    page.get_by_role("link", name=step, exact=True).first.click()
    for label, value in answers.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name=step, exact=True).click()


def state_of(page: Page):
    """The badge below the title."""
    return page.locator(".page-title .badge").first


def ask(desk: Page, household) -> None:
    """What she asks, in her words, and the procedure that comes of it."""
    desk.goto(f"/nuclei/{household.pk}/richieste/nuova/")
    desk.get_by_label("Che cosa chiede, con le sue parole").fill(WORDS)
    desk.get_by_label("Enti pubblici e pratiche").check()
    desk.get_by_role("button", name="Salva la richiesta").click()
    desk.get_by_role("link", name="Apri una pratica").click()


def open_for(desk: Page, office) -> None:
    """The cooperative will go to the office for her."""
    desk.get_by_label("Quale pratica").select_option(label=PERMIT)
    desk.get_by_label("la presentiamo noi, con la sua delega").check()
    desk.get_by_text("Per un minorenne, l'ente").click()
    desk.get_by_label("Quale ente, se si sa già").select_option(label=office.name)
    desk.get_by_role("button", name="Apri la pratica").click()


def give_mandate(desk: Page, office) -> None:
    """She signs that we may."""
    desk.get_by_label("una pratica").first.check()
    desk.get_by_label("Verso quale ente").select_option(label=office.name)
    desk.locator("form.form button[type=submit]").first.click()
    desk.get_by_role("link", name="È firmata").click()
    desk.locator("form.form button[type=submit]").first.click()


def test_from_the_request_to_the_next_renewal(household, office, opened, coordinator, axe):
    desk = opened(coordinator)
    ask(desk, household)
    open_for(desk, office)
    here = desk.url
    expect(state_of(desk)).to_have_text("da avviare")
    expect(desk.get_by_text("Ultimo giorno utile per chiedere il rinnovo")).to_be_visible()
    axe(desk)

    # Given the papers: what the archive holds is there, the rest is ticked
    take(desk, "Comincia a raccogliere i documenti")
    while (missing := desk.get_by_role("button", name="C'è: ")).count():
        left = missing.count()
        missing.first.click()
        expect(missing).to_have_count(left - 1)
    take(desk, "È tutto pronto")
    expect(state_of(desk)).to_have_text("pronta")

    # When there is no mandate, nothing goes to the office
    take(desk, "È presentata")
    expect(desk.get_by_role("alert")).to_contain_text("Non c'è una delega che copre questa pratica")
    desk.goto(here)
    desk.get_by_role("link", name="Scrivi la delega").click()
    give_mandate(desk, office)
    desk.goto(here)
    expect(desk.get_by_role("link", name="la delega che la copre")).to_be_visible()
    take(desk, "È presentata", Numero_di_protocollo="PR-2026-77")
    expect(state_of(desk)).to_have_text("presentata")
    expect(desk.get_by_text("protocollo PR-2026-77")).to_be_visible()

    # and the Questura gives an appointment, which stands in Oggi
    desk.get_by_role("link", name="Segna un appuntamento").click()
    desk.get_by_label("Giorno e ora").fill(f"{clock.today() + timedelta(days=3):%Y-%m-%d}T09:30")
    desk.get_by_label("Dove").fill("Questura, sportello 3")
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text("Questura, sportello 3")).to_be_visible()
    desk.goto("/")
    expect(desk.get_by_role("link", name=f"{PERMIT}: Appuntamento").first).to_be_visible()

    # Then the answer writes the new paper, and the household's page says that the right works
    desk.goto(here)
    until = clock.today() + timedelta(days=730)
    take(desk, "L'ente ha detto di sì", Vale_fino_al=until.isoformat())
    expect(state_of(desk)).to_have_text("accolta")
    assert Paper.objects.get(renewed_by=None, person=head_of(household)).expires_on == until
    desk.goto(household.get_absolute_url())
    permit = desk.locator("#diritti .card", has_text="Permesso")
    expect(permit).to_contain_text("funziona")
    axe(desk)

    # and the next one is opened from it, with her word
    desk.goto(here)
    desk.get_by_role("link", name="Apri il rinnovo").click()
    desk.get_by_role("button", name="Apri il rinnovo").click()
    expect(state_of(desk)).to_have_text("da avviare")
    first, following = Procedure.objects.order_by("id")
    assert (first.state, following.renews, following.paper.expires_on) == (State.RENEWED, first, until)
