"""Where the bars of a picture stand: numbers for an SVG, drawn by the template."""

from dataclasses import dataclass
from datetime import date

from accanto.base.pictures import Frame, Tick
from accanto.support.queries import Month

LINES = 4
WIDE = 0.36


@dataclass(frozen=True)
class Bar:
    """One bar; `look` is the series it belongs to."""

    look: str
    x: float
    y: float
    width: float
    height: float


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
    frame: Frame


def flow_picture(months: list[Month]) -> Picture:
    """What came in and what ended, two bars a month."""
    highest = max([number or 0 for month in months for number in (month.opened, month.closed)], default=0)
    step = max(1, -(-highest // LINES))
    frame = Frame(width=720, height=220, left=34, bottom=26, top=8, highest=step * LINES)
    room = frame.room(len(months))
    groups = [_group(frame, month, frame.left + room * place, room) for place, month in enumerate(months)]
    return Picture(groups, frame.ticks(step * n for n in range(LINES + 1)), frame)


def _group(frame: Frame, month: Month, left: float, room: float) -> Group:
    starts = (left + room * 0.12, left + room * 0.52)
    pairs = zip(("1", "3"), (month.opened, month.closed), starts, strict=True)
    bars = [
        Bar(look, round(x, 1), frame.y(number), round(room * WIDE, 1), frame.tall(number))
        for look, number, x in pairs
        if number
    ]
    return Group(month.first, round(left + room / 2, 1), bars)
