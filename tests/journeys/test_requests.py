"""A request from a stairwell to its end and back: what is asked, who answers, what each person sees."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import Lead, State
from accanto.support.tests.factories import a_request, area, consents_to_talk, head_of

pytestmark = pytest.mark.journey

NARROW = {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}
WIDE = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
WORDS = "Il permesso di soggiorno scade a marzo e non capisco che carte servono"
WHY_AGAIN = "La Questura ha chiesto un altro foglio"


@pytest.fixture
def household(live_server, volunteer):
    """Naima Bennani, with the volunteer beside her since a month."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    consents_to_talk(head_of(household))
    return household


@pytest.fixture
def office(live_server):
    """The public body whose task it is."""
    return OrganisationFactory(name="Questura di Prato")


def ask_for_help(phone: Page) -> None:
    """From Oggi on the phone to a request of the household."""
    phone.goto("/nuclei/")
    phone.get_by_role("link", name="Bennani").first.tap()
    phone.get_by_text("Aggiungi", exact=True).tap()
    phone.get_by_role("link", name="Richiesta", exact=True).tap()
    phone.get_by_label("Che cosa chiede, con le sue parole").fill(WORDS)
    phone.get_by_label("Enti pubblici e pratiche").tap()
    phone.get_by_role("button", name="Salva la richiesta").tap()


def take(page: Page, step: str, **answers: str) -> None:
    """Take a step with its short form, and come back to the request."""
    page.get_by_role("link", name=step, exact=True).click()
    for label, value in answers.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=step, exact=True).click()


def state_of(page: Page):
    """The badge below the title."""
    return page.locator(".page-title .badge").first


def test_from_the_stairwell_to_the_end_and_back(household, office, phone_of, opened, volunteer, coordinator, axe):
    # Given a volunteer who writes on her phone what a member asks
    phone = phone_of(volunteer)
    ask_for_help(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text(WORDS)
    expect(state_of(phone)).to_have_text("ricevuta")
    expect(phone.get_by_text("promessa entro il")).to_be_visible()
    axe(phone)

    # When the coordinator finds it among those that wait, and answers
    desk = opened(coordinator)
    desk.get_by_role("link", name=WORDS).click()
    take(desk, "Le abbiamo risposto: vista")
    expect(state_of(desk)).to_have_text("vista")

    # and agrees on a talk
    desk.get_by_role("link", name="Fissa il colloquio").click()
    desk.get_by_label("Giorno e ora").fill(f"{clock.today():%Y-%m-%d}T23:30")
    desk.get_by_label("Dove").fill("in ufficio")
    desk.get_by_role("button", name="Fissa il colloquio").click()
    expect(state_of(desk)).to_have_text("colloquio fissato")

    # then it cannot be taken up before it is said who is first responsible
    take(desk, "Accogli e comincia")
    expect(desk.get_by_role("alert")).to_contain_text("responsabile")
    desk.get_by_role("link", name="Annulla").click()
    desk.get_by_role("link", name="Scrivilo").first.click()
    desk.get_by_label("un ente pubblico").check()
    desk.get_by_label("Quale ente pubblico").select_option(label=office.name)
    desk.get_by_label("Informato il").fill(clock.today().isoformat())
    desk.get_by_label(re.compile("^Come")).select_option(label="per telefono")
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text(office.name).first).to_be_visible()

    # and then it can, and ends as what it was: a bridge
    take(desk, "Accogli e comincia")
    expect(state_of(desk)).to_have_text("in corso")
    desk.get_by_role("link", name="Chiudi con l'esito").click()
    expect(desk.get_by_label("risolta da noi")).to_have_count(0)
    desk.get_by_label("accompagnata").check()
    desk.get_by_label("In parole").fill("Siamo andati insieme allo sportello")
    desk.get_by_role("button", name="Chiudi con l'esito").click()
    expect(state_of(desk)).to_have_text("chiusa")
    axe(desk)

    # and the volunteer sees the end on her phone
    phone.reload()
    expect(state_of(phone)).to_have_text("chiusa")
    expect(phone.get_by_text("Siamo andati insieme allo sportello")).to_be_visible()

    # When it comes back, it is the same request with its reason
    take(desk, "Riapri", Perché=WHY_AGAIN)
    expect(state_of(desk)).to_have_text("in corso")
    expect(desk.get_by_text("riaperta 1 volta")).to_be_visible()
    expect(desk.get_by_text(WHY_AGAIN)).to_be_visible()
    # Then the household's page shows it among the open ones, with who is first responsible
    desk.goto(household.get_absolute_url())
    expect(desk.get_by_role("link", name=WORDS)).to_be_visible()
    expect(desk.get_by_text(f"prima responsabile: {office.name}")).to_be_visible()
    assert SupportRequest.objects.get().state == State.ACCEPTED


def test_a_request_is_nobody_elses_to_see(household, phone_of, volunteer, outsider):
    phone = phone_of(volunteer)
    ask_for_help(phone)
    expect(state_of(phone)).to_have_text("ricevuta")
    stranger = phone_of(outsider)
    stranger.goto(phone.url)
    expect(stranger.get_by_role("heading", level=1)).not_to_contain_text("permesso")
    stranger.goto("/richieste/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Richieste")
    expect(stranger.get_by_text(WORDS)).to_have_count(0)


@pytest.mark.parametrize("options", [NARROW, WIDE], ids=["phone, dark", "desk, light"])
def test_every_page_can_be_read_by_everybody(options, opened, household, coordinator, axe):
    page = opened(coordinator, **options)
    for address in addresses(household, coordinator):
        assert page.goto(address).status == 200
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
    steps = [reverse("support:request_step", args=[rows[State.ACCEPTED].pk, slug]) for slug in ("chiudi", "pausa")]
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
