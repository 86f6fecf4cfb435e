"""Every page that opens, from the URL configuration: WCAG 2.2 AA by axe, in light and dark, at 320 and 1440 px.

Each page is loaded once and looked at again after the window and the colours have changed.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from accanto.accounts.access import FIRST_PAGE, Role
from accanto.accounts.routes import Route, routes
from accanto.archive import queries as archive
from accanto.residents.tests import factories as residents
from tests.browser import NARROW, WCAG_2_2_AA, WIDE
from tests.objects import World
from tests.personas import PERSONAS, make
from tests.readers import NOBODY, browser_of, is_page, reader_of, settle

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.timeout(600)]

WHOLE = {"runOnly": {"type": "tag", "values": WCAG_2_2_AA}, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Everything once on each width; in the other colours only what colours change.
LOOKS = ((WIDE, "light", WHOLE), (WIDE, "dark", COLOURS), (NARROW, "dark", WHOLE), (NARROW, "light", COLOURS))
# The same around every page: looked at on everybody's first page.
AROUND = [".sidebar", ".topbar", ".bottombar"]

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


def opens(persona: str, address: str) -> bool:
    """Whether this address gives a page; `tests/test_readers.py` holds that what does not says why."""
    answer = browser_of(persona).get(address)
    if answer.streaming:
        answer.close()
    return is_page(answer)


class Reader:
    """A browser that goes from page to page and writes down what is wrong."""

    def __init__(self, page, live_server):
        self.page, self.home = page, live_server.url
        self.persona, self.wrong, self.where = NOBODY, [], ""
        page.on("console", lambda message: message.type == "error" and self.note(message.text))
        page.on("pageerror", lambda error: self.note(str(error)))

    def note(self, complaint: str) -> None:
        self.wrong.append(f"{self.where}: {complaint}")

    def become(self, persona: str) -> None:
        if persona != self.persona:
            cookies = browser_of(persona).cookies.values()
            self.page.context.clear_cookies()
            self.page.context.add_cookies([{"name": one.key, "value": one.value, "url": self.home} for one in cookies])
            self.persona = persona

    def read(self, persona: str, address: str, *, left_out: list[str] | None = None) -> None:
        """Look at one page in every look, `left_out` apart."""
        self.become(persona)
        self.where = f"{address} as {persona}"
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self.home + address)
        if self.page.url != self.home + address:
            self.note(f"leads to {self.page.url}")
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
def reader(page, live_server) -> Reader:
    return Reader(page, live_server)


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_can_be_read_by_everybody(room, reader):
    settle(World())
    found = [(persona, address) for persona, address in pages(room) if opens(persona, address)]
    assert found
    for persona, address in sorted(found, key=lambda one: one[0]):
        reader.read(persona, address, left_out=AROUND)
    assert not reader.wrong, "\n".join(reader.wrong)


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_first_page_of_everybody_can_be_read(persona, reader):
    settle(World())
    role = Role(make(persona).role)
    reader.read(persona, reverse(FIRST_PAGE[role]))
    assert not reader.wrong, "\n".join(reader.wrong)


def test_who_lives_in_no_house_of_ours_can_read_that(reader):
    residents.HouseholdFactory(head=residents.PersonFactory(user=make("resident")))
    reader.read("resident", reverse("portal:house"), left_out=AROUND)
    assert not reader.wrong, "\n".join(reader.wrong)


def test_the_first_page_of_an_empty_archive_can_be_read(reader, monkeypatch):
    monkeypatch.setattr(archive, "_begun", False)
    reader.read(NOBODY, reverse("begin"))
    assert not reader.wrong, "\n".join(reader.wrong)
