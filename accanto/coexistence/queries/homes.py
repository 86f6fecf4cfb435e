"""Who lives in a building, as many adults as whom, and how each is called where everybody reads."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.dates import LATEST, age
from accanto.coexistence.models import HouseholdSign, open_buildings
from accanto.coexistence.states import Sign
from accanto.housing.models import Assignment, Building
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.residents.permissions import running

OF_AGE = 18
BUILDINGS_FOUND = 8


@dataclass(frozen=True)
class Neighbour:
    """A household in a building: its sign, its adults, and the spans in which it lives there."""

    household: Household
    sign: str
    adults: int = 1
    spans: list[tuple[date, date]] = field(default_factory=list)

    @property
    def household_id(self) -> int:
        return self.household.pk

    def lives_there(self, first: date, last: date) -> bool:
        """Whether it lives there on every day from one to the other."""
        return any(since <= first and last <= until for since, until in self.spans)


@dataclass(frozen=True)
class OwnHome:
    """Where a resident lives: herself, her household, its building."""

    person: Person
    household: Household
    building: Building


def building_for(user, pk: int) -> Building:
    """The building, for whoever may see its common life. Raises Http404 otherwise."""
    return get_object_or_404(open_buildings(user), pk=pk)


def found_buildings(user, text: str) -> list[Building]:
    """The first buildings whose name or address holds a text."""
    words = Q(name__icontains=text.strip()) | Q(address__icontains=text.strip())
    return list(open_buildings(user).filter(words).order_by("name", "pk")[:BUILDINGS_FOUND])


def buildings_by_id(user, ids: Collection[int]) -> list[Building]:
    """Of these buildings, those whose common life this user may see."""
    return list(open_buildings(user).filter(pk__in=ids).order_by("pk")) if ids else []


def own_home(user) -> OwnHome:
    """The home of a resident today. Raises Http404 for whoever lives in no building of the cooperative."""
    home = home_of_user(user)
    if home is None:
        raise Http404
    return home


def home_of_user(user) -> OwnHome | None:
    """The home of a resident today; None for whoever lives in no building of the cooperative."""
    place = HouseholdMember.objects.filter(running(), person__user=user).select_related("person", "household").first()
    stay = place and _stays().filter(running(), household=place.household_id).first()
    return OwnHome(place.person, place.household, stay.dwelling.building) if stay else None


def _stays():
    return Assignment.objects.select_related("dwelling__building", "place").order_by("-since", "-pk")


def signs_of(building: Building) -> dict[int, str]:
    """How each household that lives or lived in the building is called on the stairs, by its id. Two queries.

    The number of the home; and a given name, where the household chose so and its file is not restricted.
    """
    stays = _stays().filter(dwelling__building=building).order_by("since", "pk")
    names = _given_names(building)
    signs = {}
    for stay in stays:
        name = names.get(stay.household_id)
        words = {"label": _label(stay), "name": name}
        signs[stay.household_id] = _("int. %(label)s · %(name)s") % words if name else _("int. %(label)s") % words
    return signs


def _label(stay: Assignment) -> str:
    return f"{stay.dwelling.label}, {stay.place.name}" if stay.place else stay.dwelling.label


def _given_names(building: Building) -> dict[int, str]:
    chosen = HouseholdSign.objects.filter(
        sign=Sign.GIVEN_NAME,
        household__is_restricted=False,
        household__assignments__dwelling__building=building,
    )
    return dict(chosen.values_list("household_id", "person__given_name"))


def neighbours(building: Building, first: date, last: date) -> list[Neighbour]:
    """The households that live in the building on some day between two, in the order of their homes. Four queries."""
    within = Q(since__lte=last) & (Q(until=None) | Q(until__gte=first))
    stays = Assignment.objects.filter(within, dwelling__building=building).select_related("household")
    spans = defaultdict(list)
    for stay in stays.order_by("dwelling__in_order", "since", "pk"):
        spans[stay.household].append((stay.since, stay.until or LATEST))
    adults = _adults([household.pk for household in spans], first, within)
    signs = signs_of(building)
    return [Neighbour(home, signs[home.pk], adults[home.pk], _joined(spans[home])) for home in spans]


def _joined(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans that follow each other, such as a change of home within the building, are one."""
    joined: list[tuple[date, date]] = []
    for since, until in sorted(spans):
        if joined and (since - joined[-1][1]).days <= 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _adults(household_ids: list[int], on: date, within: Q) -> dict[int, int]:
    """Adults by household; of whom no birth date is known counts as one. Nobody has fewer than one."""
    members = HouseholdMember.objects.filter(within, household__in=household_ids, person__died_on=None)
    count = dict.fromkeys(household_ids, 0)
    for household_id, born in members.values_list("household_id", "person__birth_date"):
        count[household_id] += born is None or age(born, on) >= OF_AGE
    return {pk: max(1, number) for pk, number in count.items()}


def living_now(building: Building) -> list[Neighbour]:
    """The households that live in the building today."""
    today = clock.today()
    return neighbours(building, today, today)


def adults_living_in(building: Building) -> list[Person]:
    """The adults who live in a building today and have a log-in of their own."""
    stays = Assignment.objects.filter(running(), dwelling__building=building)
    people = Person.objects.current().filter(
        user__is_active=True,
        stays__in=HouseholdMember.objects.filter(running(), household__in=stays.values("household")),
    )
    return [person for person in people.order_by("family_name", "given_name") if (person.age or OF_AGE) >= OF_AGE]
