"""Where the bars of a picture stand: numbers for an SVG, drawn by the template."""

from dataclasses import dataclass
from datetime import date

from accanto.support.queries import Month

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 220, 34, 26, 8
TICKS = 4


@dataclass(frozen=True)
class Bar:
    """One bar; `look` is the series it belongs to."""

    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its number."""

    y: float
    value: int


@dataclass(frozen=True)
class Group:
    """The bars of a month, and where its name stands. A hidden number has no bar."""

    month: date
    middle: float
    bars: list[Bar]


@dataclass(frozen=True)
class Picture:
    """Months side by side."""

    groups: list[Group]
    ticks: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    baseline: int = HEIGHT - BOTTOM
    label_y: int = HEIGHT - 8


def flow_picture(months: list[Month]) -> Picture:
    """What came in and what ended, two bars a month."""
    highest = max([number or 0 for month in months for number in (month.opened, month.closed)], default=0)
    step = max(1, -(-highest // TICKS))
    top = step * TICKS
    room = (WIDTH - LEFT) / max(1, len(months))
    groups = [_group(month, LEFT + room * place, room, top) for place, month in enumerate(months)]
    return Picture(groups, [Tick(_y(step * n, top), step * n) for n in range(TICKS + 1)])


def _group(month: Month, left: float, room: float, top: int) -> Group:
    wide = room * 0.36
    starts = (left + room * 0.12, left + room * 0.52)
    pairs = zip(("1", "3"), (month.opened, month.closed), starts, strict=True)
    bars = [
        Bar(look, round(x, 1), _y(number, top), round(wide, 1), round(HEIGHT - BOTTOM - _y(number, top), 1))
        for look, number, x in pairs
        if number
    ]
    return Group(month.first, round(left + room / 2, 1), bars)


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)
