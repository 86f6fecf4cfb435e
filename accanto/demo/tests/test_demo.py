"""The invented cooperative: of the promised size, the same from the same seed, with every role at the door."""

from collections import Counter
from itertools import combinations

import pytest
from django.db import transaction

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.demo.build import build
from accanto.demo.logins import demo_logins
from accanto.demo.world import SEED
from accanto.diary.models import Entry
from accanto.housing.models import Building, Dwelling
from accanto.procedures.queries import rights_of
from accanto.procedures.rights import Standing
from accanto.residents.actions import compare_everybody
from accanto.residents.duplicates import compare
from accanto.residents.models import Household, LikelyPair, Person
from accanto.residents.queries import members_of
from accanto.support.models import SupportRequest
from accanto.volunteers.models import Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fingerprint() -> list:
    """What would differ if the luck did."""
    return [
        list(Person.objects.order_by("id").values_list("family_name", "given_name", "birth_date")),
        list(Entry.objects.order_by("id").values_list("text", "happened_at", "kind")[:500]),
        list(SupportRequest.objects.order_by("id").values_list("words", "state", "asked_on")),
    ]


def test_a_small_cooperative_of_every_role_with_work_to_do():
    build("small", SEED)
    assert (Building.objects.count(), Dwelling.objects.count()) == (9, 40)
    assert 100 <= Household.objects.count() <= 130
    assert Entry.objects.count() >= 3_500 and Volunteer.objects.count() == 12
    assert SupportRequest.objects.filter(ended_on=None).count() >= 20
    assert set(User.objects.values_list("role", flat=True)) == set(Role)
    standings = _standings_of_rights()
    assert set(standings) == set(Standing)
    assert standings[Standing.WORKS] > standings.total() / 2


def _standings_of_rights() -> Counter:
    """How often each standing is on the rights panels of the families housed now."""
    housed = Household.objects.filter(assignments__until=None, assignments__isnull=False).distinct()
    lines = [line for household in housed for line in rights_of(household, members_of(household), clock.today())]
    return Counter(line.standing for line in lines)


def built(seed: int) -> list:
    """The fingerprint of the cooperative of a seed, which is then forgotten."""
    with transaction.atomic():
        build("small", seed)
        made = fingerprint()
        transaction.set_rollback(True)
    return made


def test_the_same_from_the_same_seed_and_another_from_another():
    assert built(SEED) == built(SEED) != built(SEED + 1)


def test_no_likely_pair_is_missed_by_comparing_only_those_who_share_something():
    build("small", SEED)
    for person in Person.objects.order_by("id")[:60:3]:
        names = {"family_name": person.family_name.upper(), "given_name": person.given_name[:-1]}
        Person.objects.create(**names, birth_date=person.birth_date)
    compare_everybody.call()
    people = Person.objects.order_by("id").prefetch_related("contact_points")
    likely = {(a.pk, b.pk): pair.weight for a, b in combinations(people, 2) if (pair := compare(a, b)).is_likely}
    assert len(likely) > 5
    assert {(pair.first_id, pair.second_id): pair.weight for pair in LikelyPair.objects.all()} == likely


def test_what_is_refused_before_anybody_is_known_shows_no_log_ins(settings, rf):
    settings.DEMO = True
    assert demo_logins(rf.get("/")) == {}
