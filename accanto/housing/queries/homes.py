"""Who lives where: reads for households, for dwellings and for those who assign them."""

from datetime import date, timedelta

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.dates import LATEST
from accanto.base.due import Whose
from accanto.base.parameters import parameters_on
from accanto.base.statements import GivenId, kept
from accanto.housing.models import Assignment, Dwelling, Place, Works
from accanto.housing.states import DwellingState
from accanto.residents.models import Household
from accanto.residents.permissions import running
from accanto.residents.queries import of_whose

FORGOTTEN_AFTER = timedelta(days=180)


def home_of(household: Household) -> Assignment | None:
    """Where the household lives today: its latest running assignment, with place, dwelling and building."""
    return next(iter(_home(clock.today()).objects_of(household=household)), None)


@kept
def _home(day: date) -> QuerySet:
    return _homes(day).filter(household=GivenId("household"))[:1]


def homes_of(household_ids: list[int]) -> dict[int, Assignment]:
    """Where each of these households lives today, by household id; those without a home are left out."""
    rows = _homes(clock.today()).filter(household_id__in=household_ids)
    return {row.household_id: row for row in reversed(rows)}


def _homes(day: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(running(day)).select_related("dwelling__building", "place")


def stays_of(household: Household) -> list[Assignment]:
    """Every home that the household has or had, the latest first."""
    return list(household.assignments.select_related("dwelling__building", "place"))


def planned_ends(user, whose: Whose, until: date, limit: int) -> list[tuple[Assignment, date]]:
    """Running assignments of `whose` whose planned end comes near, with the day of the reminder.

    Reminders come as many days before as the parameters assignment_end_notice* say, and on the day itself;
    one that somebody has seen to does not come again. What ended on paper over half a year ago is history.
    """
    notices = sorted(int(row.value) for row in parameters_on("assignment_end_notice", clock.today()).values())
    last = until + timedelta(days=max(notices, default=0))
    rows = _ending(Reader.of(user), whose, last, limit * 2).objects()
    reminded = ((row, _reminder(row, [0, *notices], until)) for row in rows)
    return [(row, day) for row, day in reminded if day][:limit]


@kept
def _ending(reader: Reader, whose: Whose, last: date, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = of_whose(Assignment.objects.visible_to(user), user, whose).filter(
        since__lte=reader.day, until=None, planned_end__range=(reader.day - FORGOTTEN_AFTER, last)
    )
    rows = rows.select_related("household", "dwelling__building").order_by("planned_end", "pk")
    return rows.only(
        "since", "planned_end", "end_seen_on", "household__name", "dwelling__label", "dwelling__building__name"
    )[:limit]


def _reminder(assignment: Assignment, notices: list[int], until: date) -> date | None:
    """The latest reminder that has come by a day, unless somebody has seen to it."""
    days = [assignment.planned_end - timedelta(days=notice) for notice in notices]
    come = max((day for day in days if assignment.since <= day <= until), default=None)
    seen = assignment.end_seen_on
    return None if come is None or (seen and seen >= come) else come


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
    """Dwellings with `is_in_works` and `is_full` on a day (today unless given); `state_of` reads them.

    A shared home is full when it is assigned as a whole or each of its places is.
    """
    day = on or clock.today()
    of_this = {"dwelling": OuterRef("pk")}
    running_now = Assignment.objects.filter(running(day))
    free_places = Place.objects.filter(**of_this).exclude(Exists(running_now.filter(place=OuterRef("pk"))))
    whole = Exists(running_now.filter(place=None, **of_this))
    every_place = Exists(Place.objects.filter(**of_this)) & ~Exists(free_places)
    return dwellings.annotate(
        is_in_works=Exists(Works.objects.filter(running(day), **of_this)),
        is_full=Case(When(whole | every_place, then=True), default=False, output_field=BooleanField()),
    )


def state_of(dwelling: Dwelling) -> DwellingState:
    """What a dwelling read through `with_state` is on that day; free means that there is room."""
    if dwelling.is_in_works:
        return DwellingState.IN_WORKS
    return DwellingState.OCCUPIED if dwelling.is_full else DwellingState.FREE


def visible_names(user, household_ids) -> dict[int, Household]:
    """Those of these households whose name this user may read, by id."""
    return Household.objects.visible_to(user).in_bulk(set(household_ids))
