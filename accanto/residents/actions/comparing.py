"""Finding records that may be one human being: a little at a time, so that no page waits for all of them."""

from collections.abc import Iterable
from itertools import chain

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task

from accanto.base import clock
from accanto.residents.duplicates import compare
from accanto.residents.models import ContactPoint, LikelyPair, Person, SetApart

PORTION = 200
# A birth date, a name or a phone that more people share says nothing about any two of them.
MOST_OF_A_NAME = 12
MOST_OF_A_PHONE = 6


@transaction.atomic
def compare_people() -> int:
    """Compare a portion of those written since with everybody, and keep the likely pairs; returns how many were."""
    people = list(Person.objects.to_compare().prefetch_related("contact_points")[:PORTION])
    if people:
        LikelyPair.objects.filter(Q(first__in=people) | Q(second__in=people)).delete()
        LikelyPair.objects.bulk_create(_likely(people), ignore_conflicts=True)
        Person.objects.filter(pk__in=[person.pk for person in people]).update(compared_at=clock.now())
    return len(people)


@task()
def compare_everybody() -> None:
    """Go on until nobody is left; each portion is kept by itself."""
    while compare_people():
        pass


def _likely(people: list[Person]) -> list[LikelyPair]:
    current = [person for person in people if person.merged_into_id is None]
    met = chain(_by_column(current, "birth_date"), _by_column(current, "search_text"), _by_phone(current))
    found = {}
    for person, other in met:
        first, second = sorted([person, other], key=lambda one: one.pk)
        if first != second and (first.pk, second.pk) not in found:
            found[first.pk, second.pk] = compare(first, second)
    apart = _set_apart(current)
    return [
        LikelyPair(first=pair.first, second=pair.second, weight=pair.weight)
        for key, pair in found.items()
        if pair.is_likely and key not in apart
    ]


def _by_column(people: list[Person], column: str) -> Iterable[tuple[Person, Person]]:
    """Each with those who have the same birth date, or the same folded name."""
    values = {getattr(person, column) for person in people} - {None, ""}
    everybody = Person.objects.current().filter(**{f"{column}__in": values})
    shared = everybody.order_by().values(column).annotate(count=Count("pk")).filter(count__range=(2, MOST_OF_A_NAME))
    others = everybody.filter(**{f"{column}__in": list(shared.values_list(column, flat=True))})
    by_value: dict = {}
    for other in others.prefetch_related("contact_points"):
        by_value.setdefault(getattr(other, column), []).append(other)
    return ((person, other) for person in people for other in by_value.get(getattr(person, column), ()))


def _by_phone(people: list[Person]) -> Iterable[tuple[Person, Person]]:
    """Each with those who can be reached at the same number or address."""
    values = {point.value for person in people for point in person.contact_points.all()}
    points = ContactPoint.objects.filter(value__in=values, person__merged_into=None).order_by()
    shared = (
        points.values("value").annotate(count=Count("person", distinct=True)).filter(count__range=(2, MOST_OF_A_PHONE))
    )
    by_value: dict = {}
    wanted = list(shared.values_list("value", flat=True))
    for point in points.filter(value__in=wanted).select_related("person").prefetch_related("person__contact_points"):
        by_value.setdefault(point.value, []).append(point.person)
    return (
        (person, other)
        for person in people
        for point in person.contact_points.all()
        for other in by_value.get(point.value, ())
    )


def _set_apart(people: list[Person]) -> set[tuple[int, int]]:
    """Pairs that somebody has found to be two people."""
    pairs = SetApart.objects.filter(Q(first__in=people) | Q(second__in=people))
    return set(pairs.values_list("first_id", "second_id"))
