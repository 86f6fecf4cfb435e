"""The pages of a building's common life, put together in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import open_buildings
from accanto.coexistence.pictures import history_picture
from accanto.coexistence.queries.cash import balance_of
from accanto.coexistence.queries.homes import living_now
from accanto.coexistence.queries.meetings import last_held, next_meeting, open_decisions
from accanto.coexistence.queries.representatives import representative_of
from accanto.coexistence.queries.rota import weeks_of
from accanto.coexistence.queries.rules import in_force
from accanto.coexistence.queries.self_management import Index, index_histories, index_history
from accanto.coexistence.weeks import monday_of
from accanto.housing.models import Building

BUILDINGS_ON_A_PAGE = 20


@dataclass(frozen=True)
class BuildingRow:
    """A building in the list: what waits there, and how far it runs itself."""

    building: Building
    now: Index
    before: Index

    @property
    def change(self) -> int | None:
        """Points since the quarter before; None where one of the two is unknown."""
        known = self.now.percent is not None and self.before.percent is not None
        return self.now.percent - self.before.percent if known else None


def building_page(user, cursor: str) -> Page:
    """Buildings by name, with turns to confirm, decisions late, and the index. Four queries."""
    late = Q(shared_spaces__turns__state="planned", shared_spaces__turns__week__lt=monday_of(clock.today()))
    overdue = Q(
        house_meetings__decisions__promise__state="open", house_meetings__decisions__promise__due_on__lt=clock.today()
    )
    rows = open_buildings(user).annotate(
        late_turns=Count("shared_spaces__turns", filter=late, distinct=True),
        late_decisions=Count("house_meetings__decisions", filter=overdue, distinct=True),
    )
    page = keyset_page(rows, by=("name", "id"), cursor=cursor, size=BUILDINGS_ON_A_PAGE)
    history = index_histories(page.rows, quarters=2)
    shown = [BuildingRow(row, history[row.pk][1], history[row.pk][0]) for row in page]
    return Page(shown, page.newer, page.older)


def life_of(user, building: Building, own: int | None = None) -> dict:
    """How a building lives: this week's turns, meetings, decisions, cash, index and its history."""
    week = monday_of(clock.today())
    history = index_history(building)
    return {
        "building": building,
        "week": next(iter(weeks_of(building, week, week, own)), None),
        "next_meeting": next_meeting(building),
        "last_meeting": last_held(building),
        "decisions": open_decisions(user, building),
        "balance": balance_of(building),
        "representative": representative_of(building),
        "rules": in_force(building),
        "homes": living_now(building),
        "index": history[-1],
        "history": history,
        "picture": history_picture(history),
    }
