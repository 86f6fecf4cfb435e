"""Likely pairs are shown with reasons, a person decides, and the way back is complete."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accanto.residents import actions
from accanto.residents.duplicates import likely_pairs
from accanto.residents.models import ContactPoint, Membership, Paper, Person, PersonMerge
from accanto.residents.tests.factories import HouseholdFactory, MembershipFactory, PaperFactory, PersonFactory

pytestmark = pytest.mark.django_db
BORN = date(1988, 7, 14)


def pair(**second):
    return (
        PersonFactory(family_name="Përmeti", given_name="Arta", birth_date=BORN, tax_code=""),
        PersonFactory(**{"family_name": "PERMETI", "given_name": "Arta", "birth_date": BORN, **second}),
    )


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
    actions.set_apart(by=coordinator, first=second, second=first)
    assert likely_pairs(coordinator) == []


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
