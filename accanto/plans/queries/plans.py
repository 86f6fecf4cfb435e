"""Plans: one with what its page shows, those of a household, the list, and the terms that are signed."""

from collections import defaultdict

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import GivenId, kept
from accanto.plans.models import Goal, Plan, PlanStep, PlanVersion, Promise, Review
from accanto.plans.states import PlanPhase, VersionState
from accanto.residents.models import Household, Person
from accanto.residents.permissions import running

DUE = "due"


def plan_for(user, pk: int) -> Plan:
    """The plan with its household and people, if this user may see it. Raises Http404."""
    return _found(Plan.objects.visible_to(user).select_related("household", "person", "assent_by", "opened_by"), pk)


def goal_for(user, pk: int) -> Goal:
    """A goal with its plan. Raises Http404."""
    return _found(Goal.objects.visible_to(user).select_related("plan__household", "area"), pk)


def version_for(user, pk: int) -> PlanVersion:
    """A version with its plan. Raises Http404."""
    rows = PlanVersion.objects.visible_to(user).select_related("plan__household", "plan__person", "by")
    return _found(rows.prefetch_related("signatures__person", "signatures__user", "disagreements__person"), pk)


def _found(rows: QuerySet, pk: int):
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def goals_of(plan: Plan) -> list[Goal]:
    """The goals of a plan, open ones first, each with its promises of all sides: two queries."""
    promises = Promise.objects.with_promisers().order_by("due_on", "id")
    rows = plan.goals.select_related("area").prefetch_related(Prefetch("promises", promises, "all_promises"))
    return sorted(rows, key=lambda goal: (not goal.is_open, goal.pk))


def steps_of(plan: Plan) -> list[PlanStep]:
    """From phase to phase, the latest first."""
    return list(plan.steps.select_related("by").order_by("-id"))


def reviews_of(plan: Plan) -> list[Review]:
    """What was said when the path was looked at, the latest first."""
    return list(plan.reviews.select_related("by"))


def versions_of(plan: Plan) -> list[PlanVersion]:
    """Every version with its signatures, the newest first."""
    rows = plan.versions.select_related("by")
    return list(rows.prefetch_related("signatures__person", "signatures__user", "disagreements__person"))


def newest_version_of(plan: Plan) -> PlanVersion | None:
    """The version in force, if any was written."""
    return plan.versions.exclude(state=VersionState.SUPERSEDED).order_by("-number").first()


def terms_of(plan: Plan) -> dict:
    """What a plan says today, as it is signed. Two queries."""
    return terms_in(goals_of(plan))


def terms_in(goals: list[Goal]) -> dict:
    """The open ones of these goals with her words, and who promises what to whom by when.

    What became of a promise is not in it: keeping one's word changes no agreement.
    """
    return {
        "goals": [
            {
                "area": goal.area.name,
                "words": goal.words,
                "promises": [_term(promise) for promise in goal.all_promises],
            }
            for goal in goals
            if goal.is_open
        ]
    }


def _term(promise: Promise) -> dict:
    return {
        "side": promise.side,
        "who": promise.promiser,
        "to": promise.to,
        "what": promise.what,
        "due_on": promise.due_on.isoformat(),
    }


def version_of(plan: Plan, pk: int) -> PlanVersion:
    """A version of this plan. Raises Http404."""
    return _found(plan.versions.select_related("plan__household"), pk)


def plans_of(household: Household) -> list[Plan]:
    """The plans of a household whose file is being shown: the household's first, then the latest. One query."""
    rows = _plans().objects_of(household=household)
    return sorted(rows, key=lambda plan: (not plan.is_running, plan.person_id is not None))


@kept
def _plans() -> QuerySet:
    rows = Plan.objects.filter(household=GivenId("household")).select_related("person")
    return rows.order_by("-opened_on", "-id")


def running_plan_of(household: Household) -> Plan | None:
    """The plan of a household as a whole, or else one of its people's. One query."""
    return next((plan for plan in plans_of(household) if plan.is_running), None)


def people_without_plan(household: Household) -> QuerySet[Person]:
    """Who belongs to the household today and has no running plan of her own."""
    members = household.members.filter(running()).values("person")
    with_plan = Plan.objects.running().filter(person__isnull=False).values("person")
    return Person.objects.current().filter(pk__in=members).exclude(pk__in=with_plan).order_by("birth_date", "id")


def plan_page(user, *, phase: str = "", show: str = "", cursor: str = "") -> Page:
    """Plans, the latest first: running ones, or those of a phase, or those with something overdue."""
    rows = Plan.objects.visible_to(user).select_related("household", "person")
    rows = rows.filter(phase=phase) if phase else rows.exclude(phase=PlanPhase.ENDED)
    if show == DUE:
        rows = rows.filter(review_due_on__lt=clock.today())
    page = keyset_page(rows, by=("-opened_on", "-id"), cursor=cursor)
    return _with_versions(page)


def _with_versions(page: Page) -> Page:
    """The same page, each plan with its `agreement`, in words, or nothing where none was written: one query."""
    rows = PlanVersion.objects.filter(plan__in=[plan.pk for plan in page]).exclude(state=VersionState.SUPERSEDED)
    states = defaultdict(str, rows.order_by("plan").values_list("plan", "state"))
    for plan in page:
        plan.agreement = VersionState(states[plan.pk]).label if states[plan.pk] else ""
    return page
