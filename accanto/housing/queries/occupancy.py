"""Occupancy over time: nights, months, and the strip of each home, computed from assignments and works."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from accanto.base import clock
from accanto.base.dates import add_months
from accanto.housing.models import Assignment, Dwelling, Works
from accanto.housing.queries.homes import during
from accanto.housing.states import DwellingState

WIDTH = 1000  # of a strip, in its own units


@dataclass(frozen=True)
class Window:
    """From a day to a day, both within."""

    first: date
    last: date

    @property
    def months(self) -> list[date]:
        """The first day of each month that it touches."""
        count = _index(self.last) - _index(self.first) + 1
        return [add_months(self.first.replace(day=1), step) for step in range(count)]

    def days_in(self, month: date) -> int:
        """How many days of a month lie within."""
        end = date(month.year, month.month, monthrange(month.year, month.month)[1])
        return (min(end, self.last) - max(month, self.first)).days + 1

    def x(self, day: date) -> int:
        """Where a day begins on a strip."""
        return round(WIDTH * (day - self.first).days / ((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Nights:
    """Nights of a period, a place of a shared home counted by itself. The last day of a stay counts."""

    used: int = 0
    available: int = 0
    in_works: int = 0

    def __add__(self, other: "Nights") -> "Nights":
        return Nights(self.used + other.used, self.available + other.available, self.in_works + other.in_works)

    @property
    def free(self) -> int:
        return max(0, self.available - self.used)

    @property
    def percent(self) -> int | None:
        """Nights used in a hundred available; None where none was."""
        return min(100, round(100 * self.used / self.available)) if self.available else None


@dataclass(frozen=True)
class Bar:
    """A piece of a strip: from where, how wide, what it is, and the same in days."""

    x: int
    width: int
    state: DwellingState
    since: date
    until: date | None


@dataclass(frozen=True)
class Strip:
    """One home, or one place of a shared home, over a window."""

    dwelling: Dwelling
    place: object | None = None
    bars: list[Bar] = field(default_factory=list)


def occupancy_by_month(dwellings: QuerySet[Dwelling], window: Window) -> list[tuple[date, Nights]]:
    """For each month of the window, the nights of these dwellings. Three queries, however many they are."""
    homes = {
        pk: (max(1, places), held_since, held_until)
        for pk, held_since, held_until, places in dwellings.order_by()
        .annotate(place_count=Count("places"))
        .values_list("pk", "held_since", "held_until", "place_count")
    }
    held = [(since or window.first, until, places) for places, since, until in homes.values()]
    stays = _rows(Assignment, homes, window, "place_id")
    works = _rows(Works, homes, window)
    used = tally(((since, until, 1 if place else homes[home][0]) for home, since, until, place in stays), window)
    shut = tally(((since, until, homes[home][0]) for home, since, until in works), window)
    ours = tally(held, window)
    return [(month, Nights(used[i], max(0, ours[i] - shut[i]), shut[i])) for i, month in enumerate(window.months)]


def _rows(model, homes: dict, window: Window, *columns: str) -> list[tuple]:
    rows = model.objects.filter(during(window.first, window.last)).order_by()
    found = rows.values_list("dwelling_id", "since", "until", *columns)
    return [row for row in found if row[0] in homes]


def nights(dwellings: QuerySet[Dwelling], since: date, until: date) -> Nights:
    """Nights used, available and in works of these dwellings from a day to a day, both counted."""
    months = occupancy_by_month(dwellings, Window(since, until))
    return sum((row for _month, row in months), start=Nights())


def tally(spans: Iterable[tuple[date, date | None, int]], window: Window) -> list[int]:
    """Days of each month of the window that spans (since, until, weight) cover; each span costs the same."""
    start, months = _index(window.first), window.months
    edges, full = [0] * len(months), [0] * (len(months) + 1)
    for since, until, weight in spans:
        first, last = max(since, window.first), min(until or window.last, window.last)
        if first > last:
            continue
        i, j = _index(first) - start, _index(last) - start
        if i == j:
            edges[i] += weight * (last.day - first.day + 1)
            continue
        edges[i] += weight * (monthrange(first.year, first.month)[1] - first.day + 1)
        edges[j] += weight * last.day
        full[i + 1] += weight
        full[j] -= weight
    days, whole = [], 0
    for i, month in enumerate(months):
        whole += full[i]
        days.append(edges[i] + whole * monthrange(month.year, month.month)[1])
    return days


def _index(day: date) -> int:
    return day.year * 12 + day.month


def strips_of(dwellings: QuerySet[Dwelling], window: Window) -> list[Strip]:
    """A strip for each home and each place of a shared one, in order. Four queries, and no name in them."""
    bars = defaultdict(list)
    ids = list(dwellings.values_list("pk", flat=True))
    within = during(window.first, min(window.last, clock.today()))
    for row in Assignment.objects.filter(within, dwelling__in=ids).order_by("since"):
        bars[row.dwelling_id, row.place_id].append(_bar(row, DwellingState.OCCUPIED, window))
    for row in Works.objects.filter(within, dwelling__in=ids).order_by("since"):
        bars[row.dwelling_id, None].append(_bar(row, DwellingState.IN_WORKS, window))
    strips = []
    for dwelling in dwellings.prefetch_related("places").order_by("building_id", "in_order", "pk"):
        whole = bars[dwelling.pk, None]
        places = list(dwelling.places.all())
        strips += [Strip(dwelling, place, whole + bars[dwelling.pk, place.pk]) for place in places] or [
            Strip(dwelling, None, whole)
        ]
    return strips


def _bar(row, state: DwellingState, window: Window) -> Bar:
    """An open end is drawn to today: what comes after is not known."""
    last = min(row.until or clock.today(), window.last)
    x = window.x(max(row.since, window.first))
    end = window.x(last + timedelta(days=1))
    return Bar(x=x, width=max(2, end - x), state=state, since=row.since, until=row.until)
