"""Who opens each address, for the tests that look at every page."""

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponse
from django.test import Client

from accanto.accounts.access import may
from accanto.accounts.routes import Route
from accanto.accounts.tests.log_in import with_app, with_recovery_codes
from tests.objects import World
from tests.personas import make, session_client

NOBODY = "nobody"
# Who opens a page: the first of them who may.
READERS = ("coordinator", "volunteer", "resident", "board", "social_worker", "technician")
# Who has an app for codes, and codes for the day when it is lost.
WELL_KEPT = "technician"
# Pages of somebody who has no second factor yet, of somebody who has one, and of whoever is logged in.
OTHERWISE = {
    "account_logout": "coordinator",
    "account_change_password": "resident",
    "mfa_activate_totp": "resident",
    "mfa_deactivate_totp": WELL_KEPT,
    "mfa_view_recovery_codes": WELL_KEPT,
    "mfa_download_recovery_codes": WELL_KEPT,
    "mfa_reauthenticate": WELL_KEPT,
}


def reader_of(route: Route, world: World) -> str | None:
    """Who opens this page, if anybody of them does."""
    if route.name in OTHERWISE:
        return OTHERWISE[route.name]
    if route.permission is None:
        return NOBODY
    return next((one for one in READERS if may(make(one), route.permission) and world.sees(route, one)), None)


def settle(world: World) -> None:
    """Give the resident her home and the well-kept account its factors, where they are not there yet."""
    assert world.home.household
    account = make(WELL_KEPT)
    if not account.authenticator_set.exists():
        with_app(account)
        with_recovery_codes(account)


def browser_of(persona: str) -> Client:
    """The browser of a persona who has just typed her password again."""
    if persona == NOBODY:
        return session_client(None)
    client, request = session_client(make(persona)), HttpRequest()
    request.session = client.session
    record_authentication(request, make(persona), "password")
    request.session.save()
    return client


def is_page(answer: HttpResponse) -> bool:
    """Whether an answer is a page, and not a file."""
    kind, name = answer.headers.get("Content-Type", ""), answer.headers.get("Content-Disposition", "")
    return answer.status_code == 200 and kind.startswith("text/html") and not name.startswith("attachment")
