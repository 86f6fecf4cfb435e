"""Every address × every persona × GET and POST, taken from the URL configuration.

What is expected follows from the permission table and, where an address names a row, from who may
see that row. A persona without the permission, or asking for somebody else's row, gets the very bytes
that she gets for a thing that does not exist (promise P8).
"""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accanto.accounts.access import may
from accanto.accounts.routes import Route, routes
from tests.objects import World, unknown_parameters
from tests.personas import PERSONAS, make, session_client

ANONYMOUS = "anonymous"
METHODS = ("get", "post")
MISSING = "/questa-pagina-non-esiste/"
ROUTES = routes()

# Different in every answer: tokens against forged forms, nonces, and the address asked for.
CHANGING = re.compile(rb'(csrfmiddlewaretoken" value="|csrf-token" content="|nonce="|form_token" value=")[^"]*')


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def browsers(world) -> dict[str, dict]:
    """The session cookies of every persona; a new browser for each request starts from them."""
    return {name: dict(session_client(make(name)).cookies) for name in PERSONAS} | {ANONYMOUS: {}}


@pytest.mark.parametrize("route", ROUTES, ids=[route.name for route in ROUTES])
def test_whoever_may_not_enter_meets_nothing(route, world, browsers):
    """One address, all personas, both methods."""
    address = reverse_with(route, world.own(route))
    wrong = []
    for persona, cookies in browsers.items():
        for method in METHODS:
            answer = ask(cookies, method, address)
            complaint = judge(route, persona, method, answer, cookies, world)
            if complaint:
                wrong.append(f"{method.upper()} {address} as {persona}: {complaint}")
    assert wrong == []


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.parameters], ids=[route.name for route in ROUTES if route.parameters]
)
def test_a_row_that_is_not_there_is_a_missing_page(route, world, browsers):
    """An id nobody has is a 404 for whoever holds the permission, and never an error."""
    address = reverse_with(route, world.nobody(route))
    wrong = []
    for persona in (name for name in PERSONAS if route.permission and may(make(name), route.permission)):
        for method in METHODS:
            answer = ask(browsers[persona], method, address)
            if answer.status_code == 405:
                continue
            if not is_missing(answer, address, browsers[persona], method):
                wrong.append(f"{method.upper()} {address} as {persona}: {answer.status_code}")
    assert wrong == []


def test_every_parameter_of_every_address_is_listed():
    assert unknown_parameters(ROUTES) == []


def judge(route: Route, persona: str, method: str, answer, cookies: dict, world: World) -> str:
    """What is wrong with this answer, or nothing."""
    if answer.status_code >= 500:
        return "an error"
    if route.permission is None:
        return ""
    if persona == ANONYMOUS:
        to_log_in = answer.status_code == 302 and answer["location"].startswith(reverse("account_login"))
        return "" if to_log_in else f"not sent to the log-in page: {answer.status_code}"
    entitled = may(make(persona), route.permission) and world.sees(route, persona)
    missing = is_missing(answer, answer.wsgi_request.path, cookies, method)
    if entitled and answer.status_code == 404:
        return "entitled, and yet a missing page"
    if not entitled and answer.status_code == 405 and may(make(persona), route.permission):
        return ""
    if not entitled and not missing:
        return f"not the missing page: {answer.status_code}"
    return ""


def ask(cookies: dict, method: str, address: str):
    """One request in a browser of its own, whose writes are taken back."""
    client = Client(raise_request_exception=False)
    for name, cookie in cookies.items():
        client.cookies[name] = cookie.value
    with transaction.atomic():
        answer = getattr(client, method)(address)
        if not answer.streaming:
            answer.content  # noqa: B018  # rendered inside the transaction
        transaction.set_rollback(True)
    return answer


def is_missing(answer, address: str, cookies: dict, method: str) -> bool:
    """Whether the answer is, byte for byte, that for an address which does not exist."""
    if answer.status_code != 404:
        return False
    return seen(answer, address) == seen(ask(cookies, method, MISSING), MISSING)


def seen(answer, address: str) -> tuple:
    """All that a browser gets, without what changes in every answer."""
    body = CHANGING.sub(rb"\1", answer.content).replace(address.encode(), b"")
    headers = {name: value for name, value in answer.headers.items() if name not in {"Content-Security-Policy"}}
    headers.pop("Content-Length", None)
    return body, headers


def reverse_with(route: Route, values: dict) -> str:
    """The address of a route with these parameters."""
    return reverse(route.name, kwargs=values)
