"""A term of the law has a first day, perhaps a last one, and a source."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accanto.base.models import Parameter
from accanto.base.parameters import UnknownParameter, parameter_on, parameters_on, value_on

pytestmark = pytest.mark.django_db


def add(value, since, to=None):
    return Parameter.objects.create(
        code="test_term",
        name="Termine di prova",
        value=value,
        unit="ore",
        valid_from=since,
        valid_to=to,
        source="art. 1",
        checked_on=date(2026, 1, 1),
    )


def test_the_value_of_a_day_is_that_of_the_row_in_force():
    add(24, date(2020, 1, 1), date(2023, 12, 31))
    add(48, date(2024, 1, 1))
    assert value_on("test_term", date(2023, 12, 31)) == 24
    assert value_on("test_term", date(2024, 1, 1)) == Decimal(48)


def test_a_later_row_takes_over_from_one_left_open():
    add(24, date(2020, 1, 1))
    add(48, date(2024, 1, 1))
    assert value_on("test_term", date(2025, 6, 1)) == 48


def test_a_day_without_a_row_is_an_error_and_never_a_guess():
    add(24, date(2020, 1, 1), date(2023, 12, 31))
    with pytest.raises(UnknownParameter):
        value_on("test_term", date(2024, 1, 1))


def test_a_row_says_its_number_with_its_unit():
    add("48.5000", date(2024, 1, 1))
    assert str(parameter_on("test_term", date(2024, 1, 1))) == "Termine di prova: 48.5 ore"


@pytest.mark.parametrize("to", [date(2019, 12, 31)])
def test_a_row_cannot_end_before_it_begins(to):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(24, date(2020, 1, 1), to)


def test_rows_of_one_subject_are_read_at_once(django_assert_num_queries):
    add(24, date(2020, 1, 1))
    add(48, date(2024, 1, 1))
    with django_assert_num_queries(1):
        found = parameters_on("test_", date(2025, 1, 1))
    assert {code: row.value for code, row in found.items()} == {"test_term": 48}
