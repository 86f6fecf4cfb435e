"""House meetings: those present, decisions with an owner, one household one vote."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.base import clock
from accanto.coexistence import actions
from accanto.coexistence.models import MeetingDecision, Vote
from accanto.coexistence.states import DecisionState, MeetingState
from accanto.coexistence.tests.factories import DecisionFactory, MeetingFactory, neighbour

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 15)


def hold(by, meeting, homes):
    return actions.hold_meeting(by=by, meeting=meeting, present=homes, minutes="Scritto.", summary="Detto.")


def decided_by(by, homes: int):
    """An open decision of a meeting of so many households, and those households."""
    meeting = MeetingFactory()
    present = [neighbour(meeting.building) for _number in range(homes)]
    hold(by, meeting, present)
    return actions.add_decision(by=by, meeting=meeting, text="Bidoni", owner=present[0], due_on=DECEMBER), present


def test_a_meeting_to_come_was_not_held_and_one_without_people_is_none(coordinator):
    with pytest.raises(ValidationError, match="deve ancora cominciare"):
        hold(coordinator, MeetingFactory(called_for=clock.now() + timedelta(days=1)), [])
    with pytest.raises(ValidationError) as refused:
        hold(coordinator, MeetingFactory(), [])
    assert "present" in refused.value.error_dict


def test_a_decision_nobody_owns_is_refused_by_action_and_database(coordinator):
    meeting = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    with pytest.raises(ValidationError) as refused:
        actions.add_decision(by=coordinator, meeting=meeting, text="Pulire", owner=None, due_on=DECEMBER)
    assert "owner" in refused.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingDecision.objects.create(meeting=meeting, text="Pulire", due_on=DECEMBER)


def test_a_decision_is_due_after_its_meeting_and_belongs_to_one_that_was_held(coordinator):
    held = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    for meeting, day in ((held, date(2026, 11, 1)), (held, date(2031, 1, 1)), (MeetingFactory(), DECEMBER)):
        with pytest.raises(ValidationError):
            actions.add_decision(by=coordinator, meeting=meeting, text="Pulire", owner=coordinator, due_on=day)


@pytest.mark.parametrize(
    ("ballots", "state"),
    [
        (("for", "for", "against"), DecisionState.OPEN),
        (("for", "abstained", "abstained"), DecisionState.OPEN),
        (("for", "against", "abstained"), DecisionState.REJECTED),
        (("against", "against", "for"), DecisionState.REJECTED),
    ],
)
def test_a_decision_needs_more_for_than_against(coordinator, ballots, state):
    decision, homes = decided_by(coordinator, len(ballots))
    given = {home.pk: ballot for home, ballot in zip(homes, ballots, strict=True)}
    assert actions.record_votes(by=coordinator, decision=decision, ballots=given).state == state


def test_one_household_one_vote_of_those_present(coordinator):
    decision, homes = decided_by(coordinator, 2)
    for _again in range(2):
        actions.record_votes(by=coordinator, decision=decision, ballots={homes[0].pk: "for"})
    assert decision.votes.count() == 1
    with pytest.raises(ValidationError):
        actions.record_votes(
            by=coordinator, decision=decision, ballots={neighbour(decision.meeting.building).pk: "for"}
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(decision=decision, household=homes[0], ballot="against")


def test_a_decision_ends_once_and_can_be_opened_again(coordinator):
    decision = DecisionFactory()
    assert actions.close_decision(by=coordinator, decision=decision).closed_on == date(2026, 11, 22)
    with pytest.raises(ValidationError):
        actions.drop_decision(by=coordinator, decision=decision)
    assert actions.reopen_decision(by=coordinator, decision=decision).closed_on is None


def test_minutes_are_corrected_and_an_agenda_is_closed_with_its_meeting(coordinator):
    meeting = MeetingFactory()
    hold(coordinator, meeting, [neighbour(meeting.building)])
    actions.correct_minutes(by=coordinator, meeting=meeting, minutes="Meglio.", summary="Detto meglio.")
    assert meeting.minutes == "Meglio."
    with pytest.raises(ValidationError):
        actions.change_meeting(by=coordinator, meeting=meeting, agenda="Altro")
