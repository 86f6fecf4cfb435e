"""Finding people by any part of their names."""

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from accanto.base.text import fold
from accanto.residents.models import HouseholdMember, Person

SHORTEST_INDEXED_WORD = 3


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


def _from_trigrams(words: list[str]) -> RawSQL:
    expression = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    return RawSQL("SELECT rowid FROM residents_person_search WHERE search_text MATCH %s", [expression])
