"""The pages of housing as people read them: who sees what, and at what cost."""

from datetime import date

import pytest
from django.urls import reverse

from accanto.audit.models import AuditRecord
from accanto.housing.actions import change_building
from accanto.housing.queries import search_dwellings
from accanto.housing.states import ApplicationState
from accanto.housing.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    BuildingFactory,
    DwellingFactory,
    PlaceFactory,
    WorksFactory,
)
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, TeamMemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
SECRET = "Segretissimi"


def hidden_stay(**values):
    """A restricted household in a home, and the fabric of its name."""
    household = HouseholdFactory(is_restricted=True, name=SECRET)
    return AssignmentFactory(household=household, **values)


def test_the_list_groups_dwellings_by_building_with_state_and_household(read):
    building = BuildingFactory(name="Via Po 1")
    AssignmentFactory(dwelling__building=building, household__name="Gashi", planned_end=date(2025, 1, 1))
    WorksFactory(dwelling__building=building, until=None)
    DwellingFactory(building=building)
    text = read("dwelling_list")
    for words in ("Via Po 1", "Gashi", "occupato", "in lavori", "libero", "01/01/2025", "passata"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?state=free", {"11A"}),
        ("?state=occupied", {"12A"}),
        ("?state=in_works", {"13A"}),
        ("?town=Pistoia", {"14A"}),
        ("?beds=6", {"14A"}),
        ("?q=pistoia+14", {"14A"}),
        ("?state=sbagliato&beds=mille", {"11A", "12A", "13A", "14A"}),
    ],
)
def test_the_list_is_filtered_by_its_address(read, query, shown):
    building = BuildingFactory()
    DwellingFactory(building=building, label="11A")
    AssignmentFactory(dwelling__building=building, dwelling__label="12A")
    WorksFactory(dwelling__building=building, dwelling__label="13A", until=None)
    far = BuildingFactory(municipality="Pistoia")
    AssignmentFactory(dwelling__building=far, dwelling__label="14A", dwelling__beds=6)
    if query in {"?state=occupied"}:
        shown = shown | {"14A"}
    text = read("dwelling_list", query=query)
    assert {label for label in ("11A", "12A", "13A", "14A") if label in text} == shown


def test_a_long_list_has_pages(read):
    BuildingFactory.create_batch(16)
    first = read("dwelling_list")
    assert first.count('class="card-head"') == 15
    assert "Fabbricati dopo" in first


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(count, client_of, coordinator, django_assert_num_queries):
    AssignmentFactory.create_batch(count)
    client = client_of(coordinator)
    client.get(reverse("housing:dwelling_list"))
    with django_assert_num_queries(7):
        client.get(reverse("housing:dwelling_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_building_costs_the_same_for_one_and_for_three(count, client_of, coordinator, django_assert_num_queries):
    building = BuildingFactory()
    AssignmentFactory.create_batch(count, dwelling__building=building)
    client = client_of(coordinator)
    client.get(building.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(building.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_a_dwelling_costs_the_same_for_one_stay_and_for_three(count, client_of, coordinator, django_assert_num_queries):
    place = PlaceFactory()
    for number in range(count):
        other = place if number == 0 else PlaceFactory(dwelling=place.dwelling)
        AssignmentFactory(dwelling=place.dwelling, place=other)
    client = client_of(coordinator)
    client.get(place.dwelling.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(place.dwelling.get_absolute_url())


PAGES_OF_A_DWELLING = ["dwelling_list", "dwelling_detail", "building_detail", "assignment_start", "occupancy"]


@pytest.mark.parametrize("name", PAGES_OF_A_DWELLING)
def test_a_restricted_household_is_nowhere_but_its_home_is_occupied(read, name):
    stay = hidden_stay(planned_end=date(2027, 5, 5), occupancy_charge=321)
    args = {"dwelling_list": [], "occupancy": [], "building_detail": [stay.dwelling.building_id]}
    text = read(name, *args.get(name, [stay.dwelling_id]))
    assert SECRET not in text
    assert "321" not in text
    assert "occupato" in text or name == "assignment_start"


@pytest.mark.parametrize("name", PAGES_OF_A_DWELLING[:3])
def test_the_board_reads_no_name_at_all(read, board, name):
    stay = AssignmentFactory(household__name=SECRET)
    AssignmentFactory(dwelling=stay.dwelling, household__name=SECRET, since=date(2020, 1, 1), until=date(2021, 1, 1))
    args = {"dwelling_list": [], "building_detail": [stay.dwelling.building_id]}
    text = read(name, *args.get(name, [stay.dwelling_id]), user=board)
    assert SECRET not in text
    assert "occupato" in text
    assert "Naima" not in text
    assert reverse("housing:dwelling_edit", args=[stay.dwelling_id]) not in text


@pytest.mark.parametrize("name", ["assignment_end", "assignment_edit"])
def test_the_assignment_of_a_restricted_household_is_not_there(client_of, coordinator, name):
    address = reverse(f"housing:{name}", args=[hidden_stay().pk])
    assert client_of(coordinator).get(address).status_code == 404


def test_a_volunteer_reads_the_home_of_her_households_only(client_of, volunteer, outsider):
    stay = AssignmentFactory(dwelling__building__name="Via Po 1")
    TeamMemberFactory(household=stay.household, user=volunteer)
    ApplicationFactory(household=stay.household)
    address = reverse("housing:household_home", args=[stay.household_id])
    text = client_of(volunteer).get(address).content.decode()
    assert "Via Po 1" in text
    assert "Assegna un alloggio" not in text
    assert "/domande/" not in text
    assert client_of(outsider).get(address).status_code == 404


def test_opening_a_home_or_an_application_is_recorded(read):
    application = ApplicationFactory()
    read("household_home", application.household_id)
    read("application_detail", application.pk)
    read = AuditRecord.objects.filter(verb="read", household_id=application.household_id)
    assert [row.subject for row in read] == ["housing.application", "residents.household"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_applications_costs_the_same(count, client_of, coordinator, django_assert_num_queries):
    for _ in range(count):
        ApplicationFactory(state=ApplicationState.LISTED)
    client = client_of(coordinator)
    client.get(reverse("housing:application_list"))
    with django_assert_num_queries(7):
        client.get(reverse("housing:application_list"))


@pytest.mark.parametrize("query", ["", "?since=2020&until=2022", "?since=abc&until=9999", "?since=1900&until=2200"])
def test_occupancy_is_a_picture_and_a_table(read, query):
    AssignmentFactory(since=date(2020, 3, 1))
    text = read("occupancy", query=query)
    assert "Notti usate" in text
    assert "<svg" in text


def test_a_building_shows_its_years(read):
    stay = AssignmentFactory(since=date(2024, 3, 12))
    text = read("building_detail", stay.dwelling.building_id, query="?since=2023&until=2024")
    assert "<li>2023</li>" in text
    assert "occupato dal 12/03/2024" in " ".join(text.split())


def test_homes_with_beds_enough_are_shown_first(read):
    household = HouseholdFactory()
    HouseholdMemberFactory.create_batch(2, household=household)
    DwellingFactory(label="71", beds=2)
    DwellingFactory(label="72", beds=5)
    DwellingFactory(label="73", beds=3)
    text = read("assignment_for_household", household.pk)
    assert sorted(["71", "72", "73"], key=lambda label: text.index(f", {label}</a>")) == ["73", "72", "71"]


def test_dwellings_are_found_by_the_search_of_whoever_reads_housing(client_of, coordinator, volunteer):
    DwellingFactory(building__name="Corte dell'Ulivo", label="3/B")
    found = [client_of(user).get("/cerca/?q=ulivo+3b").content.decode() for user in (coordinator, volunteer)]
    assert ["Corte dell&#x27;Ulivo, 3/B" in text for text in found] == [True, False]


def test_dwellings_are_found_under_the_name_and_town_that_their_building_has_now(coordinator):
    dwelling = DwellingFactory(building__name="Via Ulivo 3", label="12B")
    change_building(by=coordinator, building=dwelling.building, name="Via Pò 1", municipality="Vernio")
    assert search_dwellings(coordinator, "ulivo") == []
    assert search_dwellings(coordinator, "via po 12b vern") == [dwelling]
    dwelling.delete()
    assert search_dwellings(coordinator, "via po 12b vern") == []
