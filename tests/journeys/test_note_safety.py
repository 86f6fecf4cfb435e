"""A lost phone holds nothing readable, and whatever is written is only read."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from accanto.base import clock
from accanto.diary.models import Entry
from accanto.diary.tests.factories import make_entry
from accanto.residents.tests.factories import HouseholdFactory
from tests.journeys.notes import SEALED, STATUS, pocket, sign_in_again

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

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
    for path in ("/", "/nuclei/"):
        page.goto(home + path)
        page.get_by_role("searchbox").last.fill(CANARY)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"\?q="))
        expect(page.get_by_text(CANARY).first).to_be_visible()
        assert CANARY not in page.url  # this browser without windows keeps no history to search; others do
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


def test_whatever_is_written_is_only_read(fresh_page, signed_in, home, household, volunteer, coordinator):
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
    page = signed_in(fresh_page(), coordinator)
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
