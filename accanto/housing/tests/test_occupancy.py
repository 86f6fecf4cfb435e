"""Free, occupied, in works on any day; nights and months counted against days counted one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accanto.housing import queries
from accanto.housing.models import Dwelling
from accanto.housing.queries import Nights, Window
from accanto.housing.queries.occupancy import tally
from accanto.housing.states import DwellingState
from accanto.housing.tests.factories import AssignmentFactory, DwellingFactory, PlaceFactory, WorksFactory

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, st.none() | st.integers(0, 700), st.integers(1, 4))


def state_on(dwelling, day):
    return queries.state_of(queries.with_state(Dwelling.objects.filter(pk=dwelling.pk), day).get())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), DwellingState.FREE),
        (date(2026, 3, 1), DwellingState.IN_WORKS),
        (date(2026, 3, 31), DwellingState.IN_WORKS),
        (date(2026, 4, 1), DwellingState.OCCUPIED),
        (date(2026, 5, 1), DwellingState.OCCUPIED),
        (date(2026, 5, 2), DwellingState.FREE),
    ],
)
def test_the_state_of_a_dwelling_follows_from_the_day(day, state):
    works = WorksFactory(since=date(2026, 3, 1), until=date(2026, 3, 31))
    AssignmentFactory(dwelling=works.dwelling, since=date(2026, 4, 1), until=date(2026, 5, 1))
    assert state_on(works.dwelling, day) == state


@pytest.mark.django_db
def test_a_shared_home_is_free_while_one_of_its_places_is():
    place = PlaceFactory()
    other = PlaceFactory(dwelling=place.dwelling)
    day = date(2026, 5, 1)
    AssignmentFactory(dwelling=place.dwelling, place=place)
    assert state_on(place.dwelling, day) == DwellingState.FREE
    AssignmentFactory(dwelling=place.dwelling, place=other)
    assert state_on(place.dwelling, day) == DwellingState.OCCUPIED


@given(spans=st.lists(SPANS, max_size=6), first=DAYS, length=st.integers(0, 500))
def test_days_of_each_month_are_those_counted_one_by_one(spans, first, length):
    window = Window(first, first + timedelta(days=length))
    spans = [(since, None if days is None else since + timedelta(days=days), weight) for since, days, weight in spans]
    counted = dict.fromkeys(window.months, 0)
    for step in range(length + 1):
        day = first + timedelta(days=step)
        covering = (weight for since, until, weight in spans if since <= day and (until is None or day <= until))
        counted[day.replace(day=1)] += sum(covering)
    assert tally(spans, window) == list(counted.values())


@given(first=DAYS, length=st.integers(0, 1200))
def test_the_months_of_a_window_hold_all_its_days(first, length):
    window = Window(first, first + timedelta(days=length))
    assert sum(window.days_in(month) for month in window.months) == length + 1


@pytest.mark.django_db
def test_nights_used_free_and_in_works():
    AssignmentFactory(since=date(2025, 1, 1), until=date(2026, 1, 10))  # the last day counts
    WorksFactory(since=date(2026, 1, 21), until=None)
    DwellingFactory(held_since=date(2026, 1, 30))
    DwellingFactory(held_until=date(2025, 12, 31))
    found = queries.nights(Dwelling.objects.all(), date(2026, 1, 1), date(2026, 1, 31))
    assert found == Nights(used=10, available=31 + 20 + 2, in_works=11)
    assert (found.free, found.percent) == (43, 19)


@pytest.mark.django_db
def test_a_place_of_a_shared_home_counts_by_itself():
    place = PlaceFactory()
    PlaceFactory(dwelling=place.dwelling)
    AssignmentFactory(dwelling=place.dwelling, place=place, since=date(2026, 1, 1), until=date(2026, 1, 10))
    AssignmentFactory(dwelling=place.dwelling, since=date(2026, 1, 11), until=date(2026, 1, 20))
    found = queries.nights(Dwelling.objects.all(), date(2026, 1, 1), date(2026, 1, 31))
    assert found == Nights(used=10 + 20, available=62, in_works=0)


@pytest.mark.django_db
def test_no_dwelling_has_no_share():
    assert queries.nights(Dwelling.objects.all(), date(2026, 1, 1), date(2026, 1, 31)).percent is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_months_cost_three_queries_however_many_dwellings(count, django_assert_num_queries):
    AssignmentFactory.create_batch(count)
    with django_assert_num_queries(3):
        queries.occupancy_by_month(Dwelling.objects.all(), Window(date(2020, 1, 1), date(2026, 12, 31)))


@pytest.mark.django_db
def test_a_strip_shows_what_was_and_stops_at_today(time_machine):
    time_machine.move_to("2026-07-02T10:00:00+02:00")
    stay = AssignmentFactory(since=date(2025, 6, 1), until=date(2026, 1, 31))
    AssignmentFactory(dwelling=stay.dwelling, since=date(2026, 4, 1))
    WorksFactory(dwelling=stay.dwelling, since=date(2026, 2, 1), until=date(2026, 3, 31))
    AssignmentFactory(since=date(2026, 10, 1))  # agreed, not begun
    window = Window(date(2026, 1, 1), date(2026, 12, 31))
    first, second = queries.strips_of(Dwelling.objects.all(), window)
    january, works, since_april = sorted(first.bars, key=lambda bar: bar.x)
    assert (january.x, january.width, january.state) == (0, 85, DwellingState.OCCUPIED)
    assert (works.x, works.x + works.width, works.state) == (85, 247, DwellingState.IN_WORKS)
    assert (since_april.x, since_april.x + since_april.width) == (247, window.x(date(2026, 7, 3)))
    assert second.bars == []
