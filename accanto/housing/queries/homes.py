"""Who lives where: reads for households, for dwellings and for those who assign them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accanto.base import clock
from accanto.base.dates import LATEST
from accanto.housing.models import Assignment, Dwelling, Works
from accanto.residents.models import Household
from accanto.residents.permissions import running


def home_of(household: Household) -> Assignment | None:
    """Where the household lives today: its latest running assignment, with place, dwelling and building."""
    return _homes().filter(household=household).first()


def homes_of(household_ids: list[int]) -> dict[int, Assignment]:
    """Where each of these households lives today, by household id; those without a home are left out."""
    rows = _homes().filter(household_id__in=household_ids)
    return {row.household_id: row for row in reversed(rows)}


def _homes() -> QuerySet[Assignment]:
    return Assignment.objects.filter(running()).select_related("dwelling__building", "place")


def stays_of(household: Household) -> list[Assignment]:
    """Every home that the household has or had, the latest first."""
    return list(household.assignments.select_related("dwelling__building", "place"))


def during(since: date, until: date | None) -> Q:
    """Rows of which at least one day lies between two days; an open end runs on."""
    return Q(since__lte=until or LATEST) & (Q(until=None) | Q(until__gte=since))


def assignments_in_the_way(dwelling, place, since, until, besides: int | None = None) -> QuerySet[Assignment]:
    """Assignments that a new one of this dwelling (or place of it) would overlap."""
    rows = dwelling.assignments.filter(during(since, until)).exclude(pk=besides)
    return rows.filter(Q(place=None) | Q(place=place)) if place else rows


def works_in_the_way(dwelling, since, until, besides: int | None = None) -> QuerySet[Works]:
    """Works in the dwelling between two days."""
    return dwelling.works.filter(during(since, until)).exclude(pk=besides)


def with_state(dwellings: QuerySet[Dwelling], on: date | None = None) -> QuerySet[Dwelling]:
    """Dwellings with `is_in_works`, `is_occupied` and from these, by `state_of`, what each is on a day."""
    day = on or clock.today()
    of_this = {"dwelling": OuterRef("pk")}
    return dwellings.annotate(
        is_in_works=Exists(Works.objects.filter(running(day), **of_this)),
        is_occupied=Exists(Assignment.objects.filter(running(day), **of_this)),
    )


def visible_names(user, household_ids) -> dict[int, Household]:
    """Those of these households whose name this user may read, by id."""
    return Household.objects.visible_to(user).in_bulk(set(household_ids))
