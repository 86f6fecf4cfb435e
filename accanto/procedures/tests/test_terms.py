"""Days: every rule of the catalogue on three calendars, and what is hard about counting."""

import tomllib
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from accanto.procedures.models import ProcedureType
from accanto.procedures.queries import ground
from accanto.procedures.states import Basis, Unit
from accanto.procedures.terms import Anchors, Calendar, day_of_year, due_by

EXPECTED = tomllib.loads(Path(__file__).with_name("expected_days.toml").read_text("utf-8"))
PRATO = Calendar(patron=(12, 26))
CALENDARS = [
    Anchors(
        opened=date(2026, 3, 3),
        start=date(2026, 3, 3),
        submission=date(2026, 3, 3),
        decision=date(2026, 3, 3),
        granted=date(2026, 3, 3),
        expiry=date(2026, 9, 15),
        birthday=date(2008, 5, 20),
    ),
    Anchors(
        opened=date(2026, 4, 2),
        start=date(2026, 4, 2),
        submission=date(2026, 4, 2),
        decision=date(2026, 4, 2),
        granted=date(2026, 4, 2),
        expiry=date(2026, 12, 26),
        birthday=date(2008, 2, 29),
    ),
    Anchors(
        opened=date(2026, 12, 29),
        start=date(2026, 12, 29),
        submission=date(2026, 12, 29),
        decision=date(2026, 12, 29),
        granted=date(2026, 12, 29),
        expiry=date(2027, 1, 31),
        birthday=date(2008, 12, 31),
    ),
]


def written(rule) -> str:
    """A rule as expected_days.toml calls it."""
    if rule.basis == Basis.FIXED:
        return f"{rule.kind} every {rule.month:02}-{rule.day:02}"
    return f"{rule.kind} {rule.basis} {rule.offset:+d} {rule.unit}"


@pytest.mark.django_db
def test_every_row_of_the_catalogue_is_expected_and_no_other():
    rows = {kind.code: {written(rule) for rule in kind.rules.all()} for kind in ProcedureType.objects.all()}
    assert rows == {code: set(rules) for code, rules in EXPECTED.items()}
    assert len(rows) == 29


@pytest.mark.django_db
@pytest.mark.parametrize("code", EXPECTED)
def test_every_rule_gives_the_day_that_was_written_down(code):
    calendar = ground().calendar
    assert calendar == PRATO
    for rule in ProcedureType.objects.get(code=code).rules.all():
        found = [due_by(rule, anchors, calendar).on for anchors in CALENDARS]
        assert found == EXPECTED[code][written(rule)], written(rule)


def rule(**values):
    """A rule of five days, in words."""
    plain = {"basis": Basis.START, "unit": Unit.DAYS, "offset": 5, "month": None, "day": None}
    return SimpleNamespace(**plain | {"shifts": False, "rests_in_august": False} | values)


def due_on(start: date, calendar=PRATO, **values) -> date:
    """The day of such a rule that counts from `start`."""
    return due_by(rule(**values), Anchors(opened=start, start=start), calendar).on


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_end_with_the_month(start, months, expected):
    assert due_on(start, unit=Unit.MONTHS, offset=months) == expected


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 12, 23), 1, date(2026, 12, 24)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # over Christmas, Santo Stefano and a Sunday
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Easter Monday
        (date(2026, 4, 7), -1, date(2026, 4, 3)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start, days, expected):
    assert due_on(start, unit=Unit.WORKING_DAYS, offset=days) == expected


def test_the_patrons_day_is_one_of_the_town():
    saint_john = Calendar(patron=(6, 24))
    assert due_on(date(2026, 6, 23), saint_john, unit=Unit.WORKING_DAYS, offset=1) == date(2026, 6, 25)
    assert due_on(date(2026, 6, 23), PRATO, unit=Unit.WORKING_DAYS, offset=1) == date(2026, 6, 24)


def test_a_term_moves_from_a_holiday_only_where_the_rule_says_so():
    start = date(2026, 4, 1)
    assert due_on(start) == date(2026, 4, 6)
    assert due_on(start, shifts=True) == date(2026, 4, 7)
    moved = due_by(rule(shifts=True), Anchors(opened=start, start=start), PRATO)
    assert (moved.on, moved.counted) == (date(2026, 4, 7), date(2026, 4, 6))


@pytest.mark.parametrize(
    ("start", "days", "crosses"),
    [
        (date(2026, 7, 1), 30, False),  # the last day is 31 July
        (date(2026, 7, 1), 31, True),
        (date(2026, 8, 31), 60, False),  # what begins with the last day of August counts from September
        (date(2026, 8, 30), 60, True),
        (date(2026, 9, 1), 200, False),
        (date(2026, 9, 1), 400, True),
    ],
)
def test_august_is_warned_of_where_courts_rest(start, days, crosses):
    anchors = Anchors(opened=start, start=start)
    assert due_by(rule(offset=days, rests_in_august=True), anchors, PRATO).crosses_august == crosses
    assert not due_by(rule(offset=days), anchors, PRATO).crosses_august


def test_a_fixed_day_is_the_next_one_and_29_february_the_last_of_the_month():
    assert day_of_year(12, 10, since=date(2026, 12, 10)) == date(2026, 12, 10)
    assert day_of_year(12, 10, since=date(2026, 12, 11)) == date(2027, 12, 10)
    assert day_of_year(2, 29, since=date(2027, 1, 1)) == date(2027, 2, 28)
    assert day_of_year(2, 29, since=date(2027, 3, 1)) == date(2028, 2, 29)


def test_what_counts_from_an_unknown_day_or_falls_outside_the_calendar_has_no_day():
    assert due_by(rule(basis=Basis.EXPIRY), Anchors(opened=date(2026, 1, 1)), PRATO) is None
    assert due_by(rule(offset=3650), Anchors(opened=date(2200, 1, 1), start=date(2200, 1, 1)), PRATO) is None
