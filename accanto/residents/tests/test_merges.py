"""Likely pairs are shown with reasons, a person decides, and the way back is complete."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.residents import actions, queries
from accanto.residents.actions import comparing
from accanto.residents.models import ContactPoint, LikelyPair, Membership, Paper, Person, PersonMerge
from accanto.residents.tests.factories import HouseholdFactory, MembershipFactory, PaperFactory, PersonFactory

pytestmark = pytest.mark.django_db
BORN = date(1988, 7, 14)


def pair(**second):
    return (
        PersonFactory(family_name="Përmeti", given_name="Arta", birth_date=BORN, tax_code=""),
        PersonFactory(**{"family_name": "PERMETI", "given_name": "Arta", "birth_date": BORN, **second}),
    )


def likely_pairs(user) -> list:
    """The likely pairs of whoever has been written so far, as the first page shows them."""
    actions.compare_people()
    return queries.likely_pair_page(user, "").rows


def test_a_pair_with_the_same_name_and_birth_is_proposed_with_its_reasons(coordinator):
    first, second = pair()
    (found,) = likely_pairs(coordinator)
    assert {found.first, found.second} == {first, second}
    assert found.reasons == ["lo stesso nome", "la stessa data di nascita"]


def test_two_tax_codes_are_two_people_and_so_are_two_birth_dates(coordinator):
    PersonFactory(family_name="Chen", given_name="Lin", birth_date=BORN, tax_code="CHNLNI67C60Z210H")
    PersonFactory(family_name="Chen", given_name="Lin", birth_date=BORN, tax_code="WUXLNI81R61Z210Q")
    PersonFactory(family_name="Wu", given_name="Hao", birth_date=BORN)
    PersonFactory(family_name="Wu", given_name="Hao", birth_date=date(1990, 1, 1))
    assert likely_pairs(coordinator) == []


def test_a_pair_set_apart_is_not_proposed_again(coordinator):
    first, second = pair()
    assert len(likely_pairs(coordinator)) == 1
    actions.set_apart(by=coordinator, first=second, second=first)
    assert likely_pairs(coordinator) == []
    actions.change_person(by=coordinator, person=first, given_name="Artà")
    assert likely_pairs(coordinator) == []


def test_whoever_is_written_anew_is_compared_anew(coordinator):
    first, second = pair(family_name="Përmeti", given_name="Artan", birth_date=None)
    assert likely_pairs(coordinator) == []
    for person in (first, second):
        actions.add_contact_point(by=coordinator, person=person, kind="phone", value="300")
    (found,) = likely_pairs(coordinator)
    assert found.reasons == ["un nome quasi uguale", "lo stesso telefono"]
    point = second.contact_points.get()
    actions.change_contact_point(by=coordinator, point=point, value="301")
    assert likely_pairs(coordinator) == []
    actions.change_person(by=coordinator, person=second, birth_date=BORN)
    assert len(likely_pairs(coordinator)) == 1
    actions.change_person(by=coordinator, person=second, family_name="Chen")
    assert likely_pairs(coordinator) == []


def test_a_merge_takes_the_pair_away_and_its_undoing_brings_it_back(coordinator):
    kept, merged = pair()
    assert len(likely_pairs(coordinator)) == 1
    merge = actions.merge_people(by=coordinator, kept=kept, merged=merged)
    assert likely_pairs(coordinator) == []
    actions.undo_merge(by=coordinator, merge=merge)
    assert len(likely_pairs(coordinator)) == 1


def test_nobody_learns_of_somebody_in_a_restricted_household(coordinator, outsider):
    first, second = pair()
    HouseholdFactory(head=second, is_restricted=True)
    assert likely_pairs(coordinator) == [] and likely_pairs(outsider) == []


def test_people_are_compared_a_few_at_a_time_and_the_page_says_how_many_are_left(coordinator, client_of, monkeypatch):
    for _ in range(3):
        pair()
    monkeypatch.setattr(comparing, "PORTION", 4)
    assert actions.compare_people() == 4 and queries.people_to_compare() == 2
    actions.compare_everybody.call()
    assert queries.people_to_compare() == 0 and LikelyPair.objects.count() == 15
    Person.objects.compare_again()
    page = client_of(coordinator).get(reverse("residents:duplicate_list"))
    assert "2 schede sono ancora da confrontare" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(count, coordinator, client_of, django_assert_num_queries):
    for number in range(count):
        born = date(1950 + number, 1, 1)
        pair()[0].change(birth_date=born)
        Person.objects.filter(birth_date=BORN).update(birth_date=born)
    actions.compare_people()
    client = client_of(coordinator)
    with django_assert_num_queries(13):
        page = client.get(reverse("residents:duplicate_list"))
    assert page.content.decode().count("Confronta e unisci") == count


def test_pages_follow_each_other_by_what_speaks_for_a_pair(coordinator):
    for number in range(30):
        for _ in range(2):
            PersonFactory(family_name=f"Chen{number:02}", given_name="Lin", birth_date=BORN if number < 5 else None)
    actions.compare_people()
    first = queries.likely_pair_page(coordinator, "")
    second = queries.likely_pair_page(coordinator, first.older)
    weights = [pair.weight for pair in [*first, *second]]
    assert len(first) == 25 and weights == sorted(weights, reverse=True)
    assert len({(pair.first.pk, pair.second.pk) for pair in [*first, *second]}) == len(weights)


def test_a_merge_moves_everything_and_its_undoing_brings_everything_back(coordinator):
    kept, merged = pair(tax_code="PRMRTA03S66Z100C", address="Via Cava 4")
    PaperFactory(person=merged)
    MembershipFactory(person=merged)
    for person in (kept, merged):
        ContactPoint.objects.create(person=person, kind="phone", value="300")
    before = snapshot()
    merge = actions.merge_people(by=coordinator, kept=kept, merged=merged)
    kept.refresh_from_db()
    assert (kept.tax_code, kept.address) == ("PRMRTA03S66Z100C", "Via Cava 4")
    assert Paper.objects.get().person == kept and Membership.objects.get().person == kept
    assert not Person.objects.visible_to(coordinator).filter(pk=merged.pk).exists()
    actions.undo_merge(by=coordinator, merge=merge)
    assert snapshot() == before


def snapshot() -> dict:
    columns = ["id", "family_name", "tax_code", "address", "search_text", "merged_into"]
    return {
        "people": list(Person.objects.order_by("id").values_list(*columns)),
        "papers": list(Paper.objects.order_by("id").values_list("id", "person")),
        "members": list(Membership.objects.order_by("id").values_list("id", "person")),
        "contacts": list(ContactPoint.objects.order_by("id").values_list("id", "person")),
    }


def test_what_was_changed_since_the_merge_stays_when_it_is_undone(coordinator):
    kept, merged = pair(address="Via Cava 4")
    merge = actions.merge_people(by=coordinator, kept=kept, merged=merged)
    actions.change_person(by=coordinator, person=kept, address="Via Nuova 9")
    actions.undo_merge(by=coordinator, merge=PersonMerge.objects.get(pk=merge.pk))
    kept.refresh_from_db()
    assert kept.address == "Via Nuova 9"


def test_a_merge_that_needs_a_decision_first_is_refused(coordinator):
    first, second = HouseholdFactory().members.get().person, HouseholdFactory().members.get().person
    with pytest.raises(ValidationError, match="due nuclei diversi"):
        actions.merge_people(by=coordinator, kept=first, merged=second)
    with pytest.raises(ValidationError, match="già una sola"):
        actions.merge_people(by=coordinator, kept=first, merged=first)
    first, second = MembershipFactory().person, MembershipFactory().person
    with pytest.raises(ValidationError, match="libro soci"):
        actions.merge_people(by=coordinator, kept=first, merged=second)
