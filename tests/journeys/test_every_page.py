"""Every page of the URL configuration in a real browser: WCAG 2.2 AA, in light and dark, narrow and wide."""

import pytest

from accanto.accounts.access import may
from accanto.accounts.routes import Route, routes
from accanto.residents.tests import factories as residents
from tests.browser import NARROW, WIDE, violations
from tests.objects import World
from tests.personas import PERSONAS, make, session_client

APPS = sorted({route.name.partition(":")[0] for route in routes() if ":" in route.name})


@pytest.fixture(autouse=True)
def _a_resident_at_home(live_server):
    residents.HouseholdFactory(head=residents.PersonFactory(user=make("resident")))


@pytest.mark.journey
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("app", APPS)
def test_pages_are_accessible_and_fit(app, page, live_server, signed_in):
    """Axe finds nothing, and at 320 px nothing has to be scrolled sideways."""
    wrong = []
    for route in (route for route in routes() if route.name.startswith(f"{app}:")):
        world = World()
        visitor = visitor_of(route, world)
        address = world.address_of(route)
        if visitor is None or not is_page(visitor, address):
            continue
        page.context.clear_cookies()
        signed_in(page, make(visitor))
        page.goto(live_server.url + address)
        wrong += complaints(page)
    assert not wrong, "\n".join(wrong)


def complaints(page) -> list[str]:
    """What is wrong with the page that is open."""
    found = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page):
                found.append(f"{size['width']} px, {scheme}: {broken}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{page.url} is wider than {size['width']} px")
    return found


def visitor_of(route: Route, world: World) -> str | None:
    """The first persona who meets this page; None where everybody or nobody does."""
    entitled = (name for name in PERSONAS if route.permission and may(make(name), route.permission))
    return next((name for name in entitled if world.sees(route, name)), None)


def is_page(visitor: str, address: str) -> bool:
    """Whether the address answers a GET with a page."""
    answer = session_client(make(visitor)).get(address)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and not answer.streaming
