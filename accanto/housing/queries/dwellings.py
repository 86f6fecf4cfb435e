"""Buildings and dwellings as pages show them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import kept
from accanto.base.text import fold
from accanto.base.trigrams import Shape, containing, containing_given, given_words, shape_of
from accanto.housing.models import Assignment, Building, Dwelling, Place, Works
from accanto.housing.queries.homes import state_of, visible_names, with_state
from accanto.housing.states import DwellingState
from accanto.residents.models import Household
from accanto.residents.permissions import running

BUILDINGS_ON_A_PAGE = 15
FOUND_AT_MOST = 30
FREE_AT_MOST = 100


@dataclass(frozen=True)
class Stay:
    """An assignment as this reader sees it: without the household where she may not open its file."""

    assignment: Assignment
    household: Household | None

    @property
    def is_past_planned_end(self) -> bool:
        """Still there after the planned end, which by itself ends nothing."""
        planned = self.assignment.planned_end
        return self.assignment.until is None and planned is not None and planned < clock.today()


@dataclass(frozen=True)
class HomeRow:
    """A dwelling with what it is today and who lives there."""

    dwelling: Dwelling
    state: DwellingState
    stays: list[Stay] = field(default_factory=list)


def building_for(user, pk: int) -> Building:
    """The building. Raises Http404 for whoever may not read housing, as for one that is not there."""
    return get_object_or_404(Building.objects.visible_to(user), pk=pk)


def dwelling_for(user, pk: int) -> Dwelling:
    """The dwelling with its building and today's state. Raises Http404."""
    return get_object_or_404(with_state(Dwelling.objects.visible_to(user).select_related("building")), pk=pk)


def place_for(user, pk: int) -> Place:
    """The place of a shared home. Raises Http404."""
    return get_object_or_404(Place.objects.visible_to(user).select_related("dwelling__building"), pk=pk)


def works_for(user, pk: int) -> Works:
    """The works. Raises Http404."""
    return get_object_or_404(Works.objects.visible_to(user).select_related("dwelling__building"), pk=pk)


def assignment_for(user, pk: int) -> Assignment:
    """The assignment, for whoever may open the household's file. Raises Http404."""
    rows = Assignment.objects.visible_to(user).select_related("household", "dwelling__building", "place")
    return get_object_or_404(rows, pk=pk)


def towns(user) -> list[str]:
    """The towns in which there are buildings."""
    names = Building.objects.visible_to(user).exclude(municipality="").values_list("municipality", flat=True)
    return list(names.distinct().order_by("municipality"))


def building_page(user, wanted: dict, cursor: str) -> Page:
    """Buildings by name, each with `rows`: its dwellings that are wanted (town, state, beds, q)."""
    dwellings = wanted_dwellings(Dwelling.objects.visible_to(user), wanted)
    buildings = Building.objects.visible_to(user)
    if wanted.get("town"):
        buildings = buildings.filter(municipality=wanted["town"])
    if any(wanted.get(name) for name in ("state", "beds", "q")):
        buildings = buildings.filter(Exists(dwellings.filter(building=OuterRef("pk"))))
    page = keyset_page(buildings, by=("name", "id"), cursor=cursor, size=BUILDINGS_ON_A_PAGE)
    by_building = defaultdict(list)
    for row in home_rows(user, dwellings.filter(building__in=[building.pk for building in page])):
        by_building[row.dwelling.building_id].append(row)
    for building in page:
        building.rows = by_building[building.pk]
    return page


def wanted_dwellings(dwellings: QuerySet[Dwelling], wanted: dict) -> QuerySet[Dwelling]:
    """Dwellings by state, at least so many beds, or words of their address and number."""
    dwellings = with_state(dwellings)
    if state := wanted.get("state"):
        dwellings = dwellings.filter(in_state(state))
    if beds := wanted.get("beds"):
        dwellings = dwellings.filter(beds__gte=beds)
    return dwellings.filter(holding(wanted.get("q") or ""))


def holding(text: str) -> Q:
    """Dwellings whose building, address, town and number hold every word of a text."""
    return containing(Dwelling, fold(text).split())


def in_state(state: str) -> Q:
    """The condition on what `with_state` annotates."""
    if state == DwellingState.IN_WORKS:
        return Q(is_in_works=True)
    return Q(is_in_works=False, is_full=state == DwellingState.OCCUPIED)


def home_rows(user, dwellings: QuerySet[Dwelling]) -> list[HomeRow]:
    """Dwellings read through `with_state`, in the order of buildings, with who lives there today. Three queries."""
    found = list(dwellings.order_by("building_id", "in_order", "pk"))
    running_now = Assignment.objects.filter(running(), dwelling__in=[dwelling.pk for dwelling in found])
    stays = defaultdict(list)
    for stay in seen_by(user, running_now.select_related("place").order_by("pk")):
        stays[stay.assignment.dwelling_id].append(stay)
    return [HomeRow(dwelling, state_of(dwelling), stays[dwelling.pk]) for dwelling in found]


def seen_by(user, assignments: QuerySet[Assignment]) -> list[Stay]:
    """Assignments with their households, where this user may open them. Two queries."""
    rows = list(assignments)
    names = visible_names(user, (row.household_id for row in rows))
    return [Stay(row, names.get(row.household_id)) for row in rows]


def dwelling_history(user, dwelling: Dwelling) -> list[Stay]:
    """Everybody who lived or lives there, the latest first, without the names that this user may not read."""
    return seen_by(user, dwelling.assignments.select_related("place"))


def free_dwellings(user, on: date | None = None) -> QuerySet[Dwelling]:
    """Dwellings with room on a day (today unless given), at the cooperative's disposal, not in works."""
    day = on or clock.today()
    held = Dwelling.objects.visible_to(user).held_on(day)
    return with_state(held, day).filter(in_state(DwellingState.FREE)).select_related("building")


def free_for(user, people: int) -> list[Dwelling]:
    """Free dwellings for so many people: those with beds enough first, the smallest before; at most a hundred."""
    enough = Case(When(beds__gte=people, then=0), default=1, output_field=IntegerField())
    return list(free_dwellings(user).order_by(enough, "beds", "building__name", "in_order", "pk")[:FREE_AT_MOST])


def search_dwellings(user, text: str) -> list[Dwelling]:
    """Dwellings by words of building, address, town and number, for whoever reads housing."""
    words = fold(text).split()
    return _found(Reader.of(user), shape_of(words)).objects(**given_words(words)) if words else []


@kept
def _found(reader: Reader, shape: Shape) -> QuerySet:
    """The dwellings of a search of this shape, as far as this reader may see them."""
    found = Dwelling.objects.visible_to(reader.as_user()).filter(containing_given(Dwelling, shape))
    found = found.select_related("building").only("label", "building__name", "building__municipality")
    return found.order_by("building_id", "in_order", "pk")[:FOUND_AT_MOST]
