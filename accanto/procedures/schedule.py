"""Which days fall due on a procedure as it stands: by its type's rules, and by what the body has asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from accanto.base import clock
from accanto.procedures.models import Procedure, TermRule
from accanto.procedures.states import LIVE_IN, OPEN, Basis, DayKind, Renewal, RuleKind, State
from accanto.procedures.terms import Anchors, Calendar, Due, day_of_year, due_by

MAY_RENEW = (State.ACCEPTED, State.TO_RENEW)


@dataclass(frozen=True)
class Expected:
    """A day that should stand on a procedure: what falls due, by which rule, and how it was counted."""

    kind: str
    what: str
    on: date
    counted_on: date
    rule: TermRule | None = None
    crosses_august: bool = False

    @property
    def key(self) -> tuple:
        """What makes it the same thing after its day has changed."""
        return (self.kind, self.rule.pk if self.rule else None)


@dataclass(frozen=True)
class Ground:
    """What is the same for every procedure: the calendar, and after how many days a still one is looked at."""

    calendar: Calendar
    look_again_days: int


def expected_days(procedure: Procedure, rules: Iterable[TermRule], ground: Ground) -> list[Expected]:
    """Every day that falls due on a procedure, the earliest first."""
    rules = list(rules)
    days = [day for rule in rules if (day := _by_rule(procedure, rule, ground.calendar))]
    days += _by_its_state(procedure, ground)
    if renewal := renewal_day(procedure, rules, ground.calendar):
        days.append(Expected(DayKind.RENEWAL, _("Cominciare il rinnovo"), renewal, renewal))
    return sorted(days, key=lambda day: (day.on, day.kind))


def _by_rule(procedure: Procedure, rule: TermRule, calendar: Calendar) -> Expected | None:
    """A rule counts in the states of its basis; a reminder from before the procedure was opened is over."""
    if procedure.state not in LIVE_IN[Basis(rule.basis)]:
        return None
    due = due_by(rule, procedure.anchors, calendar)
    if due is None or _is_of_another_time(procedure, rule, due):
        return None
    return Expected(_kind_of(rule), rule.what, due.on, due.counted, rule, due.crosses_august)


def _kind_of(rule: TermRule) -> DayKind:
    if rule.kind == RuleKind.REMINDER:
        return DayKind.REMINDER
    return {Basis.DECISION: DayKind.APPEAL, Basis.GRANTED: DayKind.AFTERWARDS}.get(Basis(rule.basis), DayKind.TERM)


def _is_of_another_time(procedure: Procedure, rule: TermRule, due: Due) -> bool:
    if rule.kind == RuleKind.REMINDER:
        return due.on < procedure.opened_on
    return rule.basis == Basis.BIRTHDAY and due.on < procedure.opened_on


def _by_its_state(procedure: Procedure, ground: Ground) -> list[Expected]:
    """The appointment, what the body asked for, and a look at what has stood still."""
    if procedure.state not in OPEN:
        return []
    still = procedure.stepped_on + timedelta(days=ground.look_again_days)
    days = [Expected(DayKind.LOOK_AGAIN, _("Guardare a che punto è"), still, still)]
    if procedure.appointment_at:
        on = clock.day_of(procedure.appointment_at)
        days.append(Expected(DayKind.APPOINTMENT, _("Appuntamento"), on, on))
    asked = procedure.integrations.filter(answered_on=None).first() if procedure.state == State.INTEGRATION else None
    if asked:
        days.append(
            Expected(DayKind.INTEGRATION, _("Mandare quello che l'ente ha chiesto"), asked.due_on, asked.due_on)
        )
    return days


def renewal_day(procedure: Procedure, rules: Iterable[TermRule], calendar: Calendar) -> date | None:
    """When the next one should begin: with the first reminder before what was obtained expires, or on the type's
    day of the year; None where nothing renews, or nobody knows when it expires."""
    kind = procedure.type
    if procedure.state not in MAY_RENEW:
        return None
    if kind.renewal == Renewal.YEARLY:
        since = (procedure.decided_on or procedure.stepped_on) + timedelta(days=1)
        return day_of_year(kind.renewal_month, kind.renewal_day, since=since)
    if kind.renewal == Renewal.NONE or procedure.result_expiry is None:
        return None
    anchors = Anchors(opened=procedure.opened_on, expiry=procedure.result_expiry)
    days = (due_by(rule, anchors, calendar) for rule in rules if rule.basis == Basis.EXPIRY)
    return min((due.on for due in days if due), default=procedure.result_expiry)
