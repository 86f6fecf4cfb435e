"""Reads of residents, each starting from what the user may see."""

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from accanto.base import clock
from accanto.base.text import fold
from accanto.residents.models import (
    ContactWarning,
    Household,
    HouseholdMember,
    Person,
    TeamMember,
    TeamRole,
)
from accanto.residents.permissions import running

SHORTEST_INDEXED_WORD = 3


def household_for(user, pk: int) -> Household:
    """The household, if this user may open its file. Raises Http404 otherwise, as for one that is not there."""
    household = Household.objects.visible_to(user).filter(pk=pk).first()
    if household is None:
        raise Http404
    return household


def person_for(user, pk: int) -> Person:
    """The person, if this user may see her. Raises Http404 otherwise."""
    person = Person.objects.visible_to(user).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def households_of(user) -> QuerySet[Household]:
    """Open households on whose team this user is today, and may open."""
    on_team = TeamMember.objects.filter(running(), user=user)
    return Household.objects.visible_to(user).filter(closed_on=None, pk__in=on_team.values("household"))


def members_of(household: Household) -> list[HouseholdMember]:
    """Who belongs to the household today, the head first, with contact points."""
    rows = household.members.filter(running()).select_related("person").prefetch_related("person__contact_points")
    order = {"head": 0, "partner": 1}
    return sorted(rows, key=lambda row: (order.get(row.role, 2), row.person.birth_date or clock.today()))


def team_of(household: Household) -> list[TeamMember]:
    """Who stands beside the household today."""
    rows = household.team.filter(running()).select_related("user", "contact__organisation")
    order = {TeamRole.COORDINATOR: 1, TeamRole.VOLUNTEER: 0, TeamRole.SOCIAL_WORKER: 2}
    return sorted(rows, key=lambda row: (order[row.role], row.since))


def warnings_of(household: Household) -> list[ContactWarning]:
    """Warnings in force today."""
    today = clock.today()
    return list(household.warnings.filter(since__lte=today, until__gte=today))


def search_people(user, text: str) -> QuerySet[Person]:
    """People by any part of their names, whatever the accents and the order of words; with their household."""
    current = HouseholdMember.objects.filter(until=None).select_related("household")
    people = Person.objects.visible_to(user).prefetch_related(Prefetch("stays", current, to_attr="current_stays"))
    words = fold(text).split()
    return people.filter(matching(words)) if words else people.none()


def matching(words: list[str]) -> Q:
    """People whose folded names contain every one of these folded words."""
    condition = Q()
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED_WORD]
    if indexed and connection.vendor == "sqlite":
        condition &= Q(pk__in=_from_trigrams(indexed))
        words = [word for word in words if word not in indexed]
    for word in words:
        condition &= Q(search_text__contains=word)
    return condition


def _from_trigrams(words: list[str]):
    expression = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    return Person.objects.extra(
        where=["residents_person.id IN (SELECT rowid FROM residents_person_search WHERE search_text MATCH %s)"],
        params=[expression],
    ).values("pk")
