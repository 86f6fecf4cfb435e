"""The number of a dwelling, however it is written."""

import pytest

from accanto.housing.models import split_unit
from accanto.housing.models.units import in_order


@pytest.mark.parametrize(
    "written", ["3B", "3/B", "3-B", "3 b", "int. 3B", "Int.3/b", "alloggio 3/B", "Alloggio n. 3 B", "App. 3b", "n° 03B"]
)
def test_one_unit_written_in_many_ways(written):
    assert split_unit(written) == ("3", "B")


@pytest.mark.parametrize(
    ("written", "parts"), [("12", ("12", "")), ("Attico", ("", "ATTICO")), ("interno 4", ("4", "")), ("", ("", ""))]
)
def test_units_without_a_letter_or_without_a_number(written, parts):
    assert split_unit(written) == parts


def test_units_stand_in_the_order_in_which_people_count():
    written = ["10A", "Attico", "3B", "3", "2A"]
    assert sorted(written, key=lambda label: in_order(*split_unit(label))) == ["2A", "3", "3B", "10A", "Attico"]
