"""The table of transitions is what the actions obey: every pair of states, allowed or refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.support import actions
from accanto.support.actions.life import move
from accanto.support.models import RequestStep, SupportRequest
from accanto.support.states import (
    ENDED,
    TRANSITIONS,
    Channel,
    InformedHow,
    Lead,
    Outcome,
    State,
    is_reopening,
    needs_reason,
)
from accanto.support.tests.factories import a_request, tomorrow_at_ten

pytestmark = pytest.mark.django_db
PAIRS = [(origin, to) for origin in State for to in State]
ALLOWED = [(origin, to) for origin, targets in TRANSITIONS.items() for to in targets]
S = State


def to_received(*, by, request, reason):
    if request.state == S.PROPOSED:
        return actions.accept_proposal(by=by, request=request, word_how=Channel.PHONE)
    return actions.reopen_request(by=by, request=request, reason=reason)


def to_accepted(*, by, request, reason):
    if request.state == S.CLOSED:
        return actions.reopen_request(by=by, request=request, reason=reason)
    if request.state in (S.PAUSED, S.REFERRED):
        return actions.resume_request(by=by, request=request, reason=reason)
    return actions.accept_request(by=by, request=request)


ACTIONS = {
    S.RECEIVED: to_received,
    S.SEEN: lambda *, by, request, reason: actions.acknowledge(by=by, request=request),
    S.TALK_SET: lambda *, by, request, reason: actions.set_talk(by=by, request=request, talk_at=tomorrow_at_ten()),
    S.ACCEPTED: to_accepted,
    S.PAUSED: lambda *, by, request, reason: actions.pause_request(
        by=by, request=request, reason=reason, look_again_on=clock.today()
    ),
    S.REFERRED: lambda *, by, request, reason: actions.refer_request(
        by=by, request=request, reason=reason, referred_to=OrganisationFactory(), informed_how=InformedHow.PHONE
    ),
    S.CLOSED: lambda *, by, request, reason: actions.close_request(
        by=by, request=request, reason=reason, outcome=Outcome.NOT_SOLVED
    ),
    S.NOT_ACCEPTED: actions.refuse_request,
    S.WITHDRAWN: actions.withdraw_request,
    S.DECLINED: lambda *, by, request, reason: actions.decline_proposal(
        by=by, request=request, word_how=Channel.PHONE, reason=reason
    ),
}


def ready(state: State) -> SupportRequest:
    """A request in a state, with a first responsible, so that only the table decides."""
    request = a_request(state)
    if request.is_open and not request.lead and state != S.PROPOSED:
        actions.state_lead(by=UserFactory(), request=request, lead=Lead.FAMILY)
    return request


def test_every_state_has_a_line_in_the_table():
    assert set(TRANSITIONS) == set(State)


@pytest.mark.parametrize(("origin", "to"), ALLOWED)
def test_a_step_of_the_table_is_taken_and_stays_in_the_life_of_the_request(origin, to):
    request, by = ready(origin), UserFactory()
    ACTIONS[to](by=by, request=request, reason="perché sì")
    stored = SupportRequest.objects.get(pk=request.pk)
    last = request.steps.last()
    assert stored.state == to
    assert (last.origin, last.to, last.by) == (origin, to, by)
    assert (stored.ended_on is not None) == (to in ENDED)


@pytest.mark.parametrize(("origin", "to"), [pair for pair in PAIRS if pair not in ALLOWED])
def test_a_step_that_is_not_in_the_table_is_refused(origin, to):
    request = ready(origin)
    before = RequestStep.objects.count()
    with pytest.raises(ValidationError) as refusal:
        move(by=UserFactory(), request=request, to=to, verb="test", reason="perché sì")
    assert refusal.value.code == "no_such_step"
    assert SupportRequest.objects.get(pk=request.pk).state == origin
    assert RequestStep.objects.count() == before


def test_no_step_leads_back_to_a_proposal():
    assert not any(S.PROPOSED in targets for targets in TRANSITIONS.values())


@pytest.mark.parametrize(("origin", "to"), [pair for pair in ALLOWED if needs_reason(*pair)])
def test_a_step_that_needs_a_reason_is_refused_without(origin, to):
    request = ready(origin)
    with pytest.raises(ValidationError) as refusal:
        ACTIONS[to](by=UserFactory(), request=request, reason="  ")
    assert "reason" in refusal.value.error_dict
    assert SupportRequest.objects.get(pk=request.pk).state == origin


def test_who_declines_a_proposal_owes_no_reason():
    request = ready(S.PROPOSED)
    actions.decline_proposal(by=UserFactory(), request=request, word_how=Channel.PHONE)
    assert request.state == S.DECLINED
    assert request.word_on == clock.today()


@pytest.mark.parametrize(("origin", "to"), [pair for pair in ALLOWED if is_reopening(*pair)])
def test_a_reopening_is_counted_and_forgets_the_end_but_not_its_words(origin, to):
    request = ready(origin)
    end = request.steps.last()
    actions.reopen_request(by=UserFactory(), request=request, reason="si è ripresentato")
    assert (request.state, request.times_reopened) == (to, 1)
    assert (request.ended_on, request.outcome) == (None, "")
    assert request.steps.get(pk=end.pk).reason == end.reason


def test_a_request_reopened_twice_counts_two():
    request, by = ready(S.CLOSED), UserFactory()
    actions.reopen_request(by=by, request=request, reason="di nuovo")
    actions.close_request(by=by, request=request, outcome=Outcome.BRIDGED, reason="fatto")
    actions.reopen_request(by=by, request=request, reason="ancora")
    assert request.times_reopened == 2


def test_a_request_that_begins_again_gets_new_promises(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")
    request = ready(S.WITHDRAWN)
    time_machine.move_to("2026-11-16 10:00 +0100")
    actions.reopen_request(by=UserFactory(), request=request, reason="ci ha ripensato")
    assert request.acknowledge_by.isoformat() == "2026-11-19"
    assert request.seen_on is None


def test_of_two_steps_taken_at_once_the_second_is_refused():
    request = ready(S.RECEIVED)
    hers = SupportRequest.objects.get(pk=request.pk)
    actions.acknowledge(by=UserFactory(), request=request)
    with pytest.raises(ValidationError) as refusal:
        actions.withdraw_request(by=UserFactory(), request=hers, reason="ha fatto da sola")
    assert refusal.value.code == "changed_meanwhile"


def test_pausing_until_a_day_that_has_gone_is_refused():
    request = ready(S.ACCEPTED)
    with pytest.raises(ValidationError) as refusal:
        actions.pause_request(
            by=UserFactory(), request=request, reason="x", look_again_on=clock.today() - timedelta(days=1)
        )
    assert "look_again_on" in refusal.value.error_dict


@pytest.mark.parametrize(
    "broken",
    [
        {"word_by": None},
        {"acknowledge_by": None},
        {"state": S.CLOSED},
        {"state": S.TALK_SET},
        {"state": S.REFERRED},
        {"state": S.PAUSED},
        {"state": S.ACCEPTED},
        {"outcome": Outcome.BRIDGED},
        {"ended_on": "2030-01-01"},
        {"lead": Lead.PUBLIC_BODY},
        {"informed_on": "2026-01-01"},
    ],
)
def test_the_database_holds_what_must_never_be(broken):
    request = a_request(S.RECEIVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(**broken)
