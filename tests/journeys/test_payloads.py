"""Whatever people are called and whatever they write is shown as it is, and does nothing (promise P7)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.tests.factories import AssignmentFactory, BuildingFactory, DwellingFactory
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory
from accanto.support import actions as support
from accanto.support.models import SupportArea
from accanto.support.states import Lead, State
from accanto.support.tests.factories import a_request
from accanto.volunteers.tests.factories import a_cooperative, ready

pytestmark = pytest.mark.journey

ELSEWHERE = "altrove.example"
SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=//altrove.example/x onerror=alert(1)>'
TEMPLATE = "{{7*7}}{% debug %}"
ADDRESS = "javascript:alert(1)"
QUOTES = "' onmouseover=alert(1) x='"
CLOSING = "</title></textarea></option></script><svg onload=alert(1)>"
STYLE = "<style>@import '//altrove.example/x.css'</style>"
EVERYTHING = "\n".join([SCRIPT, IMAGE, TEMPLATE, ADDRESS, QUOTES, CLOSING, STYLE])


@pytest.fixture
def household(live_server, volunteer, coordinator):
    """A household of which every name and every word is hostile, and what stands around it."""
    head = PersonFactory(family_name=IMAGE, given_name=SCRIPT)
    head.contact_points.create(value="+39 333 0000000", note=CLOSING)
    household = HouseholdFactory(name=IMAGE[:100], head=head)
    TeamMemberFactory(household=household, user=volunteer, why=QUOTES)
    today = clock.today()
    household.warnings.create(text=SCRIPT, asked_by=IMAGE, since=today, until=today + timedelta(days=9))
    building = BuildingFactory(name=SCRIPT, municipality=QUOTES)
    AssignmentFactory(household=household, dwelling=DwellingFactory(building=building))
    return household


@pytest.fixture
def asked(household, coordinator):
    """A request for everything, led by a body with a hostile name, about an area with one."""
    area = SupportArea.objects.first()
    area.name = TEMPLATE + IMAGE[:40]
    area.save()
    body = ContactFactory(name=SCRIPT, organisation__name=CLOSING).organisation
    request = a_request(State.SEEN, household=household, by=coordinator, words=EVERYTHING, areas=[area])
    support.state_lead(by=coordinator, request=request, lead=Lead.PUBLIC_BODY, lead_organisation=body)
    return request


@pytest.fixture
def watched(opened, coordinator):
    """The coordinator's browser, and what it did that no page asked of it."""
    page, happened = opened(coordinator), []
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: ELSEWHERE in request.url and happened.append(request.url))
    page.on("console", lambda message: message.type == "error" and happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    return page, happened


def pages_of(household, asked) -> list[str]:
    """Where these names and words are shown, chosen from and edited."""
    a_cooperative()
    volunteer = ready(person=PersonFactory(family_name=CLOSING[:60], given_name=QUOTES))
    person = household.members.get().person
    parts = ("", "diario/", "richieste/", "persone/", "casa/", "accanto/", "letture/", "modifica/", "richieste/nuova/")
    return [
        *("/", "/nuclei/", "/alloggi/", "/enti/", "/volontari/", "/richieste/", "/richieste/elenco/"),
        *("/nuclei/soci/", "/cerca/?q=script", "/cerca/?q=" + CLOSING, "/nota/?nucleo=" + str(household.pk)),
        *(f"/nuclei/{household.pk}/{part}" for part in parts),
        *(row.get_absolute_url() for row in (person, asked, asked.lead_organisation, volunteer)),
        *(f"{asked.get_absolute_url()}{part}" for part in ("correggi/", "responsabile/", "segnala/")),
        reverse("residents:person_edit", args=[person.pk]),
        reverse("volunteers:matching"),
        reverse("volunteers:assign", args=[household.pk]),
    ]


def links_that_run(page: Page) -> list[str]:
    """Addresses that would run instead of leading somewhere."""
    return page.evaluate(
        "[...document.querySelectorAll('[href], [src], [action], [formaction]')]"
        ".flatMap((e) => [...e.attributes].map((a) => a.value)).filter((text) => /^\\s*(javascript|data):/i.test(text))"
    )


def test_whatever_is_written_is_only_read(watched, household, asked):
    page, happened = watched
    for address in pages_of(household, asked):
        assert page.goto(address).status == 200, address
        assert links_that_run(page) == [], address
        assert page.locator("main").locator("img, style, svg[onload], [onerror], [onmouseover]").count() == 0, address
        assert happened == [], address
    page.goto(asked.get_absolute_url())
    for line in EVERYTHING.splitlines():
        expect(page.locator("main")).to_contain_text(line)
