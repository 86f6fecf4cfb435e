"""Promises: made by somebody by name, settled with a word, moved without losing the earlier day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.plans import actions, queries
from accanto.plans.models import Promise
from accanto.plans.states import PROMISE_TRANSITIONS, PromiseState, Side
from accanto.plans.tests.factories import a_promise, head_of
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.django_db
S = PromiseState
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def refused(act, **values) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(**values)
    return error.value


def make(by, household, **values) -> Promise:
    known = {"what": "Porta la busta paga", "due_on": clock.today() + 7 * DAY}
    return actions.make_promise(by=by, household=household, **known | values)


@pytest.mark.parametrize("side", list(Side))
def test_each_side_promises_by_name(coordinator, side):
    promise = a_promise(side, by=coordinator)
    assert promise.side == side and promise.is_open
    assert promise.promiser in ("Naima", coordinator.name) or promise.promiser.startswith("Serena Nesi, ")
    assert [step.to for step in promise.steps.all()] == [S.OPEN]
    assert AuditRecord.objects.get(verb="make_promise").household_id == promise.household_id


def test_a_promise_due_before_it_was_made_is_refused_and_could_not_be_stored(coordinator):
    household = HouseholdFactory()
    values = {"person": head_of(household), "made_on": clock.today(), "due_on": clock.today() - DAY}
    assert list(refused(make, by=coordinator, household=household, **values).error_dict) == ["due_on"]
    promise = a_promise(household=household)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(due_on=promise.made_on - DAY)


def test_nobody_and_two_at_once_promise_nothing(coordinator):
    household = HouseholdFactory()
    assert refused(make, by=coordinator, household=household).messages == ["Scegli chi promette: una persona sola."]
    two = {"person": head_of(household), "user": coordinator}
    refused(make, by=coordinator, household=household, **two)
    assert not Promise.objects.exists()


def test_only_who_belongs_there_can_promise(coordinator, outsider):
    household = HouseholdFactory()
    for promiser in (
        {"person": PersonFactory()},
        {"user": outsider},
        {"organisation": OrganisationFactory(is_public=False)},
        {"organisation": OrganisationFactory(), "contact": ContactFactory()},
    ):
        refused(make, by=coordinator, household=household, **promiser)


def test_what_is_made_tomorrow_or_says_nothing_is_refused(coordinator):
    household = HouseholdFactory()
    who = {"person": head_of(household)}
    future = {"made_on": clock.today() + DAY, "due_on": clock.today() + 2 * DAY}
    assert "made_on" in refused(make, by=coordinator, household=household, **who, **future).error_dict
    assert "what" in refused(make, by=coordinator, household=household, **who, what="  ").error_dict


@pytest.mark.parametrize("state", [S.KEPT, S.PARTLY, S.NOT_KEPT, S.RELEASED])
def test_every_end_is_reached_and_stays_in_the_life(coordinator, state):
    promise = a_promise()
    actions.settle_promise(by=coordinator, promise=promise, state=state, word="ha chiamato lei")
    step = queries.life_of(promise)[0]
    assert (promise.state, promise.settled_on, step.word) == (state, clock.today(), "ha chiamato lei")
    assert (step.origin, step.to) == (S.OPEN, state)


@pytest.mark.parametrize("state", [S.LATE, S.PARTLY, S.NOT_KEPT, S.RELEASED])
def test_all_but_a_promise_kept_in_time_owe_a_word(coordinator, state):
    promise = a_promise(days=-1)
    error = refused(actions.settle_promise, by=coordinator, promise=promise, state=state, word="  ")
    assert error.error_dict["word"][0].message == "Scrivi perché."


def test_late_is_not_kept_and_kept_is_not_late(coordinator):
    late, early = a_promise(days=-1), a_promise(days=1)
    assert "state" in refused(actions.settle_promise, by=coordinator, promise=late, state=S.KEPT).error_dict
    values = {"by": coordinator, "promise": early, "state": S.LATE, "word": "dopo"}
    assert "state" in refused(actions.settle_promise, **values).error_dict
    actions.settle_promise(by=coordinator, promise=late, state=S.LATE, word="un giorno dopo")
    assert late.state == S.LATE


def test_what_was_kept_in_time_and_written_later_is_kept(coordinator):
    promise = a_promise(days=-3)
    actions.settle_promise(by=coordinator, promise=promise, state=S.KEPT, settled_on=promise.due_on)
    assert (promise.state, promise.settled_on) == (S.KEPT, promise.due_on)


@pytest.mark.parametrize("days", [1, -10])
def test_an_end_is_neither_to_come_nor_before_the_promise(coordinator, days):
    promise = a_promise()
    on = clock.today() + days * DAY
    values = {"by": coordinator, "promise": promise, "state": S.PARTLY, "word": "metà", "settled_on": on}
    assert "settled_on" in refused(actions.settle_promise, **values).error_dict


@pytest.mark.parametrize("origin", list(S))
@pytest.mark.parametrize("to", list(S))
def test_only_the_steps_of_the_table_are_taken(coordinator, origin, to):
    promise = a_promise()
    if origin != S.OPEN:
        Promise.objects.filter(pk=promise.pk).update(state=origin, settled_on=clock.today())
        promise.refresh_from_db()
    on = promise.due_on + DAY if to == S.LATE else clock.today()
    if to == S.LATE:
        promise.due_on = promise.made_on = clock.today() - DAY
        on = clock.today()
    act = actions.settle_promise if to != S.OPEN else actions.reopen_promise
    values = {"by": coordinator, "promise": promise, "word": "perché"}
    values |= {"state": to, "settled_on": on} if to != S.OPEN else {}
    if to in PROMISE_TRANSITIONS[origin]:
        act(**values)
        assert Promise.objects.get().state == to
    else:
        refused(act, **values)
        assert Promise.objects.get().state == origin


def test_a_moved_day_is_not_lost(coordinator):
    promise = a_promise(days=3)
    first = promise.due_on
    actions.move_promise(by=coordinator, promise=promise, to=first + 7 * DAY, word="il CAF era chiuso")
    actions.move_promise(by=coordinator, promise=promise, to=first + 14 * DAY)
    steps = queries.life_of(promise)
    assert [(step.was_due_on, step.due_on) for step in steps] == [
        (first + 7 * DAY, first + 14 * DAY),
        (first, first + 7 * DAY),
        (None, first),
    ]
    assert promise.is_open and promise.due_on == first + 14 * DAY


@pytest.mark.parametrize("days", [-1, 7])
def test_a_day_moves_forward_and_elsewhere(coordinator, days):
    promise = a_promise(days=7)
    assert (
        "to" in refused(actions.move_promise, by=coordinator, promise=promise, to=clock.today() + days * DAY).error_dict
    )


def test_what_has_an_end_is_opened_before_it_moves(coordinator):
    promise = a_promise()
    actions.settle_promise(by=coordinator, promise=promise, state=S.KEPT)
    refused(actions.move_promise, by=coordinator, promise=promise, to=clock.today() + 30 * DAY)
    actions.reopen_promise(by=coordinator, promise=promise, word="era un'altra busta paga")
    assert promise.is_open and promise.settled_on is None


def test_of_two_who_settle_at_once_one_is_asked_to_look_again(coordinator, volunteer):
    promise = a_promise()
    same = Promise.objects.get(pk=promise.pk)
    actions.settle_promise(by=coordinator, promise=promise, state=S.KEPT)
    error = refused(actions.settle_promise, by=volunteer, promise=same, state=S.NOT_KEPT, word="non l'ha portata")
    assert error.code == "changed_meanwhile"
    assert Promise.objects.get().state == S.KEPT


@given(st.text(min_size=1, max_size=300))
def test_what_is_promised_comes_back_as_it_was_typed(text):
    promise = Promise(what=text, side=Side.MEMBER)
    assert promise.title == text or promise.title.endswith("…")


def test_a_restricted_household_promises_only_to_those_named(coordinator, volunteer):
    promise = a_promise(household=HouseholdFactory(is_restricted=True), by=coordinator)
    assert not Promise.objects.visible_to(coordinator).exists()
    assert not Promise.objects.visible_to(volunteer).exists()
    promise.household.named_readers.create(user=coordinator, since=date(2024, 1, 1), why="segue il caso")
    assert Promise.objects.visible_to(coordinator).exists()
