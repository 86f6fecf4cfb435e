"""Where the columns of the index stand: numbers for an SVG, drawn by the template."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accanto.base.pictures import Frame, Tick

FRAME = Frame(width=360, height=190, left=32, bottom=28, top=22, highest=100, label_gap=9)
NUMBERS = (0, 25, 50, 75, 100)
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
class HistoryPicture:
    """Quarters side by side, from 0 to 100."""

    columns: list[Column]
    ticks: list[Tick]
    in_words: str
    frame: Frame = FRAME

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to draw: a house that has just begun has none."""
        return any(column.percent is not None for column in self.columns)


def history_picture(history) -> HistoryPicture:
    """The index of several quarters (objects with `.quarter` and `.percent`), the oldest first."""
    room = FRAME.room(len(history))
    columns = [
        _column(str(index.quarter), index.percent, FRAME.left + room * n, room) for n, index in enumerate(history)
    ]
    return HistoryPicture(columns, FRAME.ticks(NUMBERS), "; ".join(_said(column) for column in columns))


def _column(label: str, percent: int | None, left: float, room: float) -> Column:
    return Column(
        label=label,
        percent=percent,
        middle=round(left + room / 2, 1),
        x=round(left + room * (1 - WIDE) / 2, 1),
        y=FRAME.y(percent or 0),
        width=round(room * WIDE, 1),
        height=FRAME.tall(percent or 0),
    )


def _said(column: Column) -> str:
    words = {"quarter": column.label, "percent": column.percent}
    if column.percent is None:
        return _("trimestre %(quarter)s: senza dati") % words
    return _("trimestre %(quarter)s: %(percent)s su 100") % words
