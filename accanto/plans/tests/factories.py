"""Invented paths for tests, made by the actions that make real ones."""

from datetime import timedelta

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.plans import actions
from accanto.plans.models import Promise
from accanto.plans.states import Side
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import HouseholdFactory


def head_of(household):
    """The person at the head of a household."""
    return household.members.get(role=HouseholdRole.HEAD).person


def a_coordinator() -> User:
    """Somebody who may open every household."""
    return User.objects.filter(role=Role.COORDINATOR).first() or UserFactory(role=Role.COORDINATOR)


def a_promise(side: Side = Side.MEMBER, *, by=None, household=None, days: int = 7, **values) -> Promise:
    """A promise of a side, due in so many days from today; `values` as make_promise takes them."""
    household = household or HouseholdFactory()
    by = by or a_coordinator()
    promisers = {
        Side.MEMBER: lambda: {"person": head_of(household)},
        Side.COOPERATIVE: lambda: {"user": by},
        Side.PUBLIC_BODY: lambda: {"contact": ContactFactory()},
    }
    today = clock.today()
    given = {
        "what": "Porta la busta paga",
        "due_on": today + timedelta(days=days),
        "made_on": today + timedelta(min(0, days)),
    }
    return actions.make_promise(by=by, household=household, **given | promisers[side]() | values)
