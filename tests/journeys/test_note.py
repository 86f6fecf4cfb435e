"""A visit noted on a phone: in three touches, and nothing lost when the line, the tab or the session is."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accanto.base import clock
from accanto.diary.models import Draft, Entry
from accanto.diary.tests.factories import make_entry
from tests.journeys.notes import SEALED, STATUS, pocket, sign_in_again
from tests.personas import session_client

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WORDS = "Ha preparato le foto, manca la certificazione."


def begin(page, home, text=WORDS):
    """Open Oggi, choose the household, type."""
    page.goto(home + "/")
    expect(page.locator("form[data-note]")).to_have_attribute("data-ready", "")
    page.get_by_label("Bennani · Naima").tap()
    page.get_by_label("Che cosa è successo", exact=True).press_sequentially(text)


def test_from_today_to_a_saved_visit_in_three_touches(phone, home, household, axe):
    phone.goto(home + "/")
    phone.get_by_label("Bennani · Naima").tap()
    phone.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    phone.get_by_role("button", name="Salva").tap()
    expect(phone.get_by_text("Nota salvata.")).to_be_visible()
    assert phone.url == home + "/"
    entry = Entry.objects.get()
    assert (entry.text, entry.kind, entry.contact, entry.minutes) == (WORDS, "visit", "met", 20)
    phone.goto(home + f"/nuclei/{household.pk}/diario/")
    expect(phone.locator(".timeline")).to_contain_text(WORDS)
    axe(phone)
    assert not Draft.objects.exists()


def test_what_is_typed_is_a_draft_within_two_seconds(phone, home):
    begin(phone, home)
    expect(phone.locator(STATUS)).to_contain_text("Bozza salvata alle", timeout=2000)
    assert Draft.objects.get().body["text"] == [WORDS]
    assert pocket(phone) == []


def test_a_lost_line_is_said_and_the_draft_leaves_when_it_is_back(phone, home):
    begin(phone, home, "Ha")
    expect(phone.locator(STATUS)).to_contain_text("Bozza salvata")
    phone.context.set_offline(True)
    phone.get_by_label("Che cosa è successo", exact=True).press_sequentially(" preparato le foto")
    expect(phone.locator(STATUS)).to_have_text(SEALED)
    assert len(pocket(phone)) == 1
    phone.context.set_offline(False)
    expect(phone.locator(STATUS)).to_contain_text("Bozza salvata")
    assert Draft.objects.get().body["text"] == ["Ha preparato le foto"]
    assert pocket(phone) == []


def test_a_note_saved_without_a_line_goes_by_itself_and_once(phone, home):
    begin(phone, home)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Salva").tap()
    expect(phone.locator(STATUS)).to_contain_text("si salva da sola")
    assert not Entry.objects.exists()
    phone.context.set_offline(False)
    expect(phone.get_by_text("La nota scritta senza rete")).to_be_visible()
    assert Entry.objects.get().text == WORDS
    assert pocket(phone) == []


def test_a_tab_closed_without_a_line_loses_nothing(phone, home):
    begin(phone, home, "")
    phone.context.set_offline(True)
    phone.get_by_label("Che cosa è successo", exact=True).press_sequentially(WORDS)
    expect(phone.locator(STATUS)).to_have_text(SEALED)
    phone.close()
    assert not Draft.objects.exists()
    phone.context.set_offline(False)
    again = phone.context.new_page()
    again.goto(home + "/")
    expect(again.get_by_text("Hai una nota non salvata")).to_contain_text(WORDS)
    again.get_by_role("link", name="Riprendi").tap()
    expect(again.get_by_label("Che cosa è successo", exact=True)).to_have_value(WORDS)
    expect(again.get_by_label("Bennani · Naima")).to_be_checked()
    again.get_by_role("button", name="Salva").tap()
    expect(again.get_by_text("Nota salvata.")).to_be_visible()
    assert Entry.objects.get().text == WORDS
    assert not Draft.objects.exists()


def test_a_session_that_ends_while_typing_loses_nothing(phone, home, volunteer):
    begin(phone, home, "")
    Session.objects.all().delete()
    phone.get_by_label("Che cosa è successo", exact=True).press_sequentially(WORDS)
    expect(phone.locator(STATUS)).to_contain_text("Entra di nuovo")
    expect(phone.get_by_role("link", name="Entra")).to_be_visible()
    sign_in_again(phone, home, volunteer)
    phone.goto(home + "/nota/")
    expect(phone.get_by_text("Hai una nota non salvata")).to_contain_text(WORDS)


def test_save_after_the_session_ended_leads_to_log_in_and_back_to_the_filled_form(phone, home, volunteer):
    begin(phone, home)
    expect(phone.locator(STATUS)).to_contain_text("Bozza salvata")
    Session.objects.all().delete()
    phone.get_by_role("button", name="Salva").tap()
    expect(phone).to_have_url(re.compile("/accesso/entra/"))
    parked = Session.objects.get().get_decoded()
    client = session_client(volunteer)
    session = client.session
    session.update({name: value for name, value in parked.items() if name.startswith("parked")})
    session.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    phone.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])
    phone.goto(home + "/nota/")
    expect(phone.get_by_label("Che cosa è successo", exact=True)).to_have_value(WORDS)
    phone.get_by_role("button", name="Salva").tap()
    expect(phone.get_by_text("Nota salvata.")).to_be_visible()
    assert Entry.objects.get().text == WORDS


def test_an_answer_lost_on_the_way_does_not_double_the_note(phone, home):
    begin(phone, home)
    lost = []

    def answer_lost(route):
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route(re.compile("/nota/$"), answer_lost)
    phone.get_by_role("button", name="Salva").tap()
    expect(phone.locator(STATUS)).to_contain_text("si salva da sola")
    assert lost == [200] and Entry.objects.count() == 1
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text(WORDS)).to_be_visible()
    assert Entry.objects.count() == 1


def test_a_server_that_falls_keeps_what_it_had_said_and_the_phone_the_rest(phone, home):
    begin(phone, home, "Prima")
    expect(phone.locator(STATUS)).to_contain_text("Bozza salvata")
    phone.route("**/*", lambda route: route.fulfill(status=502, body="giù"))
    phone.get_by_role("button", name="Salva").tap()
    expect(phone.locator(STATUS)).to_contain_text("si salva da sola")
    phone.unroute("**/*")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("La nota scritta senza rete")).to_be_visible()
    assert Entry.objects.get().text == "Prima"


def test_without_javascript_a_household_is_found_and_the_note_saved(
    fresh_page, signed_in, home, household, coordinator
):
    page = signed_in(fresh_page(java_script_enabled=False), coordinator)
    page.goto(home + "/nota/")
    page.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    page.get_by_label("Cerca un nucleo").fill("benn")
    page.locator("form[data-note]").get_by_role("button", name="Cerca").click()
    page.get_by_label("Bennani · Naima").click()
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_text("Nota salvata.")).to_be_visible()
    assert Entry.objects.get().text == WORDS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_everybody_can_use_the_pages_of_the_diary(
    fresh_page, signed_in, home, household, volunteer, axe, width, scheme
):
    entry = make_entry(volunteer, household, reserved_text="x", next_step="Chiamare", next_step_on=clock.today())
    page = signed_in(fresh_page(viewport={"width": width, "height": 800}, color_scheme=scheme), volunteer)
    for path in (
        "/nota/",
        f"/nota/?nucleo={household.pk}",
        f"/nuclei/{household.pk}/diario/?kind=visit",
        entry.get_absolute_url(),
        *(entry.get_absolute_url() + part for part in ("correggi/", "per-errore/", "allega/", "passo/sposta/")),
    ):
        page.goto(home + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
