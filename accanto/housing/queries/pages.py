"""Pages put together in a fixed number of queries."""

from datetime import date
from itertools import groupby

from accanto.base import clock
from accanto.housing.models import Application, Building, Dwelling
from accanto.housing.queries.dwellings import Stay, dwelling_history
from accanto.housing.queries.homes import state_of, stays_of
from accanto.housing.queries.notifications import guests_of, term
from accanto.housing.queries.occupancy import WIDTH, Nights, Window, occupancy_by_month, strips_of
from accanto.housing.states import DwellingState
from accanto.residents.models import Household
from accanto.ui.components.charts import Series


def dwelling_page(user, dwelling: Dwelling) -> dict:
    """A dwelling with who lives there and lived there, its places, works, and the guests to be told of."""
    history = dwelling_history(user, dwelling)
    present = [stay for stay in history if is_present(stay)]
    guests = guests_of([stay.assignment for stay in present if stay.household])
    return {
        "dwelling": dwelling,
        "state": state_of(dwelling),
        "present": present,
        "past": [stay for stay in history if not is_present(stay)],
        "places": places_of(dwelling, present),
        "works": dwelling.works.all(),
        "guests": [guest for stay in present for guest in guests.get(stay.assignment.pk, [])],
        "term": term(),
    }


def is_present(stay: Stay) -> bool:
    """Whether the assignment runs today."""
    today = clock.today()
    return stay.assignment.since <= today <= (stay.assignment.until or today)


def places_of(dwelling: Dwelling, present: list[Stay]) -> list[tuple]:
    """The places of a shared home, each with its stay of today or None."""
    taken = {stay.assignment.place_id: stay for stay in present}
    return [(place, taken.get(place.pk, taken.get(None))) for place in dwelling.places.all()]


def household_home(user, household: Household) -> dict:
    """Where a household lives and lived, of whom public security has to be told, what it applied for."""
    stays = stays_of(household)
    running_now = [row for row in stays if is_present(Stay(row, household))]
    guests = guests_of(running_now)
    return {
        "homes": running_now,
        "past": [row for row in stays if row not in running_now],
        "guests": [guest for row in running_now for guest in guests.get(row.pk, [])],
        "applications": Application.objects.visible_to(user).filter(household=household),
        "term": term(),
    }


def years_window(years: tuple[int, int]) -> Window:
    """Whole years as a window."""
    return Window(date(years[0], 1, 1), date(years[1], 12, 31))


def strips_page(building: Building, years: tuple[int, int]) -> dict:
    """The picture of a building: a strip for each home, the years above it, today's line."""
    window = years_window(years)
    today = clock.today()
    return {
        "years": range(years[0], years[1] + 1),
        "strips": strips_of(building.dwellings.all(), window),
        "now": min(WIDTH, max(0, window.x(today))),
    }


def occupancy_page(user, years: tuple[int, int]) -> dict:
    """All dwellings by month up to today: homes on average, and nights by year."""
    window = years_window(years)
    window = Window(window.first, max(window.first, min(window.last, clock.today())))
    months = occupancy_by_month(Dwelling.objects.visible_to(user), window)
    return {
        "points": [f"{month:%m/%Y}" for month, _nights in months],
        "series": [
            Series(DwellingState.OCCUPIED.label, _average(months, window, "used"), "1"),
            Series(DwellingState.IN_WORKS.label, _average(months, window, "in_works"), "4"),
            Series(DwellingState.FREE.label, _average(months, window, "free"), "3"),
        ],
        "by_year": list(_by_year(months)),
        "buildings": Building.objects.visible_to(user).order_by("name", "pk")[:100],
    }


def _average(months, window: Window, name: str) -> list[float]:
    """Homes on an average day of each month."""
    return [round(getattr(row, name) / window.days_in(month), 1) for month, row in months]


def _by_year(months):
    for year, rows in groupby(months, key=lambda pair: pair[0].year):
        yield year, sum((row for _month, row in rows), start=Nights())
