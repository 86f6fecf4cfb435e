"""The share of promises kept: the same way for all sides, and right against SQL by hand."""

from datetime import date, timedelta

import pytest
from django.db import connection

from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans import actions, queries
from accanto.plans.states import PromiseState, Side
from accanto.plans.tests.factories import a_coordinator, a_promise
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
S = PromiseState

BY_HAND = """
SELECT count(CASE WHEN p.state = 'kept' THEN 1 END),
       count(CASE WHEN p.state IN ('kept', 'late', 'partly', 'not_kept') THEN 1 END)
       + count(CASE WHEN p.state = 'open' AND p.due_on < %s THEN 1 END)
FROM plans_promise p LEFT JOIN residents_household h ON h.id = p.household_id
WHERE (h.id IS NULL OR h.is_restricted = %s) AND p.side = %s
"""


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def settled(side, state, *, days=-3, household=None):
    promise = a_promise(side, days=days, household=household)
    on = promise.due_on + timedelta(days=state == S.LATE)
    actions.settle_promise(by=promise.taken_by, promise=promise, state=state, word="perché", settled_on=on)
    return promise


def settled_in_a_house(side):
    """What a house meeting decided: kept, and not kept."""
    promisers = {
        Side.MEMBER: lambda: {"household": HouseholdFactory()},
        Side.COOPERATIVE: lambda: {"user": a_coordinator()},
        Side.PUBLIC_BODY: lambda: {"contact": ContactFactory()},
    }
    day = clock.today() - timedelta(days=3)
    for state in (S.KEPT, S.NOT_KEPT):
        promise = actions.promise_to_neighbours(
            by=a_coordinator(),
            building=BuildingFactory(),
            what="Ridipingere le scale",
            made_on=day,
            due_on=day,
            **promisers[side](),
        )
        actions.settle_promise(by=promise.taken_by, promise=promise, state=state, word="perché", settled_on=day)


def fill():
    """A mixture for each side: the ends by their number, overdue, to come, restricted, and two in a house."""
    for number, side in enumerate(Side, start=1):
        for state, count in [(S.KEPT, 2 + number), (S.LATE, 1), (S.PARTLY, number), (S.NOT_KEPT, 1), (S.RELEASED, 2)]:
            for _ in range(count):
                settled(side, state)
        a_promise(side, days=-2)
        a_promise(side, days=5)
        settled_in_a_house(side)
        settled(side, S.NOT_KEPT, household=HouseholdFactory(is_restricted=True)) if side == Side.MEMBER else None


@pytest.mark.parametrize("side", list(Side))
def test_the_share_is_what_sql_by_hand_says(side):
    fill()
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [clock.today(), False, side.value])
        kept, fallen_due = cursor.fetchone()
    share = next(share for share in queries.share_kept() if share.side == side)
    assert (share.kept, share.fallen_due) == (kept, fallen_due)
    assert share.share == pytest.approx(kept / fallen_due)
    assert kept and fallen_due > kept


def test_released_and_still_to_come_break_nothing():
    settled(Side.MEMBER, S.RELEASED)
    a_promise(Side.MEMBER, days=0)
    share = queries.share_kept()[0]
    assert (share.fallen_due, share.released, share.share) == (0, 1, None)


def test_what_nobody_settled_is_not_kept():
    a_promise(Side.COOPERATIVE, days=-1)
    ours = queries.share_kept()[1]
    assert (ours.waiting, ours.share) == (1, 0)


def test_a_period_takes_the_day_on_which_the_end_was_known():
    settled(Side.MEMBER, S.LATE, days=-3)  # due on 30 October, kept on the 31st
    november = queries.share_kept(date(2026, 11, 1), date(2026, 11, 30))[0]
    october = queries.share_kept(date(2026, 10, 1), date(2026, 10, 31))[0]
    assert (october.late, november.late) == (1, 0)


def test_it_costs_one_query(django_assert_num_queries):
    fill()
    with django_assert_num_queries(1):
        queries.share_kept()
