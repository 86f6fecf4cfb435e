"""The law on volunteers, by the legal form of the cooperative, and who may stand beside whom.

Amounts and shares are rows of base.Parameter, read on the day in question; here is only what to do
with them. Refusals are sentences for the coordinator: they name the volunteer and the rule, never a
household's reasons.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.archive.models import LegalForm
from accanto.base import clock
from accanto.residents.models import Sex
from accanto.ui.components.moments import written
from accanto.volunteers.models import Expense, InsuranceCover, KeptApart, RecordCheck, Volunteer
from accanto.volunteers.states import Barrier, ExpenseKind, Risk

# Codes of the rows that the law and the cooperative set; seeded by migration 0002.
SHARE_OF_MEMBERS = "volunteer_share_of_members"
PER_DAY = "self_certified_per_day"
PER_MONTH = "self_certified_per_month"
CHECK_NEAR_MINORS = "record_check_near_minors"
RECHECK_MONTHS = "record_check_months"
PRESENCE_GAP = "presence_gap_days"
COVER_FIRST_REMINDER = "cover_first_reminder_days"
COVER_SECOND_REMINDER = "cover_second_reminder_days"
RECHECK_REMINDER = "record_check_reminder_days"

FULL_AGE = 18


@dataclass(frozen=True, slots=True)
class Law:
    """What a law says on volunteers: its name, whether it caps their number, whether a word may stand for a receipt."""

    source: str
    caps_number: bool
    admits_self_certified: bool


SOCIAL_COOPERATIVES = Law(gettext_lazy("L. 381/1991, art. 2"), caps_number=True, admits_self_certified=False)
THIRD_SECTOR = Law(gettext_lazy("D.Lgs. 117/2017, art. 17"), caps_number=False, admits_self_certified=True)

LAWS: dict[str, Law] = {
    LegalForm.SOCIAL: SOCIAL_COOPERATIVES,
    LegalForm.HOUSING: THIRD_SECTOR,
    LegalForm.OTHER: THIRD_SECTOR,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule that forbids, and its sentence."""

    barrier: Barrier
    sentence: str


# --- The register -------------------------------------------------------------------------------


def within_share(volunteers: int, members: int, percent: Decimal) -> bool:
    """Whether so many volunteers are at most `percent` of so many members (L. 381/1991 art. 2 c. 2: 50 %)."""
    return volunteers * 100 <= members * percent


def too_many_volunteers(volunteers: int, members: int, percent: Decimal) -> str | None:
    """The sentence that refuses an entry in the register, or None when there is room.

    `volunteers` counts the newcomer too; `members` are all members, volunteers included.
    """
    if within_share(volunteers, members, percent):
        return None
    return _(
        "I volontari sarebbero %(volunteers)s su %(members)s soci: una cooperativa sociale può averne al massimo "
        "il %(percent)s%% dei soci (L. 381/1991, art. 2). Prima serve un altro socio."
    ) % {"volunteers": volunteers, "members": members, "percent": f"{percent.normalize():f}"}


# --- Who may stand beside a household ------------------------------------------------------------


def refusals(volunteer: Volunteer, since: date, until: date | None = None) -> list[Refusal]:
    """What forbids her any household in this period: register, account, insurance.

    Reads `volunteer.covers` whole: prefetch it for many. An open end is looked at up to today.
    """
    last = until or max(since, clock.today())
    found = [*_register_refusals(volunteer, since, last), *_account_refusals(volunteer)]
    uncovered = first_uncovered(volunteer.covers.all(), since, last)
    if uncovered:
        found.append(_uninsured(volunteer, *uncovered))
    return found


def _register_refusals(volunteer: Volunteer, since: date, last: date) -> list[Refusal]:
    found = []
    if since < volunteer.register_from:
        sentence = _("%(name)s è nel registro dei volontari dal %(day)s: prima non può seguire un nucleo.")
        found.append(Refusal(Barrier.NOT_YET, sentence % _named(volunteer, volunteer.register_from)))
    if volunteer.register_until and last > volunteer.register_until:
        sentence = _("L'iscrizione di %(name)s nel registro dei volontari finisce il %(day)s.")
        found.append(Refusal(Barrier.LEFT, sentence % _named(volunteer, volunteer.register_until)))
    return found


def _account_refusals(volunteer: Volunteer) -> list[Refusal]:
    if volunteer.user and volunteer.user.is_active:
        return []
    sentence = _("%(name)s non ha un accesso aperto: senza, non può leggere la scheda del nucleo.")
    return [Refusal(Barrier.NO_ACCOUNT, sentence % {"name": volunteer})]


def first_uncovered(covers: Iterable[InsuranceCover], since: date, last: date) -> tuple[date, list[Risk]] | None:
    """The first day from `since` to `last` on which some risk is not insured, and which; None when all days are."""
    covers = list(covers)
    gaps = {risk: _first_gap([cover for cover in covers if getattr(cover, risk)], since, last) for risk in Risk}
    days = [day for day in gaps.values() if day]
    if not days:
        return None
    return min(days), [risk for risk, day in gaps.items() if day == min(days)]


def _first_gap(covers: list[InsuranceCover], day: date, last: date) -> date | None:
    while day <= last:
        ends = [cover.until for cover in covers if cover.holds_on(day)]
        if not ends:
            return day
        day = max(ends) + timedelta(days=1)
    return None


def _uninsured(volunteer: Volunteer, day: date, risks: list[Risk]) -> Refusal:
    sentence = _("Il %(day)s l'assicurazione di %(name)s non copre: %(risks)s.")
    words = get_text_list([str(risk.label) for risk in risks], _("e"))
    return Refusal(Barrier.UNINSURED, sentence % {**_named(volunteer, day), "risks": words})


def may_be_near_minors(checks: Iterable[RecordCheck], on: date) -> bool:
    """Whether the last check of the criminal record up to a day was clear and is not due again."""
    done = [check for check in checks if check.checked_on <= on]
    latest = max(done, key=lambda check: (check.checked_on, check.pk), default=None)
    return latest is not None and latest.clear and on < latest.recheck_on


def record_check_refusal(volunteer: Volunteer, on: date) -> Refusal:
    """Said where there are minors. The same words whatever the certificate said."""
    sentence = _("Nel nucleo ci sono minori, e per %(name)s manca un controllo del casellario valido il %(day)s.")
    return Refusal(Barrier.RECORD_CHECK, sentence % _named(volunteer, on))


def full_refusal(volunteer: Volunteer, taken: int) -> Refusal:
    """She already has as many households as she can follow."""
    sentence = _("I posti di %(name)s sono tutti presi: %(taken)s su %(places)s.")
    words = {"name": volunteer, "taken": taken, "places": volunteer.max_households}
    return Refusal(Barrier.FULL, sentence % words)


def kept_apart_refusal(volunteer: Volunteer, pair: KeptApart) -> Refusal:
    """Somebody wrote that these two are not to be put together."""
    sentence = _("%(name)s e questo nucleo vanno tenuti lontani: %(why)s.")
    return Refusal(Barrier.KEPT_APART, sentence % {"name": volunteer, "why": pair.why.rstrip(".")})


def lives_there_refusal(volunteer: Volunteer) -> Refusal:
    """Nobody is volunteer of her own household."""
    return Refusal(Barrier.LIVES_THERE, _("%(name)s fa parte di questo nucleo.") % {"name": volunteer})


def is_woman(volunteer: Volunteer) -> bool:
    """As her papers say; unknown counts as no, because the household asked."""
    return volunteer.person.sex == Sex.FEMALE


def women_only_refusal(volunteer: Volunteer) -> Refusal:
    """The household asks for a woman."""
    sentence = _("Il nucleo chiede che venga una donna: %(name)s non risulta donna.")
    return Refusal(Barrier.WOMEN_ONLY, sentence % {"name": volunteer})


def _named(volunteer: Volunteer, day: date) -> dict:
    return {"name": volunteer, "day": written(day, "j F Y")}


# --- Expenses -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refund:
    """What a month of approved expenses pays, in euro, and how it came about."""

    documented: Decimal
    self_certified: Decimal
    ceiling: Decimal
    paid_self_certified: Decimal

    @property
    def total(self) -> Decimal:
        return self.documented + self.paid_self_certified

    @property
    def cut(self) -> Decimal:
        """What the ceilings leave unpaid."""
        return self.self_certified - self.paid_self_certified


def refund_of_month(expenses: Iterable[Expense], per_day: Decimal, per_month: Decimal) -> Refund:
    """Add up the approved expenses of one volunteer in one month.

    Documented ones are paid whole; of self-certified ones at most `per_day` for each day and
    `per_month` in all (CTS art. 17 c. 4: 16 days at 10 € pay 150 €).
    """
    documented, by_day = Decimal("0.00"), defaultdict(Decimal)
    for expense in expenses:
        if expense.kind == ExpenseKind.DOCUMENTED:
            documented += expense.amount
        else:
            by_day[expense.day] += expense.amount
    within_days = sum((min(spent, per_day) for spent in by_day.values()), Decimal("0.00"))
    paid = min(within_days, per_month).quantize(Decimal("0.01"))
    return Refund(documented, sum(by_day.values(), Decimal("0.00")), per_month.quantize(Decimal("0.01")), paid)
