"""Search by any part of a name, whatever the accents, the script and the order of words."""

import pytest

from accanto.residents import queries
from accanto.residents.models import Person
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


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
    assert [str(person) for person in queries.search_people(coordinator, text)] == found


def test_the_index_follows_a_change_of_name_and_a_deletion(coordinator):
    person = PersonFactory(family_name="Popescu", given_name="Ioana")
    person.family_name = "Ionescu"
    person.save()
    assert list(queries.search_people(coordinator, "popescu")) == []
    assert list(queries.search_people(coordinator, "ionescu")) == [person]
    Person.objects.all().delete()
    assert list(queries.search_people(coordinator, "ionescu")) == []


def test_a_volunteer_finds_only_people_of_her_households(volunteer):
    mine = HouseholdFactory(name="Kola")
    TeamMemberFactory(household=mine, user=volunteer)
    HouseholdFactory(name="Kolaj")
    assert [person.family_name for person in queries.search_people(volunteer, "kola")] == ["Kola"]


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
