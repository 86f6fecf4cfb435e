"""Leaving: the home is free, the keys come back, and somebody asks how it goes without being told to."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base import clock
from accanto.base.due import Whose
from accanto.housing.models import Assignment
from accanto.housing.tests.factories import AssignmentFactory
from accanto.plans import actions, due
from accanto.plans.models import Exit, FollowUp, Plan
from accanto.plans.states import FOLLOW_UP_TRANSITIONS, FollowUpState, Moment, PlanPhase
from accanto.plans.tests.factories import a_plan, an_exit
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
U = FollowUpState
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def refused(act, **values) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(**values)
    return error.value


def test_leaving_ends_the_assignment_and_promises_three_follow_ups():
    home = AssignmentFactory(since=date(2025, 1, 1))
    gone = an_exit(home.household, left_on=date(2026, 10, 31))
    home = Assignment.objects.get()
    assert (home.until, home.destination) == (date(2026, 10, 31), "market_rent")
    assert [(row.months, row.due_on.isoformat()) for row in gone.follow_ups.all()] == [
        (3, "2027-01-31"),
        (6, "2027-04-30"),
        (12, "2027-10-31"),
    ]


def test_the_path_goes_on_to_after_and_its_matrix_is_due_at_the_exit():
    plan = a_plan()
    an_exit(plan.household)
    plan.refresh_from_db()
    assert (plan.phase, plan.assessment_due, plan.assessment_due_on) == (PlanPhase.AFTER, Moment.EXIT, clock.today())
    assert plan.review_due_on is None


def test_nobody_leaves_tomorrow_twice_or_before_she_came(coordinator):
    home = AssignmentFactory(since=date(2026, 10, 1))
    assert "left_on" in refused(an_exit, household=home.household, left_on=clock.today() + DAY).error_dict
    assert "keys_back_on" in refused(an_exit, household=home.household, keys_back_on=clock.today() + DAY).error_dict
    assert "left_on" in refused(an_exit, household=home.household, left_on=date(2026, 9, 1)).error_dict
    assert not Exit.objects.exists() and Assignment.objects.get().until is None
    an_exit(home.household)
    assert "left_on" in refused(an_exit, household=home.household).error_dict


def answered(follow_up, state=U.REACHED, **values) -> FollowUp:
    return actions.answer_follow_up(by=follow_up.exit.written_by, follow_up=follow_up, state=state, **values)


def test_it_falls_due_by_itself_until_somebody_has_asked(coordinator, time_machine):
    follow_up = an_exit().follow_ups.first()
    items = due.due(coordinator, follow_up.due_on, Whose.COOPERATIVE)
    assert [(item.kind, item.day) for item in items] == [(due.FOLLOW_UP, follow_up.due_on)]
    due.MOVE[due.FOLLOW_UP](by=coordinator, subject_id=follow_up.pk, to=follow_up.due_on + 7 * DAY)
    assert due.due(coordinator, follow_up.due_on, Whose.COOPERATIVE) == []
    follow_up.refresh_from_db()
    time_machine.move_to("2027-02-10 10:00 +0100")
    answered(follow_up, home="stable", word="Sono contenti")
    assert due.due(coordinator, follow_up.due_on, Whose.COOPERATIVE) == []


def test_could_not_be_reached_is_an_answer_that_says_what_was_tried():
    follow_up = an_exit().follow_ups.first()
    assert "word" in refused(answered, follow_up=follow_up, state=U.NOT_REACHED).error_dict
    answered(follow_up, U.NOT_REACHED, home="stable", word="Tre telefonate, una lettera")
    assert (follow_up.state, follow_up.home) == (U.NOT_REACHED, "")
    answered(follow_up, U.REACHED, home="at_risk", word="Ha richiamato lei")
    assert (follow_up.state, follow_up.home) == (U.REACHED, "at_risk")


@pytest.mark.parametrize("origin", list(U))
@pytest.mark.parametrize("to", list(U))
def test_only_the_answers_of_the_table_are_taken(origin, to):
    follow_up = an_exit().follow_ups.first()
    asked_on = None if origin == U.WAITING else clock.today()
    FollowUp.objects.filter(pk=follow_up.pk).update(state=origin, asked_on=asked_on)
    follow_up.refresh_from_db()
    if to in FOLLOW_UP_TRANSITIONS[origin]:
        assert answered(follow_up, to, word="provato").state == to
    else:
        refused(answered, follow_up=follow_up, state=to, word="provato")


@pytest.mark.parametrize("days", [1, -1])
def test_nobody_was_asked_tomorrow_or_before_the_exit(days):
    follow_up = an_exit().follow_ups.first()
    assert "asked_on" in refused(answered, follow_up=follow_up, asked_on=clock.today() + days * DAY).error_dict


def test_the_keys_come_back(client_of, coordinator):
    gone = an_exit()
    client = client_of(coordinator)
    assert "non ancora restituite" in client.get(gone.get_absolute_url()).content.decode()
    form = {"keys_back_on": clock.today().isoformat(), "version": gone.version}
    assert client.post(reverse("plans:keys_back", args=[gone.pk]), form).status_code == 302
    gone.refresh_from_db()
    assert gone.keys_back_on == clock.today()


def test_a_volunteer_writes_no_exit(client_of, volunteer):
    household = HouseholdFactory()
    household.team.create(
        user=volunteer, role="volunteer", since=date(2026, 1, 1), why="", sees_diary_since=date(2026, 1, 1)
    )
    address = reverse("plans:exit_new", args=[household.pk])
    assert client_of(volunteer).get(address).status_code == 404
    assert not Plan.objects.exists()
