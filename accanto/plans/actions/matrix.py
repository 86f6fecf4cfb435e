"""Looking at the autonomy matrix: beginning, rating, and what falls due next."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.parameters import value_on
from accanto.base.rules import check_from_today, check_not_future
from accanto.plans.actions.rules import check_running
from accanto.plans.models import Assessment, Plan, Rating
from accanto.plans.models.matrix import HIGHEST, LOWEST
from accanto.plans.queries import current_ratings, edition_on
from accanto.plans.states import Moment, PlanPhase, Savings

MONTHS = "plans_assessment_months"
MONTHS_AFTER = {Moment.AFTER_6: "plans_assessment_after_6", Moment.AFTER_12: "plans_assessment_after_12"}
NEXT_AFTER = {Moment.EXIT: Moment.AFTER_6, Moment.AFTER_6: Moment.AFTER_12}


@transaction.atomic
def begin_assessment(*, by, plan: Plan, assessed_on: date | None = None) -> Assessment:
    """Begin to look at the domains, at the moment that is due; one begun for that day already is gone on with.

    The wording is that of the edition in force on the day. Raises ValidationError for a day that cannot be.
    """
    check_running(plan)
    assessed_on = assessed_on or clock.today()
    check_not_future("assessed_on", assessed_on)
    if assessed_on < plan.opened_on:
        raise ValidationError({"assessed_on": _("Quel giorno il percorso non era ancora aperto.")}, code="order")
    known = plan.assessments.filter(assessed_on=assessed_on).first()
    if known:
        return known
    moment = plan.assessment_due or Moment.ON_THE_WAY
    assessment = Assessment.objects.create(
        plan=plan, edition=edition_on(assessed_on), moment=moment, assessed_on=assessed_on, begun_by=by
    )
    plan.change(**_next_due(plan, Moment(moment), assessed_on))
    record(by=by, verb="begin_assessment", subject=assessment, household_id=plan.household_id, moment=str(moment))
    return assessment


def _next_due(plan: Plan, moment: Moment, on: date) -> dict:
    """When the matrix is looked at next: every six months on the way, twice after the exit, then no more."""
    following = NEXT_AFTER.get(moment)
    if following:
        last_exit = plan.exits.order_by("-left_on").values_list("left_on", flat=True).first()
        return due_after(last_exit or on, following)
    if plan.phase == PlanPhase.AFTER:
        return {"assessment_due": "", "assessment_due_on": None}
    months = int(value_on(MONTHS, on))
    return {"assessment_due": Moment.ON_THE_WAY, "assessment_due_on": add_months(on, months)}


def due_after(left_on: date, moment: Moment) -> dict:
    """The columns of a plan whose matrix is due at a moment after an exit."""
    return {
        "assessment_due": moment,
        "assessment_due_on": add_months(left_on, int(value_on(MONTHS_AFTER[moment], left_on))),
    }


@transaction.atomic
def rate(
    *,
    by,
    assessment: Assessment,
    levels: dict[tuple[int, str], int | None],
    savings: str | None = None,
    version: int | None = None,
) -> Assessment:
    """Add ratings: (domain id, view) → 1 to 5, or None for "not relevant". Nothing is written over.

    Only what is named changes, so that two who rate at once lose nothing of each other; who was slower is
    asked to look first. Raises ValidationError, also for a level outside 1–5 or a domain of another edition.
    """
    domains = set(assessment.edition.domains.values_list("pk", flat=True))
    for (domain_id, _view), level in levels.items():
        if domain_id not in domains or (level is not None and not LOWEST <= level <= HIGHEST):
            raise ValidationError(_("I livelli vanno da 1 a 5."), code="level")
    if savings is not None and savings not in Savings.values:
        raise ValidationError({"savings": _("Scegli una delle risposte.")})
    known = current_ratings(assessment)
    fresh = {key: level for key, level in levels.items() if key not in known or known[key].level != level}
    values = {} if savings in (None, assessment.savings) else {"savings": savings}
    if not fresh and not values:
        return assessment
    assessment.change(version=assessment.version if version is None else version, rated_at=clock.now(), **values)
    Rating.objects.bulk_create(
        Rating(assessment=assessment, domain_id=domain_id, view=view, level=level, by=by, at=clock.now())
        for (domain_id, view), level in fresh.items()
    )
    record(
        by=by, verb="rate_assessment", subject=assessment, household_id=assessment.plan.household_id, ratings=len(fresh)
    )
    return assessment


@transaction.atomic
def move_assessment(*, by, plan: Plan, to: date) -> Plan:
    """Look at the matrix on another day. Raises ValidationError for a past one, or when none is due."""
    check_running(plan)
    if plan.assessment_due_on is None:
        raise ValidationError(_("Nessuna matrice è in scadenza."), code="none_due")
    check_from_today("to", to)
    plan.change(assessment_due_on=to)
    record(by=by, verb="move_assessment", subject=plan, household_id=plan.household_id)
    return plan
