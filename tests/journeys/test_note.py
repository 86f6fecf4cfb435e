"""A visit noted on a phone: in three touches, and nothing lost when the line, the tab or the session is."""

import re
import shutil
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accanto.base import clock
from accanto.diary.models import Draft, Entry
from accanto.diary.tests.factories import make_entry
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from tests.personas import session_client

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True}
WORDS = "Ha preparato le foto, manca la certificazione."
STATUS = "[data-status]"
SEALED = re.compile("sigillata in questo telefono")


@pytest.fixture
def household(live_server, volunteer):
    """A household beside which the volunteer stands."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return household


@pytest.fixture
def opened(browser, browser_context_args):
    """`opened(**options)` is a page in a browser of its own, such as a phone's."""
    contexts = []

    def open_page(**options):
        contexts.append(browser.new_context(**{**browser_context_args, **options}))
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone(opened, signed_in, household, volunteer):
    """The volunteer's phone."""
    return signed_in(opened(**PHONE), volunteer)


@pytest.fixture
def home(live_server):
    return live_server.url


def begin(page, home, text=WORDS):
    """Open Oggi, choose the household, type."""
    page.goto(home + "/")
    expect(page.locator("form[data-note]")).to_have_attribute("data-ready", "")
    page.get_by_label("Bennani · Naima").tap()
    page.get_by_label("Che cosa è successo", exact=True).press_sequentially(text)


def sign_in_again(page, home, user):
    cookie = session_client(user).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])


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


def pocket(page) -> list[str]:
    """What waits on the phone: the identifiers of sealed notes."""
    return page.evaluate(
        """() => new Promise((done) => { const ask = indexedDB.open("accanto", 1);
        ask.onsuccess = () => { const keys = ask.result.transaction("sealed").objectStore("sealed").getAllKeys();
        keys.onsuccess = () => { ask.result.close(); done(keys.result); } } })"""
    )


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


CANARY = "Zqxcanarino"


@pytest.fixture
def lost_phone(browser_type, browser_type_launch_args, tmp_path, home, household, volunteer):
    """A phone whose storage can be read afterwards: `(page, profile folder)`."""
    profile = tmp_path / "profile"
    context = browser_type.launch_persistent_context(
        str(profile), **browser_type_launch_args, locale="it-IT", timezone_id="Europe/Rome"
    )
    page = context.new_page()
    sign_in_again(page, home, volunteer)
    yield page, profile
    context.close()


def found_in(profile, text: str) -> list[str]:
    """The files of a browser's profile in which a text can be read, in either encoding."""
    wanted = text.encode(), text.encode("utf-16-le")
    files = [file for file in profile.rglob("*") if file.is_file()]
    return [str(file) for file in files if any(bytes_ in file.read_bytes() for bytes_ in wanted)]


def test_a_lost_phone_holds_nothing_readable(lost_phone, home, household, volunteer):
    page, profile = lost_phone
    make_entry(volunteer, household, text=f"{CANARY} letto")
    household.change(name=f"{CANARY} nucleo")
    for path in (
        f"/nuclei/{household.pk}/diario/",
        f"/nuclei/{household.pk}/",
        "/",
        Entry.objects.get().get_absolute_url(),
    ):
        page.goto(home + path)
    page.goto(home + "/nota/")
    expect(page.locator("form[data-note]")).to_have_attribute("data-ready", "")
    page.context.set_offline(True)
    page.get_by_label("Che cosa è successo", exact=True).press_sequentially(f"{CANARY} scritto")
    expect(page.locator(STATUS)).to_have_text(SEALED)
    assert len(pocket(page)) == 1
    page.evaluate("localStorage.setItem('prova', 'Zqxaltro'); sessionStorage.setItem('prova', 'Zqxaltro')")
    page.context.close()
    assert found_in(profile, "Zqxaltro"), "the search would not find a text that is there"
    assert found_in(profile, CANARY) == []
    shutil.rmtree(profile)


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% load x %}",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<form action=https://altrove.example><button>",
    "<style>*{background:url(https://altrove.example)}</style>",
    "\u202egnp.exe\u0000".replace("\u0000", ""),
]


def test_whatever_is_written_is_only_read(opened, signed_in, home, household, volunteer, coordinator):
    payload = "\n".join(PAYLOADS)
    other = HouseholdFactory(name=PAYLOADS[1][:100])
    entry = make_entry(
        coordinator,
        household,
        other,
        text=payload,
        with_whom=PAYLOADS[2],
        reserved_text=payload,
        next_step=PAYLOADS[0],
        next_step_on=clock.today(),
    )
    page = signed_in(opened(), coordinator)
    happened = []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: happened.append(request.url) if "altrove" in request.url else None)
    for path in (f"/nuclei/{household.pk}/diario/", entry.get_absolute_url(), f"/nota/?nucleo={other.pk}", "/"):
        page.goto(home + path)
        page.wait_for_load_state("networkidle")
    page.goto(home + entry.get_absolute_url() + "correggi/")
    expect(page.get_by_label("Che cosa è successo", exact=True)).to_have_value(payload)
    page.goto(home + "/nota/")
    page.get_by_label("Cerca un nucleo").press_sequentially("onerror")
    page.get_by_label(PAYLOADS[1]).click()
    page.wait_for_load_state("networkidle")
    assert happened == []


def test_without_javascript_a_household_is_found_and_the_note_saved(opened, signed_in, home, household, coordinator):
    page = signed_in(opened(java_script_enabled=False), coordinator)
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
def test_everybody_can_use_the_pages_of_the_diary(opened, signed_in, home, household, volunteer, axe, width, scheme):
    entry = make_entry(volunteer, household, reserved_text="x", next_step="Chiamare", next_step_on=clock.today())
    page = signed_in(opened(viewport={"width": width, "height": 800}, color_scheme=scheme), volunteer)
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
