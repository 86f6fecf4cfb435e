"""A real Chromium for the journeys: `page` (Italian, in Rome), `signed_in(page, user)`, `axe(page)`.

Journeys are marked `@pytest.mark.journey` and ask for `live_server`, whose rows they share with the
test; what the migrations wrote is put back after each.
"""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from tests.personas import session_client

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1440, "height": 900}
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("no Chromium: apt-get install chromium")
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    return {"executable_path": found, "args": quiet + (["--no-sandbox"] if os.geteuid() == 0 else [])}


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {"locale": "it-IT", "timezone_id": "Europe/Rome", "viewport": WIDE, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's; what migrations wrote is known to every connection, for Playwright's loop brings its own."""
    with django_db_blocker.unblock():
        one = connections[DEFAULT_DB_ALIAS]
        if written := getattr(one, "_test_serialized_contents", None):
            type(one)._test_serialized_contents = written


@pytest.fixture
def live_server(django_db_serialized_rollback, live_server):
    """pytest-django's, with the rows that migrations wrote present in every journey."""
    return live_server


@pytest.fixture
def signed_in(live_server):
    """`signed_in(page, user)` logs the user in on that page's browser and gives the page back."""

    def sign_in(page, user):
        cookie = session_client(user).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return sign_in


def violations(page) -> str:
    """What breaks WCAG 2.2 AA on the page that is open, with the rule and the element; nothing when nothing does."""
    found = Axe().run(page, options={"runOnly": WCAG_2_2_AA, "resultTypes": ["violations"]})
    return f"{page.url}\n{found.generate_report()}" if found.violations_count else ""


@pytest.fixture
def axe():
    """`axe(page)` fails with what breaks WCAG 2.2 AA there."""

    def check(page):
        if found := violations(page):
            pytest.fail(found)

    return check
