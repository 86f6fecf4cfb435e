"""Paths: never without her word, from phase to phase, with goals in her words and reviews that come by themselves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.plans import actions
from accanto.plans.models import Plan, Review
from accanto.plans.states import PLAN_TRANSITIONS, GoalState, Moment, PlanPhase
from accanto.plans.tests.factories import a_coordinator, a_plan, head_of
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory
from accanto.support.models import SupportArea
from accanto.support.states import Channel

pytestmark = pytest.mark.django_db
F = PlanPhase
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def refused(act, **values) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(**values)
    return error.value


def child_of(household):
    child = PersonFactory(given_name="Amir", birth_date=date(2018, 3, 1))
    HouseholdMemberFactory(household=household, person=child, role=HouseholdRole.CHILD)
    return child


def open_for(household, **values) -> Plan:
    given = {"by": a_coordinator(), "household": household, "assent_how": Channel.OFFICE}
    return actions.open_plan(**given | {"assent_by": head_of(household)} | values)


def test_a_path_opens_with_her_word_and_promises_its_days():
    plan = a_plan()
    assert plan.phase == F.WELCOME
    assert plan.review_due_on == clock.today() + 90 * DAY
    assert (plan.assessment_due, plan.assessment_due_on) == (Moment.START, clock.today() + 30 * DAY)
    assert [step.to for step in plan.steps.all()] == [F.WELCOME]


def test_a_childs_word_is_a_parents(coordinator):
    household = HouseholdFactory()
    child = child_of(household)
    assert "assent_by" in refused(open_for, household=household, person=child, assent_by=child).error_dict
    assert open_for(household, person=child).person == child


def test_for_an_adult_only_her_own_word_counts():
    household = HouseholdFactory()
    other = PersonFactory()
    HouseholdMemberFactory(household=household, person=other, role=HouseholdRole.PARTNER)
    assert "assent_by" in refused(open_for, household=household, person=other).error_dict
    assert open_for(household, person=other, assent_by=other).assent_by == other


def test_nobody_from_elsewhere_gives_her_word_and_no_word_comes_from_tomorrow():
    household = HouseholdFactory()
    assert "assent_by" in refused(open_for, household=household, assent_by=PersonFactory()).error_dict
    assert "assent_on" in refused(open_for, household=household, assent_on=clock.today() + DAY).error_dict
    assert not Plan.objects.exists()


def test_one_path_at_a_time_for_a_household_and_its_people_have_their_own():
    plan = a_plan()
    refused(open_for, household=plan.household)
    child = child_of(plan.household)
    open_for(plan.household, person=child)
    assert Plan.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(person=child).update(person=None)


@pytest.mark.parametrize("origin", list(F))
@pytest.mark.parametrize("to", list(F))
def test_only_the_phases_of_the_table_follow(coordinator, origin, to):
    plan = a_plan()
    ended = {"ended_on": clock.today() if origin == F.ENDED else None}
    Plan.objects.filter(pk=plan.pk).update(phase=origin, **ended)
    plan.refresh_from_db()
    move = {"by": coordinator, "plan": plan, "phase": to, "word": "ne abbiamo parlato"}
    if to in PLAN_TRANSITIONS[origin] and to != F.AFTER:
        assert actions.move_phase(**move).phase == to
    else:
        refused(actions.move_phase, **move)
        assert Plan.objects.get().phase == origin


@pytest.mark.parametrize(("origin", "to"), [(F.LEAVING, F.PATH), (F.WELCOME, F.ENDED)])
def test_turning_back_and_ending_say_why(coordinator, origin, to):
    plan = a_plan()
    Plan.objects.filter(pk=plan.pk).update(phase=origin)
    plan.refresh_from_db()
    assert "word" in refused(actions.move_phase, by=coordinator, plan=plan, phase=to).error_dict


def test_on_what_has_ended_nothing_falls_due_and_nothing_is_written(coordinator):
    plan = a_plan()
    actions.move_phase(by=coordinator, plan=plan, phase=F.ENDED, word="non vuole più")
    assert (plan.ended_on, plan.review_due_on, plan.assessment_due_on) == (clock.today(), None, None)
    goal = plan.goals.get()
    refused(actions.add_goal, by=coordinator, plan=plan, area=goal.area, words="Una casa")
    refused(actions.move_goal, by=coordinator, goal=goal, state=GoalState.REACHED)
    refused(actions.begin_assessment, by=coordinator, plan=plan)
    open_for(plan.household)


def test_a_goal_is_in_her_words_and_ends_with_one(coordinator):
    plan = a_plan(goals=0)
    area = SupportArea.objects.first()
    assert "words" in refused(actions.add_goal, by=coordinator, plan=plan, area=area, words=" ").error_dict
    goal = actions.add_goal(by=coordinator, plan=plan, area=area, words="  Imparare a guidare  ")
    assert goal.words == "Imparare a guidare"
    left = {"by": coordinator, "goal": goal, "state": GoalState.LEFT}
    assert "word" in refused(actions.move_goal, **left).error_dict
    actions.move_goal(**left, word="la patente costa troppo")
    assert (goal.state, goal.ended_on) == (GoalState.LEFT, clock.today())
    actions.move_goal(by=coordinator, goal=goal, state=GoalState.OPEN, word="c'è un corso gratuito")
    assert goal.is_open and goal.ended_on is None


def review(plan, **values) -> Review:
    given = {"present": "Naima, Giulia", "changed": "Ha un lavoro", "next": "Cerca casa", "held_on": clock.today()}
    return actions.write_review(by=a_coordinator(), plan=plan, **given | values)


def test_a_review_brings_the_next_one_after_the_term():
    plan = a_plan()
    review(plan, can_now="Parlo con la maestra", would_like="La patente")
    assert plan.review_due_on == clock.today() + 90 * DAY
    review(plan, next_on=clock.today() + 10 * DAY)
    assert plan.review_due_on == clock.today() + 10 * DAY


def test_the_term_of_reviews_is_a_row_and_not_a_constant():
    Parameter.objects.filter(code="plans_review_days").update(value=60)
    assert a_plan().review_due_on == clock.today() + 60 * DAY


@pytest.mark.parametrize("days", [1, -1])
def test_a_review_in_the_future_or_before_the_path_is_refused(days):
    plan = a_plan()
    assert "held_on" in refused(review, plan=plan, held_on=clock.today() + days * DAY).error_dict
    assert not Review.objects.exists()


def test_the_next_review_does_not_come_before_this_one():
    assert "next_on" in refused(review, plan=a_plan(), next_on=clock.today()).error_dict
