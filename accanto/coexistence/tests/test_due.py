"""What the common life of the buildings puts on Oggi."""

from datetime import date

import pytest

from accanto.base.due import Whose
from accanto.coexistence.due import house as due
from accanto.coexistence.tests.factories import MeetingFactory, a_decision, a_turn
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans import due as plans_due
from accanto.plans.states import PromiseState, Side
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

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


def test_meetings_fall_due_for_who_runs_the_common_life(coordinator, volunteer, board):
    MeetingFactory()
    assert kinds(coordinator) == [due.MEETING]
    assert kinds(volunteer) == kinds(board) == kinds(coordinator, Whose.HOUSEHOLDS) == []


def promised(user, whose=Whose.COOPERATIVE) -> list[tuple[str, str]]:
    return [(item.title, item.detail) for item in plans_due.due(user, TODAY, whose)]


def test_what_meetings_decided_falls_due_with_all_promises(coordinator, volunteer, board):
    ours, theirs = a_decision(days=0), a_decision(days=0, contact=ContactFactory())
    a_decision(days=0, household=(home := HouseholdFactory()))
    assert len(promised(coordinator)) == 3
    assert (f"Promessa di {ours.promise.user.name}", f"{ours} · {ours.meeting.building}") in promised(coordinator)
    assert promised(ours.promise.user, Whose.MINE) == [promised(ours.promise.user)[0]]
    assert promised(volunteer) == promised(board) == []
    TeamMemberFactory(household=home, user=volunteer)
    assert promised(volunteer, Whose.MINE) == [("Promessa della famiglia", "Comprare una rastrelliera.")]
    assert theirs.promise.side == Side.PUBLIC_BODY
    assert [title for title, _detail in promised(theirs.promise.taken_by, Whose.MINE)] == [
        f"Promessa di {theirs.promise.promiser}"
    ]


def test_a_decision_is_done_or_moved_with_one_touch(coordinator):
    promise = a_decision(days=0).promise
    plans_due.MOVE[plans_due.PROMISE](by=coordinator, subject_id=promise.pk, to=date(2026, 12, 1))
    assert promised(coordinator) == []
    plans_due.FINISH[plans_due.PROMISE](by=coordinator, subject_id=promise.pk)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
