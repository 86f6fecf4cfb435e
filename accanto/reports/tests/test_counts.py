"""What a report counts as a meeting with the bodies of its agreement, and as a promise."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from accanto.base.clock import ROME
from accanto.diary.states import Contact, Kind
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.plans import actions as plans
from accanto.plans.states import PromiseState, Side
from accanto.plans.tests.factories import a_promise
from accanto.reports.queries import counted, counts
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _in_july():
    under_law_of()
    with time_machine.travel(datetime(2026, 7, 6, 10, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def services():
    return OrganisationFactory()


@pytest.fixture
def agreement(services):
    return AgreementFactory(parties=[services])


@pytest.fixture
def household(agreement):
    household = HouseholdFactory()
    agreement.households.add(household)
    return household


def met(agreement) -> int:
    return counts.meetings(agreement, Household.objects.filter(agreements=agreement), *YEAR)


def test_a_meeting_counts_where_a_body_of_the_agreement_was_there(coordinator, agreement, household, services):
    make_entry(coordinator, household, kind=Kind.MEETING, bodies=[services])
    assert met(agreement) == 1


@pytest.mark.parametrize(
    "values",
    [{"kind": Kind.MEETING, "contact": Contact.ATTEMPTED}, {"kind": Kind.VISIT}, {"kind": Kind.CALL}],
)
def test_visits_calls_and_meetings_that_were_not_do_not(coordinator, agreement, household, services, values):
    make_entry(coordinator, household, bodies=[services], **values)
    assert met(agreement) == 0


def test_a_meeting_with_others_does_not(coordinator, agreement, household):
    make_entry(coordinator, household, kind=Kind.MEETING)
    make_entry(coordinator, household, kind=Kind.MEETING, bodies=[OrganisationFactory()])
    assert met(agreement) == 0


def test_one_about_two_families_with_two_bodies_counts_once(coordinator, agreement, household, services):
    other, second = HouseholdFactory(), OrganisationFactory()
    agreement.households.add(other)
    agreement.parties.add(second)
    make_entry(coordinator, household, other, kind=Kind.MEETING, bodies=[services, second])
    assert met(agreement) == 1


def test_who_took_the_place_of_a_body_counts_as_that_body(coordinator, agreement, household, services):
    successor = OrganisationFactory()
    services.change(successor=successor, merged_on=date(2026, 3, 1))
    make_entry(coordinator, household, kind=Kind.MEETING, bodies=[services])
    make_entry(coordinator, household, kind=Kind.MEETING, bodies=[successor])
    assert met(agreement) == 2


def promises_of(agreement) -> dict[str, tuple[int | None, ...]]:
    """By what is counted: the family's, the cooperative's, the bodies'."""
    tables = {table["title"]: table for table in counted(agreement, *YEAR)}
    table = tables["Promesse dei tre lati"]
    assert table["columns"] == ["la famiglia", "la cooperativa", "un ente pubblico"]
    return {row["label"]: tuple(row["values"]) for row in table["rows"]}


def settle(household, side, state, times):
    for _time in range(times):
        promise = a_promise(side, days=-3, household=household)
        on = promise.due_on + timedelta(days=state == PromiseState.LATE)
        plans.settle_promise(by=promise.taken_by, promise=promise, state=state, word="perché", settled_on=on)


def test_promises_of_the_three_sides_are_told_from_five_on(agreement, household):
    settle(household, Side.MEMBER, PromiseState.KEPT, 6)
    settle(household, Side.MEMBER, PromiseState.NOT_KEPT, 5)
    settle(household, Side.COOPERATIVE, PromiseState.KEPT, 4)
    settle(HouseholdFactory(), Side.PUBLIC_BODY, PromiseState.KEPT, 9)
    told = promises_of(agreement)
    assert told["promesse"] == (11, None, 0)
    assert told["mantenute"] == (6, None, 0)
    assert told["non mantenute"] == (5, None, 0)
    assert told["quota mantenuta"] == (55, None, None)


def test_a_share_is_not_told_where_what_it_comes_from_is_hidden(agreement, household):
    settle(household, Side.MEMBER, PromiseState.KEPT, 3)
    settle(household, Side.MEMBER, PromiseState.NOT_KEPT, 7)
    settle(household, Side.MEMBER, PromiseState.LATE, 5)
    told = promises_of(agreement)
    assert told["promesse"][0] == 15
    assert told["mantenute"][0] is told["quota mantenuta"][0] is told["mantenute in ritardo"][0] is None
