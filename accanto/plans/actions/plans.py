"""Opening a path, its goals, its phases and its reviews."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.base.rules import check_from_today, check_not_future
from accanto.plans.actions.rules import (
    WRITE_WHY,
    check_phase,
    check_running,
    checked_assent,
)
from accanto.plans.models import Goal, Plan, PlanStep, Review
from accanto.plans.states import GOAL_TRANSITIONS, GoalState, Moment, PlanPhase
from accanto.residents.models import Household, Person
from accanto.support.models import SupportArea

REVIEW_DAYS = "plans_review_days"
FIRST_ASSESSMENT_DAYS = "plans_first_assessment_days"


@transaction.atomic
def open_plan(
    *,
    by,
    household: Household,
    assent_by: Person,
    assent_how: str,
    person: Person | None = None,
    assent_on: date | None = None,
) -> Plan:
    """Open a path for a household, or for one person of it, with the word of whoever may give it.

    Raises ValidationError by field: no word, not hers to give, or a path is open already.
    """
    today = clock.today()
    assent_on = assent_on or today
    checked_assent(household, person, assent_by, assent_on)
    if household.plans.running().filter(person=person).exists():
        raise ValidationError(_("C'è già un percorso aperto: continua con quello."), code="one_at_a_time")
    plan = Plan.objects.create(
        household=household,
        person=person,
        opened_on=today,
        opened_by=by,
        assent_by=assent_by,
        assent_on=assent_on,
        assent_how=assent_how,
        review_due_on=today + _days(REVIEW_DAYS, today),
        assessment_due_on=today + _days(FIRST_ASSESSMENT_DAYS, today),
        assessment_due=Moment.START,
    )
    _write_step(by=by, plan=plan)
    record(by=by, verb="open_plan", subject=plan, household_id=household.pk)
    return plan


def _days(code: str, on: date) -> timedelta:
    return timedelta(days=int(value_on(code, on)))


@transaction.atomic
def move_phase(*, by, plan: Plan, phase: str, word: str = "", version: int | None = None) -> Plan:
    """Take a path to another phase; concluding it, or turning back, says why. Nothing falls due on a concluded one.

    Into "after" leads only `record_exit`. Raises ValidationError.
    """
    to = PlanPhase(phase)
    if to == PlanPhase.AFTER:
        raise ValidationError(_("Dopo l'uscita: scrivi prima l'uscita."), code="write_the_exit")
    return enter_phase(by=by, plan=plan, to=to, word=word, version=version)


def enter_phase(*, by, plan: Plan, to: PlanPhase, word: str = "", version: int | None = None, **values) -> Plan:
    """One step of a path: rule, row, life and register; inside the caller's transaction."""
    check_phase(plan, to, word)
    origin = plan.phase
    if to == PlanPhase.ENDED:
        nothing_due = {"review_due_on": None, "assessment_due_on": None, "assessment_due": ""}
        values |= {"ended_on": clock.today(), **nothing_due}
    plan.change(version=plan.version if version is None else version, phase=to, **values)
    _write_step(by=by, plan=plan, origin=origin, word=word)
    record(by=by, verb="move_phase", subject=plan, household_id=plan.household_id, origin=origin, to=to.value)
    return plan


def _write_step(*, by, plan: Plan, origin: str = "", word: str = "") -> None:
    PlanStep.objects.create(plan=plan, origin=origin, to=plan.phase, word=word.strip(), by=by, at=clock.now())


@transaction.atomic
def add_goal(*, by, plan: Plan, area: SupportArea, words: str) -> Goal:
    """Write down where somebody wants to arrive, in her own words. Raises ValidationError without any."""
    check_running(plan)
    goal = Goal.objects.create(plan=plan, area=area, words=_checked_words(words))
    record(by=by, verb="add_goal", subject=goal, household_id=plan.household_id)
    return goal


@transaction.atomic
def change_goal(*, by, goal: Goal, area: SupportArea, words: str, version: int | None = None) -> Goal:
    """Correct a goal. Versions that were signed keep what they said."""
    check_running(goal.plan)
    if changed := goal.change(version=version, area=area, words=_checked_words(words)):
        record(by=by, verb="change_goal", subject=goal, household_id=goal.plan.household_id, fields=changed)
    return goal


def _checked_words(words: str) -> str:
    if not words.strip():
        raise ValidationError({"words": _("Scrivi l'obiettivo con le sue parole.")})
    return words.strip()


@transaction.atomic
def move_goal(*, by, goal: Goal, state: str, word: str = "", version: int | None = None) -> Goal:
    """Say what became of a goal, or open it again; whatever is not "reached" says why. Raises ValidationError."""
    check_running(goal.plan)
    origin, to = GoalState(goal.state), GoalState(state)
    if to not in GOAL_TRANSITIONS[origin]:
        names = {"origin": origin.label, "to": to.label}
        raise ValidationError(_("Un obiettivo «%(origin)s» non può diventare «%(to)s»."), params=names)
    if to != GoalState.REACHED and not word.strip():
        raise ValidationError({"word": WRITE_WHY}, code="word_needed")
    ended_on = None if to == GoalState.OPEN else clock.today()
    goal.change(version=version, state=to, word=word.strip(), ended_on=ended_on)
    household_id = goal.plan.household_id
    record(by=by, verb="move_goal", subject=goal, household_id=household_id, origin=origin.value, to=to.value)
    return goal


@transaction.atomic
def write_review(
    *,
    by,
    plan: Plan,
    held_on: date,
    present: str,
    changed: str,
    next: str,
    can_now: str = "",
    would_like: str = "",
    next_on: date | None = None,
    version: int | None = None,
) -> Review:
    """Write down a look at the path together; the next one falls due by itself, or on `next_on`.

    Raises ValidationError by field: a day to come, one before the path began, nobody present.
    """
    check_running(plan)
    check_not_future("held_on", held_on)
    if held_on < plan.opened_on:
        raise ValidationError({"held_on": _("Quel giorno il percorso non era ancora aperto.")}, code="order")
    next_on = next_on or held_on + _days(REVIEW_DAYS, held_on)
    if next_on <= held_on:
        raise ValidationError({"next_on": _("La prossima verifica viene dopo questa.")}, code="order")
    texts = {"present": present, "changed": changed, "next": next, "can_now": can_now, "would_like": would_like}
    review = Review.objects.create(plan=plan, held_on=held_on, by=by, **{k: v.strip() for k, v in texts.items()})
    plan.change(version=version, review_due_on=next_on)
    record(by=by, verb="write_review", subject=review, household_id=plan.household_id)
    return review


@transaction.atomic
def move_review(*, by, plan: Plan, to: date) -> Plan:
    """Look at the path together on another day. Raises ValidationError for a past one."""
    check_running(plan)
    check_from_today("to", to)
    plan.change(review_due_on=to)
    record(by=by, verb="move_review", subject=plan, household_id=plan.household_id)
    return plan
