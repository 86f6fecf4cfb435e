"""No two households in one home on the same day: the database itself refuses, whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.housing import actions
from accanto.housing.actions import assignments as assigning
from accanto.housing.models import Assignment, Works
from accanto.housing.tests.factories import AssignmentFactory, DwellingFactory, PlaceFactory, WorksFactory
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 10), date(2026, 4, 10), date(2026, 5, 10)


def refused():
    return pytest.raises(IntegrityError, match="no_two_(assignments|works)_overlap")


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 1, 1), MARCH),  # the last day touches the first
        (APRIL, None),  # the first day touches the last
        (date(2026, 3, 20), date(2026, 3, 25)),  # within
        (date(2026, 1, 1), None),  # around
        (MARCH, APRIL),  # the same
    ],
)
def test_an_insert_that_overlaps_is_refused(since, until):
    stay = AssignmentFactory(since=MARCH, until=APRIL)
    with refused(), transaction.atomic():
        AssignmentFactory(dwelling=stay.dwelling, since=since, until=until)


@pytest.mark.parametrize(
    ("since", "until"), [(date(2026, 1, 1), date(2026, 3, 9)), (date(2026, 4, 11), None), (date(2027, 1, 1), None)]
)
def test_the_day_after_the_last_one_is_free(since, until):
    stay = AssignmentFactory(since=MARCH, until=APRIL)
    assert AssignmentFactory(dwelling=stay.dwelling, since=since, until=until).pk


def test_an_open_end_runs_on_for_ever():
    stay = AssignmentFactory(since=MARCH, until=None)
    with refused(), transaction.atomic():
        AssignmentFactory(dwelling=stay.dwelling, since=date(2150, 1, 1))


@pytest.mark.parametrize("column", ["since", "until", "dwelling"])
def test_an_update_that_overlaps_is_refused(column):
    first = AssignmentFactory(since=MARCH, until=APRIL)
    second = AssignmentFactory(dwelling=first.dwelling, since=MAY, until=date(2026, 6, 1))
    elsewhere = AssignmentFactory(since=APRIL, until=MAY)
    rows, values = {
        "since": (second, {"since": APRIL}),
        "until": (first, {"until": None}),
        "dwelling": (elsewhere, {"dwelling": first.dwelling}),
    }[column]
    with refused(), transaction.atomic():
        Assignment.objects.filter(pk=rows.pk).update(**values)


def test_a_row_may_change_without_meeting_itself():
    stay = AssignmentFactory(since=MARCH, until=APRIL)
    assert Assignment.objects.filter(pk=stay.pk).update(since=date(2026, 3, 11), until=date(2026, 4, 9)) == 1


def test_other_dwellings_do_not_matter():
    AssignmentFactory(since=MARCH)
    assert AssignmentFactory(since=MARCH).pk


def test_two_places_of_one_home_are_assigned_side_by_side():
    place = PlaceFactory()
    other = PlaceFactory(dwelling=place.dwelling)
    AssignmentFactory(dwelling=place.dwelling, place=place, since=MARCH)
    assert AssignmentFactory(dwelling=place.dwelling, place=other, since=MARCH).pk


def test_one_place_has_one_household():
    place = PlaceFactory()
    AssignmentFactory(dwelling=place.dwelling, place=place, since=MARCH)
    with refused(), transaction.atomic():
        AssignmentFactory(dwelling=place.dwelling, place=place, since=MAY)


@pytest.mark.parametrize("first_whole", [True, False])
def test_a_whole_home_excludes_each_of_its_places(first_whole):
    place = PlaceFactory()
    first, second = (None, place) if first_whole else (place, None)
    AssignmentFactory(dwelling=place.dwelling, place=first, since=MARCH)
    with refused(), transaction.atomic():
        AssignmentFactory(dwelling=place.dwelling, place=second, since=MAY)


def test_a_place_becoming_the_whole_home_is_refused_beside_another():
    place = PlaceFactory()
    other = PlaceFactory(dwelling=place.dwelling)
    stay = AssignmentFactory(dwelling=place.dwelling, place=place, since=MARCH)
    AssignmentFactory(dwelling=place.dwelling, place=other, since=MARCH)
    with refused(), transaction.atomic():
        Assignment.objects.filter(pk=stay.pk).update(place=None)


def test_two_works_in_one_dwelling_do_not_overlap():
    works = WorksFactory()
    with refused(), transaction.atomic():
        WorksFactory(dwelling=works.dwelling, since=works.until, until=None)
    later = WorksFactory(dwelling=works.dwelling, since=date(2026, 4, 1), until=None)
    with refused(), transaction.atomic():
        Works.objects.filter(pk=later.pk).update(since=works.until)


def test_whoever_is_second_in_the_same_moment_gets_a_sentence(monkeypatch):
    """The check before the write sees nothing yet; the database has the last word."""
    coordinator = UserFactory(role=Role.COORDINATOR)
    dwelling = DwellingFactory()
    monkeypatch.setattr(assigning, "assignments_in_the_way", lambda *args: Assignment.objects.none())
    AssignmentFactory(dwelling=dwelling, since=MARCH)
    with pytest.raises(ValidationError, match="Nel frattempo qualcun altro"):
        actions.assign_dwelling(by=coordinator, household=HouseholdFactory(), dwelling=dwelling, since=APRIL)
    assert Assignment.objects.count() == 1
