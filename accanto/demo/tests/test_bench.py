"""Given the bench, what it measures of a browser and what it compares."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from accanto.base import clock
from accanto.demo.bench import browser, measure
from accanto.demo.bench.archives import Side
from accanto.demo.bench.load import Answers
from accanto.demo.bench.pages import Ask, Page
from accanto.diary.actions import write_entry
from accanto.residents.tests.factories import HouseholdFactory
from tests.personas import session_client


def test_where_there_is_no_chromium_it_says_so(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    assert browser.missing() == "Chromium is not installed"


def test_where_there_is_no_playwright_it_says_so(monkeypatch):
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    assert "Playwright" in browser.missing()


def test_sides_are_compared_pair_by_pair(monkeypatch):
    speeds = {1: (40, 0.03), 2: (10, 0.1), 3: (60, 0.02)}  # by port: answers a second, seconds for each

    def run(port, *_rest):
        rate, seconds = speeds[port]
        return Answers([seconds] * rate, elapsed=1.0)

    monkeypatch.setattr(measure, "run", run)
    page = Page("search", lambda facts, number: Ask("/"), lambda facts, number: Ask("/admin/"))
    side = Side("accanto", None)
    beside = {measure.ADMIN: (side, 2), measure.SMALL: (side, 3)}
    figures = measure._page(page, (side, 1), beside, clients=1, seconds=0.1)
    assert figures["ratio"] == 4.0
    assert figures["growth"] == 1.5
    assert figures["p50_ms"] == 30.0
    assert len(figures["ratios"]) == measure.ROUNDS


@pytest.mark.journey
def test_the_notes_of_a_household_come_to_the_screen(live_server, coordinator):
    household = HouseholdFactory()
    moment = clock.now() - timedelta(hours=1)
    write_entry(by=coordinator, households=[household], happened_at=moment, text="Ha preparato le foto.")
    cookie = session_client(coordinator).cookies[settings.SESSION_COOKIE_NAME]
    side = {
        "cookie": {"name": cookie.key, "value": cookie.value, "url": live_server.url},
        "addresses": [live_server.url + household.get_absolute_url()] * 3,
        "note": browser.OUR_NOTE,
    }
    wanted = json.dumps({"chromium": browser._chromium(), "sides": [side, side]})
    command = [sys.executable, "-m", "accanto.demo.bench.chromium"]
    done = subprocess.run(command, input=wanted, check=True, stdout=subprocess.PIPE, text=True, timeout=120)
    first, second = json.loads(done.stdout)
    assert len(first) == len(second) == 2
    assert all(0 < milliseconds < 60_000 for milliseconds in first + second)
