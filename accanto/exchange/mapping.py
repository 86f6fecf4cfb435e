"""Which column means what: titles and contents scored together, then assigned jointly."""

from dataclasses import dataclass, field

import highspy

from accanto.exchange import headings, looks
from accanto.exchange.cells.reading import as_text, is_blank
from accanto.exchange.fields import KINDS, Field, Kind
from accanto.exchange.reading import Sheet

ENOUGH = 0.42
CONTENT_SHARE = 0.65
CONTENT_ALONE = 0.75
UNSEEN = 0.85
# Between equals the earlier column is the first telephone, the later one the other, and one alone is the first.
EARLIER = 0.0005
IN_ORDER = 0.00001


@dataclass(slots=True)
class Column:
    """A column as the mapping sees it: its place, its possible titles and what is written in it."""

    index: int
    title: str
    titles: list[str]
    values: list = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict, repr=False)

    def share(self, test: str) -> float:
        """The share of its cells that pass a test of looks.py, counted once."""
        if test not in self.shares:
            self.shares[test] = looks.share(test, self.values)
        return self.shares[test]

    @property
    def letter(self) -> str:
        """As the spreadsheet program calls it: A, B, … AA."""
        letters, number = "", self.index + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


def columns_of(sheet: Sheet, titles: dict[int, list[str]], first_row: int) -> list[Column]:
    """The columns of a sheet from its first row of data on."""
    columns = []
    rows = [row for row in sheet.rows if row.number >= first_row]
    for index in range(sheet.width):
        known = [title for title in titles.get(index, []) if title]
        values = [row.cell(index) for row in rows if not is_blank(row.cell(index))]
        if known or values:
            column = Column(index, known[0] if known else "", known, values)
            column.title = column.title or f"({column.letter})"
            columns.append(column)
    return columns


def score(column: Column, wanted: Field, titles: list[str]) -> float:
    """From 0 to 1: how surely a column holds a field. A title that the content denies counts little."""
    near = max((headings.nearness(title, known) for title in column.titles for known in titles), default=0.0)
    if not column.values:
        return near * UNSEEN
    content = column.share(wanted.looks)
    named = near * (1 - CONTENT_SHARE + CONTENT_SHARE * content)
    unnamed = content**2 * looks.TELLING.get(wanted.looks, 0.0) * CONTENT_ALONE * _untitled(column, near)
    return max(named, unnamed)


def _untitled(column: Column, near: float) -> float:
    """A title that means something else speaks against what the content alone suggests."""
    if not column.titles:
        return 1.0
    return 0.85 if near else 0.7


def assign(columns: list[Column], kind: Kind) -> tuple[dict[str, Column], float]:
    """Field name → column, each at most once, with the largest sum of scores; and that sum, weighted."""
    pairs = [
        (column, wanted, points - EARLIER * (column.index + place) + IN_ORDER * column.index * place)
        for column in columns
        for place, wanted in enumerate(kind.fields)
        if (points := score(column, wanted, kind.headings(wanted))) >= ENOUGH
    ]
    chosen = [pairs[index] for index in _best(pairs)]
    total = sum(points * wanted.weight for _column, wanted, points in chosen)
    return {wanted.name: column for column, wanted, _points in chosen}, total


def _best(pairs: list[tuple[Column, Field, float]]) -> list[int]:
    """The assignment problem as a linear programme, whose corners are whole."""
    if not pairs:
        return []
    solver = highspy.Highs()
    solver.silent()
    taken = [solver.addVariable(lb=0, ub=1, obj=-points) for _column, _wanted, points in pairs]
    for group in _groups(pairs):
        solver.addConstr(sum(taken[index] for index in group) <= 1)
    solver.run()
    values = solver.getSolution().col_value
    return [index for index, value in enumerate(values) if value > 0.5]


def _groups(pairs: list[tuple[Column, Field, float]]) -> list[list[int]]:
    """Pairs that exclude each other: those of one column, those of one field."""
    groups: dict[tuple, list[int]] = {}
    for index, (column, wanted, _points) in enumerate(pairs):
        groups.setdefault(("column", column.index), []).append(index)
        groups.setdefault(("field", wanted.name), []).append(index)
    return [group for group in groups.values() if len(group) > 1]


def samples(column: Column, count: int = 4) -> list[str]:
    """A few different values, to show beside a proposal."""
    return list(dict.fromkeys(as_text(value)[:60] for value in column.values))[:count]


def known_headings() -> list[str]:
    """Every heading of every kind of sheet, once."""
    return list(
        dict.fromkeys(known for kind in KINDS.values() for wanted in kind.fields for known in kind.headings(wanted))
    )
