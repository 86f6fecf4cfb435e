"""House meetings: those present, decisions with an owner, one household one vote."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.base import clock
from accanto.coexistence import actions, queries
from accanto.coexistence.models import MeetingDecision, Vote
from accanto.coexistence.states import MeetingState
from accanto.coexistence.tests.factories import MeetingFactory, a_decision, neighbour
from accanto.directory.tests.factories import ContactFactory
from accanto.plans.actions import settle_promise
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Side, Source

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 15)


def hold(by, meeting, homes):
    return actions.hold_meeting(by=by, meeting=meeting, present=homes, minutes="Scritto.", summary="Detto.")


def decided_by(by, homes: int):
    """An open decision of a meeting of so many households, and those households."""
    meeting = MeetingFactory()
    present = [neighbour(meeting.building) for _number in range(homes)]
    hold(by, meeting, present)
    return actions.add_decision(by=by, meeting=meeting, what="Bidoni", household=present[0], due_on=DECEMBER), present


def test_the_page_of_a_promise_leads_back_to_its_meeting(read, client_of, coordinator):
    decision = a_decision()
    address = reverse("coexistence:promise_meeting", args=[decision.promise_id])
    assert f'href="{address}"' in read("plans:promise_detail", decision.promise_id)
    assert client_of(coordinator).get(address)["location"] == decision.meeting.get_absolute_url()


def test_a_meeting_to_come_was_not_held_and_one_without_people_is_none(coordinator):
    with pytest.raises(ValidationError, match="deve ancora cominciare"):
        hold(coordinator, MeetingFactory(called_for=clock.now() + timedelta(days=1)), [])
    with pytest.raises(ValidationError) as refused:
        hold(coordinator, MeetingFactory(), [])
    assert "present" in refused.value.error_dict


def test_a_decision_nobody_owns_is_refused_by_action_and_database(coordinator):
    meeting = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    with pytest.raises(ValidationError) as refused:
        actions.add_decision(by=coordinator, meeting=meeting, what="Pulire", due_on=DECEMBER)
    assert refused.value.message_dict == {"owner": ["Chi ci pensa? Una decisione di nessuno non si fa."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingDecision.objects.create(meeting=meeting)
    assert not Promise.objects.exists()


def test_a_decision_is_due_after_its_meeting_and_belongs_to_one_that_was_held(coordinator):
    held = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    for meeting, day in ((held, date(2026, 11, 1)), (held, date(2031, 1, 1)), (MeetingFactory(), DECEMBER)):
        with pytest.raises(ValidationError):
            actions.add_decision(by=coordinator, meeting=meeting, what="Pulire", user=coordinator, due_on=day)


@pytest.mark.parametrize(
    ("ballots", "state"),
    [
        (("for", "for", "against"), PromiseState.OPEN),
        (("for", "abstained", "abstained"), PromiseState.OPEN),
        (("for", "against", "abstained"), PromiseState.RELEASED),
        (("against", "against", "for"), PromiseState.RELEASED),
    ],
)
def test_a_decision_needs_more_for_than_against(coordinator, ballots, state):
    decision, homes = decided_by(coordinator, len(ballots))
    given = {home.pk: ballot for home, ballot in zip(homes, ballots, strict=True)}
    assert actions.record_votes(by=coordinator, decision=decision, ballots=given).promise.state == state


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


def test_a_decision_is_a_promise_of_whoever_sees_to_it(coordinator):
    meeting = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    home, contact = neighbour(meeting.building), ContactFactory()
    owners = [{"household": home}, {"user": coordinator}, {"contact": contact}, {"organisation": contact.organisation}]
    made = [a_decision(meeting, by=coordinator, **owner).promise for owner in owners]
    assert [promise.side for promise in made] == [Side.MEMBER, Side.COOPERATIVE, Side.PUBLIC_BODY, Side.PUBLIC_BODY]
    assert [promise.place for promise in made] == [home, *[meeting.building] * 3]
    assert {(promise.source, promise.made_on) for promise in made} == {(Source.HOUSE_MEETING, meeting.day)}
    assert [promise.steps.count() for promise in made] == [1] * 4


def test_the_stairwell_reads_the_sign_of_a_household_and_no_surname(coordinator):
    meeting = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    home = neighbour(meeting.building, label="9C", name="Bianchi")
    a_decision(meeting, household=home)
    [row] = queries.open_decisions(coordinator, meeting.building)
    assert (row.owner, row.promise.promiser) == ("int. 9C", "la famiglia")


def test_who_may_not_open_the_family_cannot_open_its_decision(coordinator):
    meeting = MeetingFactory(state=MeetingState.HELD, minutes="Scritto.")
    for restricted in (False, True):
        a_decision(meeting, household=neighbour(meeting.building, is_restricted=restricted))
    rows = queries.open_decisions(coordinator, meeting.building)
    assert [row.is_open_to_reader for row in rows] == [True, False]


def test_a_decision_ends_once(coordinator):
    decision = a_decision(by=coordinator)
    settle_promise(by=coordinator, promise=decision.promise, state=PromiseState.KEPT)
    with pytest.raises(ValidationError, match="non si vota più"):
        actions.record_votes(by=coordinator, decision=decision, ballots={1: "for"})


def test_minutes_are_corrected_and_an_agenda_is_closed_with_its_meeting(coordinator):
    meeting = MeetingFactory()
    hold(coordinator, meeting, [neighbour(meeting.building)])
    actions.correct_minutes(by=coordinator, meeting=meeting, minutes="Meglio.", summary="Detto meglio.")
    assert meeting.minutes == "Meglio."
    with pytest.raises(ValidationError):
        actions.change_meeting(by=coordinator, meeting=meeting, agenda="Altro")
