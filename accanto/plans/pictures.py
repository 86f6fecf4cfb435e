"""The profile of a person over time: one small picture for each domain, drawn on the server.

Small multiples instead of one picture of twelve crossing lines: each can be read on a phone and on paper.
"""

from dataclasses import dataclass
from datetime import date

from accanto.plans.models.matrix import HIGHEST, LOWEST
from accanto.plans.queries.matrix import Cell, Profile, Row

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 240, 112, 18, 10, 10, 24
AWAY_FROM_EDGE = 6
MARK = 11


@dataclass(frozen=True)
class Point:
    """One view at one moment; `differs`: the two do not see the same."""

    x: float
    y: float
    level: int
    differs: bool

    @property
    def left(self) -> float:
        """Where the square of her own view begins, before it is turned on its corner."""
        return round(self.x - MARK / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - MARK / 2, 1)


@dataclass(frozen=True)
class Panel:
    """One domain: both views over time."""

    row: Row
    worker: list[Point]
    own: list[Point]

    @property
    def worker_line(self) -> str:
        return _line(self.worker)

    @property
    def own_line(self) -> str:
        return _line(self.own)

    @property
    def now(self) -> Cell:
        return self.row.now


@dataclass(frozen=True)
class Tick:
    """A level with its line, or a day with its place."""

    at: float
    label: object
    anchor: str = "x"


@dataclass(frozen=True)
class Picture:
    """Twelve panels on the same axes."""

    panels: list[Panel]
    levels: list[Tick]
    days: list[Tick]
    band_y: float
    band_height: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    across: int = WIDTH - LEFT - RIGHT
    label_y: int = HEIGHT - 6


def profile_picture(profile: Profile) -> Picture:
    """Where lines, points and labels of a profile stand; time runs to scale from the first moment to the last."""
    days = [assessment.assessed_on for assessment in profile.assessments]
    places = [_x(day, days) for day in days]
    return Picture(
        panels=[_panel(row, places) for row in profile.rows],
        levels=[Tick(_y(level), level) for level in range(LOWEST, HIGHEST + 1)],
        days=_day_ticks(days, places),
        band_y=_y(HIGHEST) - AWAY_FROM_EDGE,
        band_height=round(_y(4) - _y(HIGHEST) + 2 * AWAY_FROM_EDGE, 1),
    )


def _panel(row: Row, places: list[float]) -> Panel:
    pairs = list(zip(places, row.cells, strict=True))
    worker = [Point(x, _y(cell.worker), cell.worker, cell.differ) for x, cell in pairs if cell.worker]
    own = [Point(x, _y(cell.own), cell.own, cell.differ) for x, cell in pairs if cell.own]
    return Panel(row, worker, own)


def _line(points: list[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _x(day: date, days: list[date]) -> float:
    first, last = days[0], days[-1]
    room = WIDTH - LEFT - RIGHT - 2 * AWAY_FROM_EDGE
    share = (day - first).days / (last - first).days if last > first else 0.5
    return round(LEFT + AWAY_FROM_EDGE + room * share, 1)


def _y(level: int) -> float:
    room = HEIGHT - TOP - BOTTOM
    return round(TOP + room * (HIGHEST - level) / (HIGHEST - LOWEST), 1)


def _day_ticks(days: list[date], places: list[float]) -> list[Tick]:
    """The first and the last day; one alone stands in the middle."""
    if len(days) == 1:
        return [Tick(places[0], days[0])]
    return [Tick(LEFT, days[0], "start"), Tick(WIDTH - RIGHT, days[-1], "end")]
