"""Readiness to leave, exits, and how it goes afterwards."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.housing.models import Assignment
from accanto.housing.queries import home_of
from accanto.plans.models import Exit, FollowUp, Plan
from accanto.plans.queries.matrix import Profile
from accanto.plans.states import PlanPhase, Savings
from accanto.residents.models import Household

LEVEL, CHARGES = "plans_exit_level", "plans_exit_charges"
ASKED_OF = ("home", "work", "income", "papers")
ON_THE_WAY = (PlanPhase.SETTLING, PlanPhase.PATH, PlanPhase.LEAVING)


@dataclass(frozen=True)
class Reason:
    """One thing that leaving asks for: met, not met, or None where nobody knows."""

    name: str
    met: bool | None
    words: str


@dataclass(frozen=True)
class Readiness:
    """A prompt to talk about leaving, with its reasons. Whether and when is decided by people."""

    reasons: list[Reason]

    @property
    def is_prompted(self) -> bool:
        """Whether everything that is asked is there."""
        return all(reason.met for reason in self.reasons)

    @property
    def missing(self) -> list[Reason]:
        return [reason for reason in self.reasons if not reason.met]


def readiness_of(plan: Plan, profile: Profile, home: Assignment | None) -> Readiness | None:
    """Whether it is time to talk about leaving: levels as the worker sees them, and savings; None off the path.

    Rule: home, work, income and papers at level 4 or more, savings of three monthly charges (parameters).
    """
    if plan.phase not in ON_THE_WAY or not profile.assessments:
        return None
    today = clock.today()
    level = int(value_on(LEVEL, today))
    rows = {row.code: row for row in profile.rows}
    reasons = [_domain(rows[code], level) for code in ASKED_OF if code in rows]
    return Readiness([*reasons, _savings(profile, home, int(value_on(CHARGES, today)))])


def _domain(row, level: int) -> Reason:
    levels = [cell.worker for cell in row.cells if cell.worker]
    if not levels:
        return Reason(row.name, None, _("nessuno l'ha ancora guardato"))
    words = _("livello %(now)s, ne serve %(needed)s") % {"now": levels[-1], "needed": level}
    return Reason(row.name, levels[-1] >= level, words)


def _savings(profile: Profile, home: Assignment | None, charges: int) -> Reason:
    answers = [assessment.savings for assessment in profile.assessments if assessment.savings]
    met = None if not answers else answers[-1] == Savings.YES
    words = _("almeno %(count)s canoni mensili") % {"count": charges}
    if home and home.occupancy_charge:
        amount = f"{Decimal(home.occupancy_charge) * charges:.0f}"
        words = _("almeno %(count)s canoni mensili: %(amount)s €") % {"count": charges, "amount": amount}
    return Reason(_("Risparmi"), met, words)


def home_for_readiness(plan: Plan) -> Assignment | None:
    """The home that is paid for today, where readiness is asked about at all."""
    return home_of(plan.household) if plan.phase in ON_THE_WAY else None


def exit_for(user, pk: int) -> Exit:
    """An exit with its household. Raises Http404."""
    found = Exit.objects.visible_to(user).select_related("household", "plan", "written_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def follow_up_for(user, pk: int) -> FollowUp:
    """A follow-up with its exit and household. Raises Http404."""
    found = FollowUp.objects.visible_to(user).select_related("exit__household").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def follow_ups_of(exit: Exit) -> list[FollowUp]:
    """What is asked after an exit, the earliest first."""
    return list(exit.follow_ups.all())


def exits_of(household: Household) -> list[Exit]:
    """The exits of a household whose file is being shown, the latest first. One query."""
    return list(household.exits.all())


def waiting_follow_ups(user) -> QuerySet[FollowUp]:
    """Follow-ups that nobody has answered, of households that this user may open."""
    return FollowUp.objects.visible_to(user).waiting().select_related("exit__household")
