"""Sixty days for going to court, and what a lawyer has to look at."""

from datetime import date

import pytest

from accanto.coexistence.opposition import cautions, crosses_august, opposition_until

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("notified_on", "until"),
    [
        (date(2027, 3, 31), date(2027, 5, 30)),
        (date(2026, 12, 31), date(2027, 3, 1)),
        (date(2028, 1, 1), date(2028, 3, 1)),
        (date(2027, 7, 15), date(2027, 9, 13)),
    ],
)
def test_the_sixty_days_are_counted_from_the_day_after_the_notice(notified_on, until):
    assert opposition_until(notified_on) == until


def test_a_holiday_and_august_are_said_and_move_nothing():
    said = " ".join(cautions(date(2027, 3, 31)))
    assert "31 maggio 2027" in said and "avvocato" in said and "agosto" not in said
    assert "agosto" in " ".join(cautions(date(2027, 7, 15)))
    assert cautions(date(2027, 1, 11)) == []


@pytest.mark.parametrize(
    ("first", "last", "crosses"),
    [
        (date(2027, 6, 1), date(2027, 7, 31), False),
        (date(2027, 6, 2), date(2027, 8, 1), True),
        (date(2027, 8, 30), date(2027, 10, 29), True),
        (date(2027, 8, 31), date(2027, 10, 30), False),
        (date(2026, 12, 1), date(2027, 8, 1), True),
    ],
)
def test_august_counts_when_a_day_of_it_lies_between(first, last, crosses):
    assert crosses_august(first, last) is crosses
