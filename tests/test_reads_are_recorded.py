"""Every opening of a family's file is recorded before it is shown (promise P3).

A word is planted in every text that the apps keep of a family, names apart, and the register is made
to fail. Whatever page still shows the word showed a file that nobody will ever know was read.
"""

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from accanto.accounts.routes import Route, routes
from accanto.audit import actions
from tests.objects import World, is_about_a_household
from tests.personas import make, session_client
from tests.test_gate import address_of, by_name

pytestmark = [pytest.mark.django_db, pytest.mark.expects_logged_errors]

CANARY = "zibaldone"
KEPT_BY = ("residents", "housing", "documents", "diary", "support", "partners", "plans", "procedures")
NAMES = {"name", "given_name", "family_name", "title", "code"}
# Houses and lists of words: nothing of a family's.
NOBODYS = {
    *("Building", "Dwelling", "Place", "Works", "Area", "PaperKind", "ProcedureType", "DocumentNeed", "TermRule"),
    *("Agreement", "AgreementCost", "Duty", "ReportingDate", "MandateScope", "MandateText", "ReservedAct"),
}
ABOUT_A_HOUSEHOLD = [route for route in routes() if is_about_a_household(route)]


def plant() -> int:
    """Write the word into every text of every row that is about a family; returns how many took it."""
    taken = 0
    for label in KEPT_BY:
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in NOBODYS:
                taken += sum(_write(model, field) for field in model._meta.local_concrete_fields if _is_text(field))
    return taken


def _is_text(field) -> bool:
    return type(field) in {models.CharField, models.TextField} and not field.choices and field.name not in NAMES


def _write(model, field) -> int:
    try:
        with transaction.atomic():
            return model._base_manager.update(**{field.name: CANARY})
    except DatabaseError:  # a column with a form of its own, such as a tax code
        return 0


def shown(route: Route, world: World) -> bytes:
    """What a coordinator gets at an address."""
    browser = session_client(make("coordinator"))
    browser.raise_request_exception = False
    return browser.get(address_of(route, world.own(route))).content


@pytest.mark.parametrize("route", ABOUT_A_HOUSEHOLD, ids=by_name)
def test_no_file_is_shown_that_was_not_recorded(route, monkeypatch):
    world = World()
    world.own(route)
    assert plant() > 0

    def fail():
        raise DatabaseError("no room for the register")

    monkeypatch.setattr(actions, "_newest_digest", fail)
    assert CANARY.encode() not in shown(route, world)


def test_the_word_is_there_to_be_found():
    """The other test can fail: with the register at work, the household's page shows what was planted."""
    world = World()
    route = next(route for route in ABOUT_A_HOUSEHOLD if route.name == "residents:person_detail")
    world.own(route)
    plant()
    assert CANARY.encode() in shown(route, world)
