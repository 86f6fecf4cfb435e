"""Invented paths for tests, made by the actions that make real ones."""

from datetime import timedelta

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.models import Destination
from accanto.plans import actions
from accanto.plans.models import Assessment, Exit, Plan, PlanVersion, Promise
from accanto.plans.states import Side, View
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.models import SupportArea
from accanto.support.states import Channel


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


def a_plan(*, household=None, by=None, goals: int = 1, **values) -> Plan:
    """The running plan of a household, opened by its head's word, with so many goals."""
    household = household or HouseholdFactory()
    by = by or a_coordinator()
    given = {"assent_by": head_of(household), "assent_how": Channel.OFFICE}
    plan = actions.open_plan(by=by, household=household, **given | values)
    for number in range(goals):
        actions.add_goal(by=by, plan=plan, area=SupportArea.objects.first(), words=f"Voglio una casa mia {number}")
    return plan


def a_version(plan: Plan | None = None, *, by=None) -> PlanVersion:
    """A version of a plan with a goal, waiting to be signed."""
    return actions.propose_version(by=by or a_coordinator(), plan=plan or a_plan())


def an_assessment(
    plan: Plan | None = None, *, by=None, level: int | None = 3, own: int | None = None, **values
) -> Assessment:
    """A look at the matrix, every domain at one level of the worker's view, and perhaps of her own."""
    by = by or a_coordinator()
    assessment = actions.begin_assessment(by=by, plan=plan or a_plan(), **values)
    domains = assessment.edition.domains.all()
    levels = {(domain.pk, View.WORKER): level for domain in domains if level}
    levels |= {(domain.pk, View.OWN): own for domain in domains if own}
    return actions.rate(by=by, assessment=assessment, levels=levels)


def an_exit(household=None, *, by=None, **values) -> Exit:
    """A household that has left today for a home at market rent."""
    given = {"left_on": clock.today(), "destination": Destination.MARKET_RENT}
    return actions.record_exit(by=by or a_coordinator(), household=household or HouseholdFactory(), **given | values)
