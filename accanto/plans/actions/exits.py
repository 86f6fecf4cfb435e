"""Leaving, and asking how it goes afterwards."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.parameters import parameters_on
from accanto.base.rules import check_from_today, check_not_future
from accanto.housing.actions import end_assignment
from accanto.housing.models import EndReason
from accanto.housing.queries import home_of
from accanto.plans.actions.plans import enter_phase
from accanto.plans.actions.rules import WRITE_WHY
from accanto.plans.models import Exit, FollowUp
from accanto.plans.states import FOLLOW_UP_TRANSITIONS, FollowUpState, Moment, PlanPhase
from accanto.residents.models import Household

FOLLOW_UPS = "plans_follow_up"


@transaction.atomic
def record_exit(
    *,
    by,
    household: Household,
    left_on: date,
    destination: str,
    keys_back_on: date | None = None,
    word: str = "",
) -> Exit:
    """Write down that a household has left. Ends its assignment, takes its paths to "after", and promises the
    days on which somebody will ask how it goes.

    Raises ValidationError by field: a day to come, keys back before the home was given or in the future.
    """
    check_not_future("left_on", left_on)
    check_not_future("keys_back_on", keys_back_on)
    if household.exits.filter(left_on=left_on).exists():
        raise ValidationError({"left_on": _("Questa uscita è già scritta.")}, code="twice")
    plan = household.plans.running().filter(person=None).first() or household.plans.running().first()
    gone = Exit.objects.create(
        household=household,
        plan=plan,
        left_on=left_on,
        destination=destination,
        keys_back_on=keys_back_on,
        word=word.strip(),
        written_by=by,
    )
    _end_home(by, household, left_on, destination)
    for running in household.plans.running().exclude(phase=PlanPhase.AFTER):
        due = {"assessment_due": Moment.EXIT, "assessment_due_on": left_on, "review_due_on": None}
        enter_phase(by=by, plan=running, to=PlanPhase.AFTER, **due)
    for months in _months(left_on):
        FollowUp.objects.create(exit=gone, months=months, due_on=add_months(left_on, months))
    record(by=by, verb="record_exit", subject=gone, household_id=household.pk)
    return gone


def _end_home(by, household: Household, left_on: date, destination: str) -> None:
    """End the running assignment, where there is one. Its refusal names `until`: here that is the day of leaving."""
    home = home_of(household)
    if home is None or home.until:
        return
    try:
        end_assignment(by=by, assignment=home, until=left_on, end_reason=EndReason.MOVED_OUT, destination=destination)
    except ValidationError as error:
        raise ValidationError({"left_on": error.messages}) from error


def _months(on: date) -> list[int]:
    return sorted(int(row.value) for row in parameters_on(FOLLOW_UPS, on).values())


@transaction.atomic
def take_keys_back(*, by, exit: Exit, keys_back_on: date, version: int | None = None) -> Exit:
    """Write down that the keys have come back. Raises ValidationError for a day to come."""
    check_not_future("keys_back_on", keys_back_on)
    if changed := exit.change(version=version, keys_back_on=keys_back_on):
        record(by=by, verb="receive_keys", subject=exit, household_id=exit.household_id, fields=changed)
    return exit


@transaction.atomic
def answer_follow_up(
    *,
    by,
    follow_up: FollowUp,
    state: str,
    home: str = "",
    work: str = "",
    word: str = "",
    asked_on: date | None = None,
    version: int | None = None,
) -> FollowUp:
    """Write down how it goes after an exit, or that the household could not be reached and what was tried.

    Raises ValidationError by field.
    """
    asked_on = asked_on or clock.today()
    origin, to = FollowUpState(follow_up.state), FollowUpState(state)
    if to not in FOLLOW_UP_TRANSITIONS[origin]:
        raise ValidationError(_("Questa verifica ha già una risposta."), code="no_such_step")
    check_not_future("asked_on", asked_on)
    if asked_on < follow_up.exit.left_on:
        raise ValidationError({"asked_on": _("Quel giorno il nucleo non era ancora uscito.")}, code="order")
    if to == FollowUpState.NOT_REACHED and not word.strip():
        raise ValidationError({"word": WRITE_WHY}, code="word_needed")
    if to == FollowUpState.NOT_REACHED:
        home = work = ""
    values = {"state": to, "asked_on": asked_on, "home": home, "work": work, "word": word.strip()}
    changed = follow_up.change(version=follow_up.version if version is None else version, **values)
    household_id = follow_up.exit.household_id
    record(by=by, verb="answer_follow_up", subject=follow_up, household_id=household_id, fields=changed, to=to.value)
    return follow_up


@transaction.atomic
def move_follow_up(*, by, follow_up: FollowUp, to: date) -> FollowUp:
    """Ask on another day. Raises ValidationError for a past one, or when somebody has asked."""
    if follow_up.state != FollowUpState.WAITING:
        raise ValidationError(_("Questa verifica ha già una risposta."), code="no_such_step")
    check_from_today("to", to)
    follow_up.change(due_on=to)
    record(by=by, verb="move_follow_up", subject=follow_up, household_id=follow_up.exit.household_id)
    return follow_up
