"""Search by any part of a name, whatever the accents, the script and the order of words."""

from datetime import timedelta

import pytest
import time_machine

from accanto.accounts.access import Role
from accanto.base import clock
from accanto.residents import queries
from accanto.residents.models import Household, NamedReader, Person
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


def found(user, text: str) -> list[int]:
    return [person.pk for person in queries.found_people(user, text, 10)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("permeti", ["Përmeti Arta"]),
        ("arta per", ["Përmeti Arta"]),
        ("METI", ["Përmeti Arta"]),
        ("dorde", ["Đorđević Đorđe"]),
        ("d'am", ["D'Amico Rosa"]),
        ("amico rosa", ["D'Amico Rosa"]),
        ("陈丽", ["Chen Li"]),
        ("li", ["Chen Li"]),
        ('"); DROP', []),
        ('per" OR "chen', []),
        ("   ", []),
    ],
)
def test_found_by_part_of_a_name(coordinator, text, found):
    PersonFactory(family_name="Përmeti", given_name="Arta")
    PersonFactory(family_name="Đorđević", given_name="Đorđe")
    PersonFactory(family_name="D'Amico", given_name="Rosa")
    PersonFactory(family_name="Chen", given_name="Li", other_script_name="陈丽")
    assert [person.name for person in queries.found_people(coordinator, text, 10)] == found


def test_the_index_follows_a_change_of_name_and_a_deletion(coordinator):
    person = PersonFactory(family_name="Popescu", given_name="Ioana")
    person.family_name = "Ionescu"
    person.save()
    assert found(coordinator, "popescu") == []
    assert found(coordinator, "ionescu") == [person.pk]
    Person.objects.all().delete()
    assert found(coordinator, "ionescu") == []


def test_a_volunteer_finds_only_people_of_her_households(volunteer):
    mine = HouseholdFactory(name="Kola")
    TeamMemberFactory(household=mine, user=volunteer)
    HouseholdFactory(name="Kolaj")
    assert [person.name for person in queries.found_people(volunteer, "kola", 10)] == ["Kola Naima"]


def test_who_may_not_see_somebody_any_more_does_not_find_her(coordinator, volunteer):
    """The words of a search are kept, and what they find never is."""
    place = TeamMemberFactory(household=HouseholdFactory(name="Kola"), user=volunteer)
    assert len(found(coordinator, "kola")) == len(found(volunteer, "kola")) == 1
    Household.objects.filter(pk=place.household_id).update(is_restricted=True)
    assert found(coordinator, "kola") == found(volunteer, "kola") == []
    NamedReader.objects.create(household=place.household, user=volunteer, since=clock.today(), why="lo chiede lei")
    assert found(coordinator, "kola") == []
    assert len(found(volunteer, "kola")) == 1
    place.delete()
    assert found(volunteer, "kola") == []


def test_another_role_or_a_closed_access_finds_something_else(coordinator):
    PersonFactory(family_name="Kola")
    assert len(found(coordinator, "kola")) == 1
    coordinator.role = Role.VOLUNTEER
    assert found(coordinator, "kola") == []


def test_a_place_that_ends_today_finds_nobody_tomorrow(volunteer):
    TeamMemberFactory(household=HouseholdFactory(name="Kola"), user=volunteer, until=clock.today())
    assert len(found(volunteer, "kola")) == 1
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert found(volunteer, "kola") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_search_page_costs_the_same_for_one_and_three(client_of, coordinator, django_assert_num_queries, rows):
    household = HouseholdFactory(name="Kola")
    for _row in range(rows - 1):
        HouseholdMemberFactory(household=household, person=PersonFactory(family_name="Kola"))
    client = client_of(coordinator)
    client.get("/cerca/?q=kola")
    with django_assert_num_queries(5):
        page = client.get("/cerca/?q=kola")
    assert page.content.decode().count("<strong>Kola") == rows


def test_households_are_found_by_the_names_of_their_people(coordinator):
    kola = HouseholdFactory(name="Kola")
    HouseholdMemberFactory(household=kola, person=PersonFactory(family_name="Përmeti"))
    HouseholdFactory(name="Chen")
    assert queries.household_page(coordinator, {"q": "permeti"}, "").rows == [kola]


def test_households_to_choose_are_those_whose_file_one_may_open(coordinator, volunteer, outsider):
    mine, other = HouseholdFactory(name="Bennati"), HouseholdFactory(name="Bennani")
    hidden = HouseholdFactory(name="Bennelli", is_restricted=True)
    TeamMemberFactory(household=mine, user=volunteer)
    everybody = {mine.pk, other.pk, hidden.pk}
    for user, seen in [(coordinator, [other, mine]), (volunteer, [mine]), (outsider, [])]:
        assert queries.found_households(user, "benn") == seen
        assert {row.pk for row in queries.open_households_by_id(user, everybody)} == {row.pk for row in seen}
