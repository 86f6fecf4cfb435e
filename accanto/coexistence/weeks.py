"""Weeks begin on Monday; quarters are those of the year."""

from dataclasses import dataclass
from datetime import date, timedelta

from accanto.base.dates import add_months

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def sunday_of(week: date) -> date:
    """The last day of a week, given by its Monday."""
    return week + timedelta(days=6)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year: number 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return add_months(self.first, 3) - timedelta(days=1)

    def before(self, steps: int) -> "Quarter":
        """The quarter so many quarters earlier."""
        return Quarter.of(add_months(self.first, -3 * steps))

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
