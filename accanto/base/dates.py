"""Working days and month arithmetic as Italian offices count them."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)


@lru_cache(maxsize=64)
def _italian_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.Italy(years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no national holiday."""
    return day.weekday() < 5 and day not in _italian_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`, which itself does not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age(born: date, on: date) -> int:
    """Completed years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
