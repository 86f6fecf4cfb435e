"""Find the row of titles, wherever it is, on one line or on two."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from accanto.base.text import fold
from accanto.exchange.cells import dates
from accanto.exchange.cells.reading import as_text
from accanto.exchange.headings import nearness
from accanto.exchange.mapping import known_headings
from accanto.exchange.reading import Row, Sheet

SEARCHED_ROWS = 60
SURE = 0.7
FEWEST = 2
TWO_ROWS_GAIN = 0.5


@dataclass(frozen=True, slots=True)
class Header:
    """Where the titles stand; `last_row` 0 means that there are none. `above` holds the lines before them."""

    last_row: int = 0
    titles: dict[int, list[str]] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)

    @property
    def folded(self) -> tuple[str, ...]:
        """The titles as they would stand if a page break repeated them."""
        return tuple(fold(titles[0]) for _index, titles in sorted(self.titles.items()) if titles)


@lru_cache(maxsize=4_000)
def _nearest(title: str) -> float:
    return max(nearness(title, known) for known in known_headings())


def _is_data(value) -> bool:
    """A number, a day or a text mostly of digits is no title."""
    if value is None:
        return False
    if isinstance(value, (int, float, date)):
        return True
    text = as_text(value)
    return sum(letter.isdigit() for letter in text) > len(text) / 3 or bool(dates.find_date(text))


def _points(titles: dict[int, list[str]], row: Row) -> tuple[int, float]:
    """How many cells are known titles, and how surely; cells that are data count against the row."""
    near = [max(map(_nearest, options)) for options in titles.values() if options]
    sure = [points for points in near if points >= SURE]
    return len(sure), sum(sure) - 0.7 * sum(map(_is_data, row.cells))


def _titles(row: Row) -> dict[int, list[str]]:
    return {
        index: [" ".join(as_text(value).split())]
        for index, value in enumerate(row.cells)
        if isinstance(value, str) and len(value) <= 90 and not _is_data(value)
    }


def _joined(upper: Row, lower: Row) -> dict[int, list[str]]:
    """Titles over two rows: "Nascita" above "Luogo" and "Data"; each lower title also stands alone."""
    titles, above = {}, ""
    lower_titles = _titles(lower)
    upper_titles = _titles(upper)
    for index in range(max(len(upper.cells), len(lower.cells))):
        above = upper_titles.get(index, [above])[0]
        below = lower_titles.get(index, [""])[0]
        if below:
            titles[index] = [f"{above} {below}".strip(), below]
        elif index in upper_titles:
            titles[index] = [above]
    return titles


def find(sheet: Sheet) -> Header:
    """The likeliest row of titles among the first rows, or two that belong together."""
    rows = sheet.rows[:SEARCHED_ROWS]
    best, best_points = None, 0.0
    for place, row in enumerate(rows):
        titles = _titles(row)
        count, points = _points(titles, row)
        if count >= FEWEST and points > best_points:
            best, best_points = (place, place, titles), points
        if place + 1 < len(rows) and _may_continue(row, rows[place + 1]):
            joined = _joined(row, rows[place + 1])
            count, points = _points(joined, rows[place + 1])
            if count >= FEWEST and points > best_points + TWO_ROWS_GAIN:
                best, best_points = (place, place + 1, joined), points
    if best is None:
        return Header()
    first, last, titles = best
    return Header(rows[last].number, titles, [as_text(value) for row in rows[:first] for value in row.cells if value])


def _may_continue(upper: Row, lower: Row) -> bool:
    """Two neighbouring rows of titles only: no data in either, and something known below."""
    if lower.number != upper.number + 1 or any(map(_is_data, (*upper.cells, *lower.cells))):
        return False
    if upper.cells[0] is not None and sum(value is not None for value in upper.cells) == 1:
        return False  # the title of the whole sheet
    return any(_nearest(title) >= SURE for options in _titles(lower).values() for title in options)
