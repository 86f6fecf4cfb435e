"""A need whose first responsible is a public body: told, asked, answered, solved by the body as its own work."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.partners.models import Mandate
from accanto.partners.states.mandates import Standing
from accanto.support.states import State
from accanto.support.tests.factories import a_request, head_of

pytestmark = pytest.mark.journey

ASKED = "Chiediamo un appuntamento per la domanda di contributo affitto"
ANSWER = "La domanda è accolta: il contributo arriva a gennaio"
WIDE = {"viewport": {"width": 1440, "height": 900}}


def state_of(page: Page):
    """The badge below the title."""
    return page.locator(".page-title .badge").first


@pytest.fixture
def comune(live_server):
    """The social services, with somebody to call there."""
    return ContactFactory(name="Serena Nesi", organisation__name="Servizi sociali del Comune").organisation


def test_referred_to_the_comune_answered_and_solved_by_it(
    household, comune, opened, phone_of, coordinator, volunteer, axe
):
    # Given a request that the volunteer has seen
    a_cooperative("Cooperativa Gli Orti")
    request = a_request(State.SEEN, household=household)
    phone = phone_of(volunteer)
    phone.goto(request.get_absolute_url())

    # When she prepares on her phone what the Comune is asked
    phone.get_by_role("link", name="Segnala a un ente", exact=True).tap()
    expect(phone.get_by_text("Ha dato il consenso a:")).to_be_visible()
    phone.get_by_label("A quale ente").select_option(label=comune.name)
    phone.get_by_label("Che cosa chiediamo").fill(ASKED)
    axe(phone)
    phone.get_by_role("button", name="Salva la segnalazione").tap()
    expect(state_of(phone)).to_have_text("da mandare")

    # and the coordinator prints the letter and writes down that it left, under which number
    desk = opened(coordinator, **WIDE)
    desk.goto(phone.url)
    with desk.expect_download() as letter:
        desk.get_by_role("link", name="Stampa la lettera").click()
    assert letter.value.suggested_filename.endswith(".pdf")
    desk.get_by_role("link", name="È partita").click()
    desk.get_by_label("con una lettera o una PEC").check()
    desk.get_by_label("Protocollo o riferimento").fill("prot. 41/2026")
    desk.get_by_role("button", name="È partita").click()
    expect(state_of(desk)).to_have_text("aspetta la risposta")
    axe(desk)

    # then the body is first responsible, was informed, and stands among those who owe an answer
    phone.goto(request.get_absolute_url())
    expect(state_of(phone)).to_have_text("rinviata a un ente")
    expect(phone.get_by_text("riferimento prot. 41/2026")).to_be_visible()
    desk.goto(reverse("partners:timing"))
    expect(desk.get_by_role("link", name=comune.name).first).to_be_visible()
    axe(desk)

    # When the answer comes, it stands on the request and in the diary
    desk.get_by_role("link", name=comune.name).first.click()
    desk.get_by_role("link", name="Scrivi la risposta").click()
    desk.get_by_label("accoglie", exact=True).check()
    desk.get_by_label("La risposta, in breve").fill(ANSWER)
    desk.get_by_role("button", name="Scrivi la risposta").click()
    expect(state_of(desk)).to_have_text("accolta")
    phone.reload()
    expect(phone.get_by_text(ANSWER)).to_be_visible()

    # Then the request ends as the work of the body, and cannot be counted as ours
    phone.get_by_role("link", name="Chiudi con l'esito").tap()
    expect(phone.get_by_label("risolta da noi")).to_have_count(0)
    phone.get_by_label("risolta dall'ente").check()
    phone.get_by_label("In parole").fill("Il Comune paga il contributo da gennaio")
    phone.get_by_role("button", name="Chiudi con l'esito").tap()
    expect(state_of(phone)).to_have_text("chiusa")
    expect(phone.get_by_text("risolta dall'ente").first).to_be_visible()


def test_a_mandate_is_written_signed_and_revoked_by_her(
    household, comune, opened, phone_of, coordinator, resident, axe
):
    # Given a coordinator who prepares a mandate with the member
    a_cooperative("Cooperativa Gli Orti")
    desk = opened(coordinator, **WIDE)
    desk.goto(reverse("partners:household_bodies", args=[household.pk]))
    desk.get_by_role("link", name="Nuova delega").click()
    desk.get_by_label(re.compile("^parlare con i servizi sociali")).check()
    desk.get_by_label("Verso quale ente").select_option(label=comune.name)
    desk.get_by_label("In particolare").fill("tenere le sue password")
    desk.get_by_role("button", name="Prepara la delega").click()

    # then what the law leaves to others is explained where it was typed
    expect(desk.get_by_text("sono personali").first).to_be_visible()
    axe(desk)
    desk.get_by_label("In particolare").fill("il contributo affitto")
    desk.get_by_role("button", name="Prepara la delega").click()
    expect(state_of(desk)).to_have_text("da firmare")

    # When she has signed, it is in force
    desk.get_by_role("link", name="È firmata").click()
    desk.get_by_role("button", name="Salva").click()
    expect(state_of(desk)).to_have_text("in vigore")
    axe(desk)

    # and when she wants it no more, she ends it herself
    head_of(household).change(user=resident)
    phone = phone_of(resident)
    phone.goto(reverse("portal:own_file"))
    phone.get_by_role("link", name=f"Revoca la delega verso {comune.name}").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vuoi revocare la delega?")
    axe(phone)
    phone.get_by_role("button", name="Sì, revoca").tap()
    expect(phone.get_by_text("Non hai dato nessuna delega")).to_be_visible()
    mandate = Mandate.objects.get()
    assert (mandate.standing, mandate.revoked_on) == (Standing.REVOKED, clock.today())
