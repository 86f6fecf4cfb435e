"""Figures without names. Restricted households are not in them: of those not even the number is told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from accanto.base import clock
from accanto.base.dates import add_months
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import OPEN, State

SMALLEST_CELL = 5


def shown_to(user, number: int) -> int | None:
    """The number as this person may see it: below five only coordinators do, who know the families anyway."""
    return number if user.is_coordinator or number == 0 or number >= SMALLEST_CELL else None


@dataclass(frozen=True)
class AreaRow:
    """One area and how many open requests it has in each state of OPEN; None: fewer than five."""

    area: SupportArea
    numbers: list[int | None]


def counts_by_state_and_area(user) -> list[AreaRow]:
    """Open requests by area and state; a request in two areas counts in both. Two queries."""
    rows = SupportRequest.objects.countable().still_open().order_by()
    counted = {(area, state): n for area, state, n in rows.values_list("areas", "state").annotate(Count("pk"))}
    return [
        AreaRow(area, [shown_to(user, counted.get((area.pk, state), 0)) for state in OPEN])
        for area in SupportArea.objects.all()
    ]


@dataclass(frozen=True)
class Month:
    """A month and how many requests came in and ended in it; None: fewer than five."""

    first: date
    opened: int | None
    closed: int | None


def flow_by_month(user, area: str = "", months: int = 12) -> list[Month]:
    """Requests that came in and that ended, month by month up to this one. Two queries.

    Proposals count from the day of the member's word; those she declined never do.
    """
    this_month = clock.today().replace(day=1)
    first = add_months(this_month, 1 - months)
    requests = SupportRequest.objects.countable().exclude(word_on=None).exclude(state=State.DECLINED)
    if area:
        requests = requests.filter(areas__code=area)
    opened, closed = _by_month(requests, "word_on", first), _by_month(requests, "ended_on", first)
    return [
        Month(month, shown_to(user, opened.get(month, 0)), shown_to(user, closed.get(month, 0)))
        for month in (add_months(first, n) for n in range(months))
    ]


def _by_month(requests, column: str, first: date) -> dict[date, int]:
    rows = requests.filter(**{f"{column}__gte": first}).order_by()
    return dict(rows.annotate(month=TruncMonth(column)).values_list("month").annotate(Count("pk")))
