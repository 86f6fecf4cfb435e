"""Every page that opens, from the URL configuration: WCAG 2.2 AA by axe, in light and dark, at 320 and 1440 px.

Each page is loaded once and looked at again after the window and the colours have changed.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accanto.accounts.access import FIRST_PAGE, Role, may
from accanto.accounts.routes import Route, routes
from accanto.residents.tests import factories as residents
from tests.browser import NARROW, WCAG_2_2_AA, WIDE
from tests.objects import World
from tests.personas import PERSONAS, make, session_client

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.timeout(600)]

NOBODY = "nobody"
# Who opens a page: the first of them who may.
READERS = ("coordinator", "volunteer", "resident", "board", "social_worker", "technician")
WHOLE = {"runOnly": {"type": "tag", "values": WCAG_2_2_AA}, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Everything once on each width; in the other colours only what colours change.
LOOKS = ((WIDE, "light", WHOLE), (WIDE, "dark", COLOURS), (NARROW, "dark", WHOLE), (NARROW, "light", COLOURS))
# The same around every page: looked at on everybody's first page.
AROUND = [".sidebar", ".topbar", ".bottombar"]
# Pages of somebody who has no second factor yet.
OTHERWISE = {"mfa_activate_totp": "resident", "account_change_password": "resident"}

AXE = """async ([left_out, options]) => {
  document.getAnimations().forEach((one) => one.finish());  // colours that have arrived
  const found = await axe.run({exclude: left_out}, {...options, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`));
}"""
SHAPE = """() => ({
  lang: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  title: document.title,
  repeated: [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i),
})"""
# What sticks out to the right, unless it lies in something that scrolls by itself.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const scrolls = (e) => e !== document.body && e !== document.documentElement
    && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(e))
    .map((e) => e.outerHTML.slice(0, 160)).slice(-3).concat(`${document.documentElement.scrollWidth} px`);
}"""


def reader_of(route: Route, world: World) -> str | None:
    """Who opens this page; nobody where a family alone sees it: its own journey looks at it."""
    if route.permission is None:
        return NOBODY
    if route.name in OTHERWISE:
        return OTHERWISE[route.name]
    return next((one for one in READERS if may(make(one), route.permission) and world.sees(route, one)), None)


def pages(room: str) -> Iterator[tuple[str, str]]:
    """The reader and the address of each page of a room, each with rows of its own."""
    for route in routes():
        if room_of(route) == room:
            world = World()
            if reader := reader_of(route, world):
                yield reader, world.address_of(route)


def room_of(route: Route) -> str:
    """The app that a route belongs to."""
    return route.name.partition(":")[0] if ":" in route.name else "log-in"


ROOMS = sorted({room_of(route) for route in routes()})


def is_page(persona: str, address: str) -> bool:
    """Whether this address gives a page, and not a file or only an act."""
    answer = session_client(None if persona == NOBODY else make(persona)).get(address)
    if answer.streaming:
        answer.close()
    kind, name = answer.headers.get("Content-Type", ""), answer.headers.get("Content-Disposition", "")
    return answer.status_code == 200 and kind.startswith("text/html") and not name.startswith("attachment")


class Reader:
    """A browser that goes from page to page and writes down what is wrong."""

    def __init__(self, page, live_server, signed_in):
        self.page, self.home, self.signed_in = page, live_server.url, signed_in
        self.persona, self.wrong, self.where = NOBODY, [], ""
        page.on("console", lambda message: message.type == "error" and self.note(message.text))
        page.on("pageerror", lambda error: self.note(str(error)))

    def note(self, complaint: str) -> None:
        self.wrong.append(f"{self.where}: {complaint}")

    def become(self, persona: str) -> None:
        if persona != self.persona:
            self.page.context.clear_cookies()
            if persona != NOBODY:
                self.signed_in(self.page, make(persona))
            self.persona = persona

    def read(self, persona: str, address: str, *, left_out: list[str] | None = None) -> None:
        """Look at one page in every look, `left_out` apart."""
        self.become(persona)
        self.where = f"{address} as {persona}"
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self.home + address)
        self.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        self.page.evaluate(Axe().axe_script)
        self.shape()
        for size, colours, options in LOOKS:
            self.look(size, colours, left_out or [], options)

    def shape(self) -> None:
        """What does not depend on the look."""
        shape = self.page.evaluate(SHAPE)
        if shape["lang"] != "it" or shape["headings"] != 1 or not shape["title"] or shape["repeated"]:
            self.note(str(shape))

    def look(self, size: dict, colours: str, *what) -> None:
        """One width in one set of colours."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme=colours)
        self.where = f"{self.where.partition(' at ')[0]} at {size['width']} px, {colours}"
        for complaint in self.page.evaluate(AXE, what):
            self.note(complaint)
        if size is NARROW and colours == "dark":
            for element in self.page.evaluate(TOO_WIDE):
                self.note(f"wider than the screen: {element}")


@pytest.fixture
def reader(page, live_server, signed_in) -> Reader:
    residents.HouseholdFactory(head=residents.PersonFactory(user=make("resident")))
    return Reader(page, live_server, signed_in)


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_can_be_read_by_everybody(room, reader):
    found = [(persona, address) for persona, address in pages(room) if is_page(persona, address)]
    assert found
    for persona, address in sorted(found, key=lambda one: one[0]):
        reader.read(persona, address, left_out=AROUND)
    assert not reader.wrong, "\n".join(reader.wrong)


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_first_page_of_everybody_can_be_read(persona, reader):
    role = Role(make(persona).role)
    reader.read(persona, reverse(FIRST_PAGE[role]))
    assert not reader.wrong, "\n".join(reader.wrong)
