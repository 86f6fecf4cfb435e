"""What is promised falls due by itself, for whom it is, and is kept or moved with one touch."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from accanto.base import clock
from accanto.base.due import Whose
from accanto.plans import actions, due
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Side
from accanto.plans.tests.factories import a_promise
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
LONG = date(2100, 1, 1)


def subjects(user, whose=Whose.COOPERATIVE, until=LONG, kinds=(due.PROMISE, due.PROMISE_OVERDUE)):
    return {item.subject_id for item in due.due(user, until, whose) if item.kind in kinds}


def test_a_promise_is_due_on_its_day_and_asks_for_its_end_the_day_after(coordinator, time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")
    promise = a_promise(days=3)
    assert subjects(coordinator, until=promise.due_on - timedelta(days=1)) == set()
    assert [item.kind for item in due.due(coordinator, promise.due_on, Whose.COOPERATIVE)] == [due.PROMISE]
    time_machine.move_to("2026-11-06 10:00 +0100")
    item = due.due(coordinator, LONG, Whose.COOPERATIVE)[0]
    assert (item.kind, item.day) == (due.PROMISE_OVERDUE, promise.due_on)


def test_what_has_an_end_is_due_no_more(coordinator):
    promise = a_promise()
    actions.settle_promise(by=coordinator, promise=promise, state=PromiseState.RELEASED, word="è partita")
    assert subjects(coordinator) == set()


def test_hers_is_what_she_promised_and_what_the_others_promised_around_her(volunteer, coordinator):
    household = TeamMemberFactory(user=volunteer).household
    own = a_promise(Side.COOPERATIVE, household=household, by=coordinator, user=volunteer)
    of_family = a_promise(household=household)
    of_office = a_promise(Side.PUBLIC_BODY, household=household)
    of_colleague = a_promise(Side.COOPERATIVE, household=household, by=coordinator)
    a_promise(household=HouseholdFactory())
    assert subjects(volunteer, Whose.MINE) == {own.pk, of_family.pk, of_office.pk}
    assert subjects(volunteer, Whose.HOUSEHOLDS) == {own.pk, of_family.pk, of_office.pk, of_colleague.pk}
    assert subjects(coordinator, Whose.MINE) == {of_colleague.pk}


def test_it_is_kept_with_one_touch_and_moved_with_another(coordinator):
    promise = a_promise(days=1)
    due.MOVE[due.PROMISE](by=coordinator, subject_id=promise.pk, to=clock.today() + timedelta(days=9))
    due.FINISH[due.PROMISE](by=coordinator, subject_id=promise.pk)
    assert Promise.objects.get().state == PromiseState.KEPT


def test_what_is_overdue_asks_for_a_word_and_so_for_a_page(coordinator):
    assert due.PROMISE_OVERDUE not in due.FINISH
    assert due.PROMISE_OVERDUE in due.MOVE


def test_an_outsider_finishes_and_moves_nothing(outsider):
    promise = a_promise()
    assert subjects(outsider) == set()
    with pytest.raises(Http404):
        due.FINISH[due.PROMISE](by=outsider, subject_id=promise.pk)
    with pytest.raises(Http404):
        due.MOVE[due.PROMISE](by=outsider, subject_id=promise.pk, to=LONG)


def test_the_title_names_nobody_of_the_family(coordinator):
    a_promise()
    item = due.due(coordinator, LONG, Whose.COOPERATIVE)[0]
    assert "Naima" not in item.title and item.household_name not in item.title


def test_every_kind_has_a_name():
    assert set(due.FINISH) | set(due.MOVE) <= set(due.KINDS)
