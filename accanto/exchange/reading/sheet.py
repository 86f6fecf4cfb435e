"""A sheet as everything after reading sees it: numbered rows that are not blank."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from accanto.documents.defused import restore
from accanto.exchange.problems import Problem

MAX_ROWS = 200_000
MAX_COLUMNS = 120
MAX_BLANK_RUN = 5_000
MAX_CELL = 5_000
MAX_FAILED = 1_000
# What spreadsheet programs write, in English and in Italian, where a formula failed.
CALCULATION_ERRORS = {"#N/A", "#N/D", "#REF!", "#RIF!", "#VALUE!", "#VALORE!", "#DIV/0!", "#NAME?", "#NOME?", "#NUM!"}


class Row(NamedTuple):
    """One row that is not blank; `number` counts from one as the spreadsheet program shows it."""

    number: int
    cells: tuple

    def cell(self, column: int):
        """The value in a column, None beyond the end."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass
class Sheet:
    """A sheet: the file and tab it comes from, its rows, and what was noticed while reading.

    `failed` are the cells whose formula failed, as (number of the row, column from zero, what stood there); of a
    sheet that consists of them the first thousand are enough.
    """

    file: str
    name: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failed: list[tuple[int, int, str]] = field(default_factory=list)
    encoding: str = ""

    @cached_property
    def by_number(self) -> dict[int, Row]:
        """The rows by their numbers."""
        return {row.number: row for row in self.rows}

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def collect(sheet: Sheet, raw_rows: Iterable[tuple[int, Iterable]]) -> Sheet:
    """Fill a sheet from (number, cells) pairs, within the limits; blank rows are dropped, not counted twice."""
    blank_run = 0
    for number, raw in raw_rows:
        cells = _trimmed(_calculated(sheet, number, raw))
        blank_run = 0 if cells else blank_run + 1
        if cells:
            sheet.rows.append(Row(number, cells))
        if blank_run > MAX_BLANK_RUN:
            sheet.problems.append(Problem("sheet_cut_blank", said={"row": number - blank_run}))
            break
        if len(sheet.rows) >= MAX_ROWS:
            sheet.problems.append(Problem("sheet_cut_long", said={"limit": MAX_ROWS}))
            break
    if not sheet.rows:
        sheet.problems.append(Problem("sheet_empty"))
    return sheet


def _calculated(sheet: Sheet, number: int, raw: Iterable) -> list:
    """The cells of a row, empty where a formula failed: its sign is no name and no address."""
    cells = [clean(value) for value, _ in zip(raw, range(MAX_COLUMNS), strict=False)]
    if CALCULATION_ERRORS.isdisjoint(cells):
        return cells
    if len(sheet.failed) < MAX_FAILED:
        sheet.failed += [(number, column, value) for column, value in enumerate(cells) if value in CALCULATION_ERRORS]
    return [None if value in CALCULATION_ERRORS else value for value in cells]


def _trimmed(cells: list) -> tuple:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


# No-break spaces, zero-width marks and the control characters no database or XML takes.
_ODD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x200B, 0x200E, 0x200F, 0xFEFF]) | {
    0x00A0: " ",
    0x202F: " ",
    0x2007: " ",
}


def clean(value):
    """A cell without stray spaces and invisible characters; blank text is None."""
    if not isinstance(value, str):
        return value
    text = value[:MAX_CELL].translate(_ODD).encode("utf-8", "replace").decode().strip()
    return restore(text) or None
