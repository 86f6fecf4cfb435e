"""What the journeys share: a browser for each person, and the ways there."""

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page

from accanto.base import clock
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from tests.personas import session_client

PHONE = {"viewport": {"width": 375, "height": 740}, "is_mobile": True, "has_touch": True}
PATIENCE_MS = 20_000
CONTEXTS = pytest.StashKey[list]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Say what stood on the pages when a journey failed: the trace names only what was not there."""
    report = yield
    if report.when == "call" and report.failed:
        for context in item.stash.get(CONTEXTS, []):
            report.sections.extend((page.url, page.locator("body").inner_text()) for page in context.pages)
    return report


@pytest.fixture
def contexts(request):
    """The browsers that a journey opened; they close with it."""
    opened = request.node.stash[CONTEXTS] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def opened(browser, browser_context_args, live_server, contexts):
    """`opened(user, **options)` is a browser of her own in which she is logged in, on her first page."""

    def open_first_page(user=None, **options) -> Page:
        contexts.append(browser.new_context(**{**browser_context_args, "base_url": live_server.url, **options}))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        page = contexts[-1].new_page()
        if user:
            cookie = session_client(user).cookies[settings.SESSION_COOKIE_NAME]
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page.goto("/")
        return page

    return open_first_page


@pytest.fixture
def phone_of(opened):
    """`phone_of(user)` is her phone."""
    return lambda user: opened(user, **PHONE)


@pytest.fixture
def household(live_server, volunteer):
    """A household beside which the volunteer stands."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return household


@pytest.fixture
def fresh_page(browser, browser_context_args, contexts):
    """`fresh_page(**options)` is a page in a browser of its own, such as a phone's."""

    def open_page(**options):
        contexts.append(browser.new_context(**{**browser_context_args, **options}))
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    return open_page


@pytest.fixture
def phone(fresh_page, signed_in, household, volunteer):
    """The volunteer's phone."""
    return signed_in(fresh_page(**PHONE), volunteer)


@pytest.fixture
def home(live_server):
    """The address of the running product."""
    return live_server.url
