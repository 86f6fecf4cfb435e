"""Every address × every persona × GET and POST, taken from the URL configuration.

What is expected follows from the permission table and, where an address names a row, from who may
see that row. A persona without the permission, or asking for somebody else's row, gets the very bytes
that she gets for a thing that does not exist (promise P8).
"""

import re
from datetime import datetime

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accanto.accounts.access import Permission, may
from accanto.accounts.routes import Route, routes
from accanto.base.clock import ROME
from tests.objects import World, inner_parameters, is_about_a_household, unknown_parameters
from tests.personas import PERSONAS, make, session_client

ANONYMOUS = "anonymous"
METHODS = ("get", "post")
MISSING = "/questa-pagina-non-esiste/"
ROUTES = routes()
MOMENT = datetime(2026, 3, 2, 10, 0, tzinfo=ROME)

# They answer before they look for the row, and so the same for every row and for none: with a form,
# with the question for the password, or by having nothing to throw away.
ANSWER_FIRST = {"agenda:finish", "agenda:move", "mfa_edit_webauthn", "mfa_remove_webauthn", "diary:draft_discard"}
# The bare address of the server leads everybody who is logged in to a page of hers.
FRONT_DOOR = "desk:today"
# One's own second factor, which these personas have not.
MAY_LEAD_NOWHERE = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}
# Different in every answer: tokens against forged forms, nonces, the moment.
CHANGING = re.compile(
    rb'(csrfmiddlewaretoken" value="|csrf-token" content="|nonce="|form_token" value="|next" value=")[^"]*'
)
CHANGING_HEADERS = {"Content-Security-Policy", "Content-Length", "Expires"}

WITH_ROWS = [route for route in ROUTES if route.parameters]
# What those outside meet: a resident her own file, a social worker the files shared with her.
OUTSIDE = {Permission.OWN_FILE: "resident", Permission.SHARED_FILES: "social_worker"}


class Visitor:
    """A persona, or nobody, at the door. Each request goes out from a fresh browser and leaves nothing behind."""

    def __init__(self, persona: str):
        self.persona = persona
        self.user = None if persona == ANONYMOUS else make(persona)
        self.cookies = {name: cookie.value for name, cookie in session_client(self.user).cookies.items()}

    def ask(self, method: str, address: str):
        """The answer to one request, whose writes are taken back."""
        client = Client(raise_request_exception=False)
        for name, value in self.cookies.items():
            client.cookies[name] = value
        with transaction.atomic():
            answer = getattr(client, method)(address)
            if answer.streaming:
                list(answer.streaming_content)
            transaction.set_rollback(True)
        return answer

    def missing_page(self, method: str) -> tuple:
        """What she sees where there is nothing."""
        key = (self.persona, method)
        if key not in MISSING_PAGES:
            MISSING_PAGES[key] = seen(self.ask(method, MISSING))
        return MISSING_PAGES[key]

    def holds(self, permission: Permission | None) -> bool:
        """Whether the permission table lets her in."""
        return self.user is not None and permission is not None and may(self.user, permission)


MISSING_PAGES: dict[tuple[str, str], tuple] = {}


def seen(answer) -> tuple:
    """All that a browser gets, without what changes in every answer."""
    headers = {name: value for name, value in answer.headers.items() if name not in CHANGING_HEADERS}
    headers["Location"] = headers.get("Location", "").partition("?")[0]
    return answer.status_code, CHANGING.sub(rb"\1", answer.content), headers


def address_of(route: Route, values: dict) -> str:
    """The address of a route with these parameters."""
    return reverse(route.name, kwargs=values)


def by_name(route: Route) -> str:
    """How a case is called."""
    return route.name


@pytest.fixture(autouse=True)
def _time_stands_still(db):
    """Two pages that should be the same are made at the same moment."""
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def world(db) -> World:
    world = World()
    assert world.home.household
    return world


@pytest.fixture
def visitors(world) -> list[Visitor]:
    return [Visitor(persona) for persona in (*PERSONAS, ANONYMOUS)]


@pytest.mark.parametrize("route", ROUTES, ids=by_name)
def test_whoever_may_not_enter_meets_nothing(route, world, visitors):
    """One address, all personas, both methods."""
    wrong = [
        f"{method.upper()} {address_of(route, world.own(route))} as {visitor.persona}: {complaint}"
        for visitor in visitors
        for method in METHODS
        if (complaint := complaint_about(route, visitor, method, world))
    ]
    assert wrong == []


def complaint_about(route: Route, visitor: Visitor, method: str, world: World) -> str:
    """What is wrong with how this visitor is received, or nothing."""
    answer = visitor.ask(method, address_of(route, world.own(route)))
    if answer.status_code >= 500:
        return "an error"
    if route.permission is None:
        return ""
    if visitor.user is None:
        sent = answer.status_code == 302 and answer["location"].startswith(reverse("account_login"))
        return "" if sent else f"not sent to the log-in page: {answer.status_code}"
    if not visitor.holds(route.permission):
        if route.name == FRONT_DOOR:
            return "" if answer.status_code == 302 else f"not led on from the front door: {answer.status_code}"
        return "" if seen(answer) == visitor.missing_page(method) else f"not the missing page: {answer.status_code}"
    if world.sees(route, visitor.persona):
        missing = answer.status_code == 404 and route.name not in MAY_LEAD_NOWHERE
        return "entitled, and yet a missing page" if missing else ""
    nothing = visitor.ask(method, address_of(route, world.nobody(route)))
    return "" if seen(answer) == seen(nothing) else f"not as if there were no such row: {answer.status_code}"


@pytest.mark.parametrize("route", [route for route in WITH_ROWS if route.name not in ANSWER_FIRST], ids=by_name)
def test_a_row_that_is_not_there_is_a_missing_page(route, world, visitors):
    """An id nobody has is a missing page for whoever holds the permission, and never an error."""
    address = address_of(route, world.nobody(route))
    answers = {
        (visitor.persona, method): (visitor.ask(method, address), visitor.missing_page(method))
        for visitor in visitors
        if visitor.holds(route.permission)
        for method in METHODS
    }
    wrong = {
        who: answer.status_code
        for who, (answer, missing) in answers.items()
        if answer.status_code != 405 and seen(answer) != missing
    }
    assert wrong == {}


@pytest.mark.parametrize("route", [route for route in WITH_ROWS if inner_parameters(route)], ids=by_name)
def test_a_row_of_another_is_not_reached_through_ones_own(route, world, visitors):
    """The row that an address names last belongs to the one it names before."""
    values = world.own(route)
    for name in inner_parameters(route):
        values[name] = World(strangers=True).own(route)[name]
    visitor = next(
        one for one in map(Visitor, PERSONAS) if one.holds(route.permission) and world.sees(route, one.persona)
    )
    for method in METHODS:
        answer = visitor.ask(method, address_of(route, values))
        assert answer.status_code in {404, 405}


@pytest.mark.parametrize("route", [route for route in WITH_ROWS if route.permission in OUTSIDE], ids=by_name)
def test_what_is_anothers_does_not_exist_for_those_outside(route, world):
    """A resident who changes a number in the address meets no neighbour, a social worker no other family."""
    visitor = Visitor(OUTSIDE[route.permission])
    anothers, nobodys = World(strangers=True).own(route), world.nobody(route)
    for method in METHODS:
        answer = visitor.ask(method, address_of(route, anothers))
        assert seen(answer) == seen(visitor.ask(method, address_of(route, nobodys)))


@pytest.mark.parametrize("route", [route for route in WITH_ROWS if is_about_a_household(route)], ids=by_name)
@pytest.mark.django_db
def test_a_restricted_household_exists_only_for_those_named(route):
    """Not even a coordinator finds it when nobody named her."""
    coordinator = Visitor("coordinator")
    values, nobodys = World(is_restricted=True).own(route), World().nobody(route)
    for method in METHODS:
        answer = coordinator.ask(method, address_of(route, values))
        assert seen(answer) == seen(coordinator.ask(method, address_of(route, nobodys)))


def test_every_parameter_of_every_address_is_listed():
    assert unknown_parameters(ROUTES) == []
