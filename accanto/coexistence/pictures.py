"""Where the columns of the index stand: numbers for an SVG, drawn by the template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 360, 190, 32, 28, 22
FULL = 100
TICKS = (0, 25, 50, 75, 100)
WIDE = 0.56


@dataclass(frozen=True)
class Column:
    """A quarter: its name, its percents (None: nothing to count), and where its column stands."""

    label: str
    percent: int | None
    middle: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its number."""

    value: int
    y: float


@dataclass(frozen=True)
class HistoryPicture:
    """Quarters side by side, from 0 to 100."""

    columns: list[Column]
    ticks: list[Tick]
    in_words: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    baseline: int = HEIGHT - BOTTOM
    label_y: int = HEIGHT - 9


def history_picture(history) -> HistoryPicture:
    """The index of several quarters (objects with `.quarter` and `.percent`), the oldest first."""
    room = (WIDTH - LEFT) / max(1, len(history))
    columns = [_column(str(index.quarter), index.percent, LEFT + room * n, room) for n, index in enumerate(history)]
    said = "; ".join(_said(column) for column in columns)
    return HistoryPicture(columns, [Tick(value, _y(value)) for value in TICKS], said)


def _column(label: str, percent: int | None, left: float, room: float) -> Column:
    y = _y(percent or 0)
    return Column(
        label=label,
        percent=percent,
        middle=round(left + room / 2, 1),
        x=round(left + room * (1 - WIDE) / 2, 1),
        y=y,
        width=round(room * WIDE, 1),
        height=round(HEIGHT - BOTTOM - y, 1),
    )


def _said(column: Column) -> str:
    words = {"quarter": column.label, "percent": column.percent}
    if column.percent is None:
        return _("trimestre %(quarter)s: senza dati") % words
    return _("trimestre %(quarter)s: %(percent)s su 100") % words


def _y(value: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / FULL, 1)
