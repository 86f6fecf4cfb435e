"""Rows that are no data: totals, titles that repeat, lines that only head a block."""

import re

from accanto.base.text import fold
from accanto.exchange.cells.reading import as_text, is_blank
from accanto.exchange.kinds import Understood
from accanto.exchange.looks import LOOKS
from accanto.exchange.reading import Row

TOTALS = re.compile(r"^(?:totale|totali|tot|subtotale|sub totale|somma|complessivo|in tutto|n soci|numero soci)\b")
NARROW = 3
SAME_TITLES = 0.8
NAMING = ("full_name", "surname", "tenant", "person")


def what_it_is(understood: Understood, row: Row) -> str:
    """The problem code of a row that is no data, or empty."""
    written = [value for value in row.cells if not is_blank(value)]
    if not written:
        return "row_title"
    if TOTALS.match(fold(next((as_text(value) for value in written if isinstance(value, str)), ""))):
        return "row_total"
    if _repeats_titles(understood, row):
        return "row_heading_again"
    return "row_title" if _is_title(understood, row, written) else ""


def _repeats_titles(understood: Understood, row: Row) -> bool:
    titles = set(understood.header.folded)
    cells = [fold(as_text(value)) for value in row.cells if value is not None]
    return len(titles) >= 2 and len(cells) >= 2 and sum(cell in titles for cell in cells) >= len(cells) * SAME_TITLES


def _is_title(understood: Understood, row: Row, written: list) -> bool:
    """One cell alone in a wide sheet, unless it is somebody's name in the column of names."""
    if len(written) > 1 or len(understood.columns) <= NARROW:
        return False
    named = [understood.cell(row, name) for name in NAMING]
    return not any(value is not None and LOOKS["person"](value) for value in named)
