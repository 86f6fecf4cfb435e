"""Giving a home, correcting and ending it: what is refused says why, at the field."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accanto.audit.models import AuditRecord
from accanto.housing import actions
from accanto.housing.models import Assignment, Dwelling
from accanto.housing.tests.factories import (
    AssignmentFactory,
    BuildingFactory,
    DwellingFactory,
    PlaceFactory,
    WorksFactory,
)
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
MARCH, NOVEMBER = date(2026, 3, 10), date(2026, 11, 20)


@pytest.fixture
def assign(coordinator):
    def assigning(**values):
        values = {"household": HouseholdFactory(), "since": NOVEMBER} | values
        values.setdefault("dwelling", DwellingFactory())
        return actions.assign_dwelling(by=coordinator, **values)

    return assigning


def refusal(field):
    return pytest.raises(ValidationError, match=rf"'{field}'")


def test_an_assignment_keeps_its_terms_and_is_audited(assign, coordinator):
    stay = assign(
        basis="hospitality",
        entered_at=time(15, 30),
        planned_end=date(2027, 11, 19),
        occupancy_charge=Decimal("220.50"),
    )
    stay.refresh_from_db()
    assert (stay.basis, stay.occupancy_charge, stay.until) == ("hospitality", Decimal("220.50"), None)
    row = AuditRecord.objects.first()
    assert (row.verb, row.actor, row.household_id) == ("assign_dwelling", coordinator, stay.household_id)


def test_a_taken_home_is_refused_without_saying_who_lives_there(assign):
    stay = AssignmentFactory(since=MARCH, household__name="Riservatissimi")
    with refusal("since") as refused:
        assign(dwelling=stay.dwelling)
    assert "10/03/2026" in str(refused.value)
    assert "Riservatissimi" not in str(refused.value)


def test_a_home_in_works_is_refused(assign):
    works = WorksFactory(since=MARCH, until=None)
    with refusal("since") as refused:
        assign(dwelling=works.dwelling)
    assert "in lavori dal 10/03/2026" in str(refused.value)


def test_a_home_is_assigned_the_day_after_works_or_a_stay(assign):
    works = WorksFactory(since=MARCH, until=date(2026, 11, 19))
    AssignmentFactory(dwelling=works.dwelling, since=date(2020, 1, 1), until=date(2026, 3, 9))
    assert assign(dwelling=works.dwelling).pk


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("until", {"until": date(2026, 11, 19)}),
        ("planned_end", {"planned_end": date(2026, 11, 19)}),
        ("since", {"since": date(2062, 1, 1)}),
        ("until", {"until": date(2062, 1, 1)}),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(assign, field, values):
    with refusal(field):
        assign(**values)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("held", [{"held_since": date(2026, 12, 1)}, {"held_until": date(2026, 11, 1)}])
def test_a_home_that_the_cooperative_does_not_have_is_refused(assign, held):
    with refusal("since"):
        assign(dwelling=DwellingFactory(**held))


def test_a_closed_household_gets_no_home_after_its_closing(assign):
    closed = HouseholdFactory(closed_on=date(2026, 1, 1))
    with refusal("since"):
        assign(household=closed)
    assert assign(household=closed, since=date(2025, 1, 1), until=date(2025, 12, 31)).pk


def test_a_place_of_another_home_is_refused(assign):
    with refusal("place"):
        assign(dwelling=DwellingFactory(), place=PlaceFactory())


def test_the_end_is_a_last_day_with_a_reason(coordinator):
    stay = AssignmentFactory(since=MARCH)
    said = {"until": NOVEMBER, "end_reason": "moved_out", "destination": "bought"}
    actions.end_assignment(by=coordinator, assignment=stay, **said)
    assert (stay.until, stay.end_reason, stay.destination) == (NOVEMBER, "moved_out", "bought")
    with pytest.raises(ValidationError, match="già finita il 20/11/2026"):
        actions.end_assignment(by=coordinator, assignment=stay, until=NOVEMBER, end_reason="term")


def test_an_end_before_the_beginning_is_refused(coordinator):
    stay = AssignmentFactory(since=MARCH)
    with refusal("until"):
        actions.end_assignment(by=coordinator, assignment=stay, until=date(2026, 3, 9), end_reason="term")


def test_a_passed_planned_end_ends_nothing(assign):
    stay = AssignmentFactory(since=date(2014, 10, 15), planned_end=date(2022, 10, 15))
    with refusal("since"):
        assign(dwelling=stay.dwelling)


def test_a_wrong_end_is_taken_back_and_forgets_its_reason(coordinator):
    stay = AssignmentFactory(since=MARCH, until=NOVEMBER, end_reason="moved_out", destination="bought")
    actions.change_assignment(by=coordinator, assignment=stay, until=None)
    assert (stay.until, stay.end_reason, stay.destination) == (None, "", "")


def test_an_end_is_not_taken_back_over_the_next_household(coordinator):
    stay = AssignmentFactory(since=MARCH, until=date(2026, 5, 1))
    AssignmentFactory(dwelling=stay.dwelling, since=date(2026, 5, 2))
    with refusal("since"):
        actions.change_assignment(by=coordinator, assignment=stay, until=None)


def test_of_two_who_correct_one_assignment_the_second_is_told(coordinator):
    stay = AssignmentFactory(since=MARCH)
    seen = stay.version
    actions.change_assignment(by=coordinator, assignment=stay, version=seen, planned_end=date(2028, 1, 1))
    with pytest.raises(ValidationError, match="Nel frattempo"):
        actions.change_assignment(by=coordinator, assignment=stay, version=seen, planned_end=date(2029, 1, 1))


def test_works_wait_until_nobody_lives_there(coordinator):
    stay = AssignmentFactory(since=MARCH, until=NOVEMBER)
    with refusal("since"):
        actions.begin_works(by=coordinator, dwelling=stay.dwelling, since=NOVEMBER, why="tetto")
    assert actions.begin_works(by=coordinator, dwelling=stay.dwelling, since=date(2026, 11, 21), why="tetto").pk


def test_works_do_not_meet_other_works_nor_end_before_they_begin(coordinator):
    works = WorksFactory()
    with refusal("since"):
        actions.begin_works(by=coordinator, dwelling=works.dwelling, since=date(2026, 3, 31), why="infissi")
    with refusal("until"):
        actions.change_works(by=coordinator, works=works, until=date(2026, 2, 1))


def test_a_building_has_each_unit_once_however_it_is_written(coordinator):
    building = BuildingFactory()
    actions.add_dwelling(by=coordinator, building=building, label="3/B", sqm=50)
    with refusal("label"):
        actions.add_dwelling(by=coordinator, building=building, label="int. 3b")
    second = actions.add_dwelling(by=coordinator, building=building, label="4")
    with refusal("label"):
        actions.change_dwelling(by=coordinator, dwelling=second, label="3 B")


def test_a_town_has_each_building_once(coordinator):
    actions.add_building(by=coordinator, name="Via Po 1", municipality="Prato")
    with refusal("name"):
        actions.add_building(by=coordinator, name="Via Po 1", municipality="Prato")
    assert actions.add_building(by=coordinator, name="Via Po 1", municipality="Pistoia").pk


def test_dwellings_are_found_under_the_new_name_of_their_building(coordinator):
    dwelling = DwellingFactory(label="3/B")
    actions.change_building(by=coordinator, building=dwelling.building, name="Corte dell'Ulivo")
    assert Dwelling.objects.get().search_text == "corte dell ulivo prato 3/b 3b"


def test_a_correction_keeps_number_and_order_with_the_label(coordinator):
    dwelling = DwellingFactory(label="3B")
    actions.change_dwelling(by=coordinator, dwelling=dwelling, label="10 c")
    assert (dwelling.number, dwelling.letter, dwelling.in_order) == ("10", "C", "000010C")


def test_a_home_with_a_place_is_shared(coordinator):
    dwelling = DwellingFactory()
    actions.add_place(by=coordinator, dwelling=dwelling, name="camera 1")
    assert dwelling.is_shared
    with refusal("name"):
        actions.add_place(by=coordinator, dwelling=dwelling, name="camera 1")
