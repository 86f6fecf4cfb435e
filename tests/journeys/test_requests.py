"""A request from a stairwell to its answer and back, in a real browser, and every page readable by everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import Lead, State
from accanto.support.tests.factories import a_request, area

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"viewport": {"width": 320, "height": 700}, "is_mobile": True, "has_touch": True, "color_scheme": "dark"}
DESK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
WORDS = "Vuole un doposcuola per Youssef"


@pytest.fixture
def household(live_server, volunteer):
    """A household beside which the volunteer stands."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return household


@pytest.fixture
def opened(browser, browser_context_args):
    """`opened(options)` is a page in a browser of its own."""
    contexts = []

    def open_page(options):
        contexts.append(browser.new_context(**{**browser_context_args, **options}))
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def test_from_the_stairwell_to_the_answer_and_back(opened, signed_in, live_server, household, volunteer):
    OrganisationFactory(name="Servizi sociali di Prato")
    page = signed_in(opened(PHONE), volunteer)
    page.goto(live_server.url + reverse("support:household_requests", args=[household.pk]))
    page.get_by_role("link", name="Nuova richiesta").tap()
    page.get_by_label("Che cosa chiede, con le sue parole").fill(WORDS)
    page.get_by_label("Scuola", exact=True).tap()
    page.get_by_role("button", name="Salva la richiesta").tap()
    expect(page.get_by_role("heading", name=WORDS)).to_be_visible()
    take(page, "Le abbiamo risposto: vista")
    page.get_by_role("link", name="Accogli e comincia").tap()
    page.get_by_role("button", name="Accogli e comincia").tap()
    expect(page.get_by_role("alert")).to_contain_text("primo responsabile")
    page.get_by_role("link", name="Annulla").tap()
    page.get_by_role("link", name="Scrivilo").tap()
    page.get_by_label("un ente pubblico").tap()
    page.get_by_label("Quale ente pubblico").select_option(label="Servizi sociali di Prato")
    page.get_by_label("Informato il").fill(clock.today().isoformat())
    page.get_by_label("Come", exact=True).select_option(label="per telefono")
    page.get_by_role("button", name="Salva").tap()
    take(page, "Accogli e comincia")
    page.get_by_role("link", name="Chiudi con l'esito").tap()
    expect(page.get_by_label("risolta da noi")).to_have_count(0)
    page.get_by_label("risolta dall'ente").tap()
    page.get_by_label("In parole").fill("Il Comune ha trovato il posto")
    page.get_by_role("button", name="Chiudi con l'esito").tap()
    page.get_by_role("link", name="Riapri").tap()
    page.get_by_label("Perché").fill("Il posto non c'è più")
    page.get_by_role("button", name="Riapri").tap()
    expect(page.get_by_text("riaperta 1 volta")).to_be_visible()
    assert SupportRequest.objects.get().state == State.ACCEPTED


def take(page, name: str) -> None:
    """Open a step and carry it out as its form stands."""
    page.get_by_role("link", name=name).tap()
    page.get_by_role("button", name=name).tap()
    expect(page.get_by_role("heading", name="La vita della richiesta")).to_be_visible()


@pytest.mark.parametrize("options", [PHONE, DESK], ids=["phone, dark", "desk, light"])
def test_every_page_can_be_read_by_everybody(options, opened, signed_in, live_server, household, coordinator, axe):
    page = signed_in(opened(options), coordinator)
    for address in addresses(household, coordinator):
        assert page.goto(live_server.url + address).status == 200
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def addresses(household, coordinator) -> list[str]:
    """Every sort of page of requests and of the directory, with something on it."""
    rows = {state: a_request(state, by=coordinator, household=household) for state in State}
    met = a_request(household=household, areas=[area("discrimination")])
    actions.write_discrimination(by=coordinator, request=met, place="landlord", ground="origin")
    body = ContactFactory(phone="0574 555 0100").organisation
    actions.state_lead(by=coordinator, request=rows[State.SEEN], lead=Lead.PUBLIC_BODY, lead_organisation=body)
    noted = rows[State.ACCEPTED]
    actions.link_entry(by=coordinator, request=noted, entry=make_entry(coordinator, household))
    steps = [
        reverse("support:request_step", args=[rows[State.ACCEPTED].pk, slug]) for slug in ("chiudi", "rinvia", "pausa")
    ]
    return [
        *(reverse(f"support:{name}") for name in ("request_board", "request_list", "flow", "area_list")),
        *(request.get_absolute_url() for request in [*rows.values(), met]),
        *steps,
        reverse("support:request_step", args=[rows[State.SEEN].pk, "colloquio"]),
        reverse("support:request_step", args=[rows[State.PROPOSED].pk, "rifiuta-la-proposta"]),
        reverse("support:request_new", args=[household.pk]),
        reverse("support:household_requests", args=[household.pk]),
        *(reverse(f"support:{name}", args=[met.pk]) for name in ("lead_edit", "discrimination_edit", "worker_new")),
        reverse("support:entry_link", args=[met.pk]),
        reverse("directory:organisation_list"),
        body.get_absolute_url(),
        reverse("directory:organisation_new"),
        reverse("directory:contact_new", args=[body.pk]),
    ]
