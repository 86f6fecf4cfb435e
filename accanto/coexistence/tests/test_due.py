"""What the common life of the buildings puts on Oggi."""

from datetime import date

import pytest

from accanto.base.due import Whose
from accanto.coexistence import due
from accanto.coexistence.tests.factories import DecisionFactory, MeetingFactory, a_turn
from accanto.housing.tests.factories import BuildingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def kinds(user, whose=Whose.COOPERATIVE, until=TODAY) -> list[str]:
    return [item.kind for item in due.due(user, until, whose)]


def test_late_turns_of_a_building_are_one_thing(coordinator):
    building = BuildingFactory()
    for weeks in (-1, -1, -2, 0, 1, -9):
        a_turn(building, weeks_from_now=weeks)
    [item] = due.due(coordinator, TODAY, Whose.COOPERATIVE)
    assert (item.title, item.detail) == ("3 turni da confermare", building.name)
    assert item.day == date(2026, 11, 9)  # the Monday after the earliest week that waits


def test_decisions_and_meetings_fall_due_for_who_runs_the_common_life(coordinator, volunteer, board):
    DecisionFactory(due_on=TODAY)
    MeetingFactory()
    assert sorted(kinds(coordinator)) == [due.DECISION, due.MEETING]
    assert kinds(volunteer) == kinds(board) == kinds(coordinator, Whose.HOUSEHOLDS) == []


def test_hers_are_the_decisions_that_she_owns(coordinator):
    DecisionFactory(due_on=TODAY)
    own = DecisionFactory(due_on=TODAY, owner_user=coordinator)
    [item] = due.due(coordinator, TODAY, Whose.MINE)
    assert item.subject_id == own.pk


def test_a_decision_is_done_or_moved_with_one_touch(coordinator):
    decision = DecisionFactory(due_on=TODAY)
    due.MOVE[due.DECISION](by=coordinator, subject_id=decision.pk, to=date(2026, 12, 1))
    assert kinds(coordinator) == []
    due.FINISH[due.DECISION](by=coordinator, subject_id=decision.pk)
    assert kinds(coordinator, until=date(2026, 12, 31)) == []
