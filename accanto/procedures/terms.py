"""Days of terms and reminders: pure arithmetic, by the rule as the catalogue has it.

A day that one rule counts falls where the rule says, whatever day of the week it is; it moves to the next
working day only where the rule says so (`shifts`). The first day is not counted, the last one is.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from accanto.base.dates import EARLIEST, LATEST, add_months, is_working_day
from accanto.procedures.states import Basis, Unit

AUGUST = 8


class Rule(Protocol):
    """What is asked of a rule: the columns of `models.TermRule`."""

    basis: str
    unit: str
    offset: int
    month: int | None
    day: int | None
    shifts: bool
    rests_in_august: bool


@dataclass(frozen=True)
class Calendar:
    """Italy's public holidays and, where there is one, the day of the town's patron as (month, day)."""

    patron: tuple[int, int] | None = None

    def is_working(self, on: date) -> bool:
        """Monday to Friday, no public holiday, not the patron's day."""
        return is_working_day(on) and (on.month, on.day) != self.patron

    def next_working(self, on: date) -> date:
        """The day itself if offices work on it, or the next on which they do."""
        while not self.is_working(on):
            on += timedelta(days=1)
        return on

    def add_working(self, on: date, count: int) -> date:
        """The day `count` working days after a day, or before it where `count` is negative."""
        step = timedelta(days=1 if count > 0 else -1)
        for _working_day in range(abs(count)):
            on += step
            while not self.is_working(on):
                on += step
        return on


@dataclass(frozen=True)
class Anchors:
    """The days of a procedure from which its rules count; None where that day is not known yet.

    `opened` is the day from which the next fixed day of a year is looked for.
    """

    opened: date
    start: date | None = None
    submission: date | None = None
    expiry: date | None = None
    decision: date | None = None
    granted: date | None = None
    birthday: date | None = None

    def of(self, basis: str) -> date | None:
        """The day for a basis."""
        return self.opened if basis == Basis.FIXED else getattr(self, basis)


@dataclass(frozen=True)
class Due:
    """A day with how it came about: `counted` is where it fell, `on` where it stands after the shift."""

    on: date
    counted: date
    crosses_august: bool = False


def due_by(rule: Rule, anchors: Anchors, calendar: Calendar) -> Due | None:
    """When a rule falls due; None while the day it counts from is unknown, or outside the calendar."""
    anchor = anchors.of(rule.basis)
    if anchor is None:
        return None
    try:
        counted = _fixed(rule, anchor) if rule.basis == Basis.FIXED else _counted(rule, anchor, calendar)
    except (OverflowError, ValueError):
        return None
    if not EARLIEST <= counted <= LATEST:
        return None
    on = calendar.next_working(counted) if rule.shifts else counted
    return Due(on, counted, rule.rests_in_august and _crosses_august(anchor, on))


def _counted(rule: Rule, anchor: date, calendar: Calendar) -> date:
    if rule.unit == Unit.MONTHS:
        return add_months(anchor, rule.offset)
    if rule.unit == Unit.WORKING_DAYS:
        return calendar.add_working(anchor, rule.offset)
    return anchor + timedelta(days=rule.offset)


def _fixed(rule: Rule, opened: date) -> date:
    return day_of_year(rule.month, rule.day, since=opened)


def day_of_year(month: int, day: int, *, since: date) -> date:
    """The first such day of a year from `since` on; 29 February is the 28th where there is none."""
    this_year = _in_year(since.year, month, day)
    return this_year if this_year >= since else _in_year(since.year + 1, month, day)


def _in_year(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _crosses_august(first: date, last: date) -> bool:
    """Whether any day of August lies after `first` and up to `last`."""
    return any(
        first < date(year, AUGUST, 31) and date(year, AUGUST, 1) <= last for year in range(first.year, last.year + 1)
    )
