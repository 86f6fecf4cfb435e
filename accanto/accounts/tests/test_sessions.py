"""Given an open session, when it ends, and what happens to the form that was being written."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from accanto.accounts import actions
from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.tests.log_in import CODE, LOG_IN, code_of, try_password, with_app
from accanto.base import clock
from tests.personas import PASSWORD, session_client

pytestmark = pytest.mark.django_db
NEW, LIST = "/accessi/nuovo/", "/accessi/"
TYPED = {"name": "Nadia Ferri", "username": "nadia", "role": Role.VOLUNTEER, "email": "", "language": "it"}


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


def logged_in(username: str) -> tuple[Client, str]:
    """A browser that went through the whole log-in, and the secret of the code app."""
    secret = with_app(User.objects.get(username=username))
    browser = Client()
    enter(browser, username, secret)
    return browser, secret


def enter(browser, username, secret):
    try_password(browser, username, PASSWORD)
    browser.post(CODE, {"code": code_of(secret)})


@pytest.mark.parametrize("act", [actions.close_account, actions.end_sessions, actions.reset_password])
def test_the_session_ends_at_the_next_request(act, coordinator, volunteer):
    browser = session_client(volunteer)
    assert browser.get("/").status_code == 200
    act(by=coordinator, account=volunteer)
    assert browser.get("/").headers["location"].startswith(LOG_IN)


def test_changing_the_password_ends_the_other_sessions(volunteer):
    here, lost = session_client(volunteer), session_client(volunteer)
    chosen = "otto passeri sul filo"
    here.post("/accesso/password/", {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen})
    assert here.get("/").status_code == 200
    assert lost.get("/").headers["location"].startswith(LOG_IN)


def test_an_idle_session_ends_and_a_used_one_lives(coordinator, settings):
    browser = session_client(coordinator)
    start = clock.now()
    almost = timedelta(seconds=settings.SESSION_IDLE_SECONDS - 60)
    with time_machine.travel(start, tick=False) as clock_hand:
        assert browser.get(LIST).status_code == 200
        clock_hand.shift(almost)
        assert browser.get(LIST).status_code == 200
        clock_hand.shift(almost)
        assert browser.get(LIST).status_code == 200
        clock_hand.shift(timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1))
        assert browser.get(LIST).headers["location"].startswith(LOG_IN)


def test_a_form_sent_after_the_session_ended_comes_back_filled(coordinator, settings):
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        browser, secret = logged_in("coordinator")
        browser.get(NEW)
        clock_hand.shift(timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1))
        asked = browser.post(NEW, TYPED)
        assert asked.headers["location"] == f"{LOG_IN}?next=%2Faccessi%2Fnuovo%2F"
        enter(browser, "coordinator", secret)
        assert 'value="Nadia Ferri"' in browser.get(NEW).content.decode()
        assert 'value="Nadia Ferri"' not in browser.get(NEW).content.decode()
    assert not User.objects.filter(username="nadia").exists()


def test_the_parked_form_is_not_shown_to_somebody_else(coordinator, technician, settings):
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        browser, _secret = logged_in("coordinator")
        browser.get(NEW)
        clock_hand.shift(timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1))
        browser.post(NEW, TYPED)
        enter(browser, "technician", with_app(technician))
        page = browser.get(NEW)
    assert page.status_code == 200
    assert "Nadia" not in page.content.decode()


def test_a_form_with_a_file_keeps_what_was_typed(coordinator, tmp_path):
    (tmp_path / "foto.txt").write_text("x")
    with (tmp_path / "foto.txt").open("rb") as file:
        asked = Client().post(NEW, {**TYPED, "photo": file})
    assert asked.status_code == 302


def test_a_script_is_told_that_the_session_ended():
    assert Client().post(NEW, TYPED, headers={"x-requested-with": "fetch"}).status_code == 401
