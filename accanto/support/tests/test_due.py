"""What a request promises falls due by itself, for whom it is, and is done or moved with one touch."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from accanto.base import clock
from accanto.base.due import Whose
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support import actions, due
from accanto.support.models import SupportRequest
from accanto.support.states import State
from accanto.support.tests.factories import a_request, tomorrow_at_ten

pytestmark = pytest.mark.django_db
LONG = date(2100, 1, 1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def kinds(user, until=LONG, whose=Whose.COOPERATIVE):
    return [(item.kind, item.day.isoformat()) for item in due.due(user, until, whose)]


@pytest.mark.parametrize(
    ("state", "kind", "day"),
    [
        (State.RECEIVED, due.ACKNOWLEDGE, "2026-11-05"),
        (State.SEEN, due.FIRST_TALK, "2026-11-16"),
        (State.TALK_SET, due.TALK, "2026-11-03"),
        (State.PAUSED, due.PAUSE, "2026-11-22"),
        (State.REFERRED, due.REFERRAL, "2026-11-17"),
        (State.PROPOSED, due.WORD, "2026-11-09"),
    ],
)
def test_each_state_falls_due_on_its_day_and_not_before(coordinator, state, kind, day):
    a_request(state)
    assert kinds(coordinator) == [(kind, day)]
    assert kinds(coordinator, until=date.fromisoformat(day)) == [(kind, day)]
    assert kinds(coordinator, until=date.fromisoformat(day) - timedelta(days=1)) == []


@pytest.mark.parametrize("state", [State.ACCEPTED, State.CLOSED, State.NOT_ACCEPTED, State.WITHDRAWN, State.DECLINED])
def test_nothing_falls_due_on_what_is_at_work_or_has_ended(coordinator, state):
    a_request(state)
    assert kinds(coordinator) == []


def test_a_talk_has_its_hour_and_says_no_name(coordinator):
    request = a_request(State.TALK_SET)
    item = due.due(coordinator, LONG, Whose.COOPERATIVE)[0]
    assert item.at.isoformat() == "10:00:00"
    assert request.household.name not in item.title
    assert item.household_name == request.household.name


def test_the_earliest_comes_first_and_no_more_than_asked_for(coordinator):
    a_request(State.SEEN)
    a_request(State.RECEIVED)
    assert [kind for kind, _day in kinds(coordinator)] == [due.ACKNOWLEDGE, due.FIRST_TALK]
    assert [item.kind for item in due.due(coordinator, LONG, Whose.COOPERATIVE, limit=1)] == [due.ACKNOWLEDGE]


def test_hers_is_what_she_works_on_and_what_nobody_works_on_in_her_households(volunteer, coordinator):
    household = TeamMemberFactory(user=volunteer).household
    nobodys = a_request(household=household)
    somebodys = a_request(household=household)
    hers = a_request(household=household)
    actions.add_worker(by=coordinator, request=somebodys, user=coordinator)
    actions.add_worker(by=coordinator, request=hers, user=volunteer)
    a_request()

    def ids(whose):
        return {item.subject_id for item in due.due(volunteer, LONG, whose)}

    assert ids(Whose.MINE) == {nobodys.pk, hers.pk}
    assert ids(Whose.HOUSEHOLDS) == ids(Whose.COOPERATIVE) == {nobodys.pk, somebodys.pk, hers.pk}


def test_an_outsider_has_nothing_due(outsider):
    a_request()
    for whose in Whose:
        assert kinds(outsider, whose=whose) == []


def test_acknowledging_is_done_with_one_touch(coordinator):
    request = a_request()
    due.FINISH[due.ACKNOWLEDGE](by=coordinator, subject_id=request.pk)
    assert SupportRequest.objects.get().state == State.SEEN


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.SEEN, due.FIRST_TALK),
        (State.TALK_SET, due.TALK),
        (State.PAUSED, due.PAUSE),
        (State.REFERRED, due.REFERRAL),
    ],
)
def test_a_day_is_moved_with_one_touch(coordinator, state, kind):
    request = a_request(state)
    due.MOVE[kind](by=coordinator, subject_id=request.pk, to=date(2026, 12, 1))
    assert kinds(coordinator) == [(kind, "2026-12-01")]
    with pytest.raises(ValidationError):
        due.MOVE[kind](by=coordinator, subject_id=request.pk, to=date(2026, 11, 1))


def test_a_moved_talk_keeps_its_hour(coordinator):
    request = a_request(State.TALK_SET)
    due.MOVE[due.TALK](by=coordinator, subject_id=request.pk, to=date(2026, 12, 1))
    moved = SupportRequest.objects.get()
    assert moved.talk_at - tomorrow_at_ten() == timedelta(days=28)


def test_a_talk_that_was_never_fixed_is_not_moved(coordinator):
    request = a_request(State.SEEN)
    with pytest.raises(ValidationError):
        due.MOVE[due.TALK](by=coordinator, subject_id=request.pk, to=clock.today())


@pytest.mark.parametrize("table", ["FINISH", "MOVE"])
def test_an_outsider_finishes_and_moves_nothing(outsider, table):
    request = a_request(State.RECEIVED)
    for act in getattr(due, table).values():
        with pytest.raises(Http404):
            act(by=outsider, subject_id=request.pk, **({"to": LONG} if table == "MOVE" else {}))


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_due_costs_two_queries(rows, coordinator, django_assert_num_queries):
    household = HouseholdFactory()
    for _ in range(rows):
        a_request(household=household)
    with django_assert_num_queries(2):  # the term for proposals, the requests
        due.due(coordinator, LONG, Whose.COOPERATIVE)


def test_every_kind_has_a_name():
    assert set(due.FINISH) | set(due.MOVE) <= set(due.KINDS)
    assert set(due.KIND_OF.values()) == set(due.KINDS)
