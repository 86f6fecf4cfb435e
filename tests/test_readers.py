"""Every address is looked at by somebody: as a page in a real browser, or it says here why it is none."""

import pytest

from accanto.accounts.routes import Route, routes
from tests.objects import World
from tests.readers import browser_of, is_page, reader_of, settle

# They act, or choose where to go, and show nothing: whoever only looks is led to the thing itself.
LEADS_ON = {
    "accounts:first_page",
    "coexistence:promise_meeting",
    "diary:step_finish",
    "directory:arrival_discard",
    "directory:arrival_take_over",
    "directory:merger_undo",
    "partners:text_new",
    "set_language",
}
# Steps on the way in and the first page of an empty archive, which are read on that way:
# accanto/accounts/tests/test_in_the_browser.py and tests/journeys/test_accessibility.py.
ON_THE_WAY_IN = {"begin", "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"}
# A file for whoever has its secret address.
SECRET = {"agenda:feed"}


def kind_of_answer(route: Route, world: World) -> str:
    """What an address gives whoever opens it."""
    reader = reader_of(route, world)
    if reader is None:
        return "read by nobody"
    answer = browser_of(reader).get(world.address_of(route))
    if answer.streaming:
        answer.close()
    if answer.status_code == 200:
        return "page" if is_page(answer) else "file"
    return "only an act" if answer.status_code == 405 else f"{answer.status_code} for {reader}"


@pytest.mark.django_db
def test_every_address_opens_for_somebody_or_says_why_not():
    settle(World())
    given = {route.name: kind_of_answer(route, World()) for route in routes()}
    shut = {name for name, kind in given.items() if kind not in {"page", "file", "only an act"}}
    assert {name: given[name] for name in shut ^ (LEADS_ON | ON_THE_WAY_IN | SECRET)} == {}
