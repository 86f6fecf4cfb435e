"""How far each building runs itself, as figures without names."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.coexistence.queries.self_management import Index, index_histories
from accanto.coexistence.weeks import Quarter
from accanto.housing.models import Building

QUARTERS = 5
# Of one or two homes the index would be about one family; it is a mean of shares, so five need not live there.
FEWEST_HOMES = 3
BUILDINGS_ON_A_PAGE = 20
HOMES = "dwellings__assignments"


@dataclass(frozen=True)
class FigureRow:
    """A building and its index by quarter, the oldest first; not told where it would name somebody."""

    building: Building
    history: list[Index]
    is_told: bool


def quarters_told() -> list[Quarter]:
    """The quarters of the table, the oldest first."""
    now = Quarter.of(clock.today())
    return [now.before(steps) for steps in range(QUARTERS - 1, -1, -1)]


def figure_page(user, cursor: str) -> Page:
    """Buildings by name with their index of five quarters. Of fewer than three homes only coordinators read it.

    Five queries.
    """
    today = clock.today()
    lived_in = Q(**{f"{HOMES}__since__lte": today}) & (
        Q(**{f"{HOMES}__until": None}) | Q(**{f"{HOMES}__until__gte": today})
    )
    rows = Building.objects.annotate(homes=Count(f"{HOMES}__household", filter=lived_in, distinct=True))
    page = keyset_page(rows, by=("name", "id"), cursor=cursor, size=BUILDINGS_ON_A_PAGE)
    history = index_histories(page.rows, QUARTERS)
    shown = [FigureRow(row, history[row.pk], user.is_coordinator or row.homes >= FEWEST_HOMES) for row in page]
    return Page(shown, page.newer, page.older)
