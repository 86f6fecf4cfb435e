"""What a sheet contains, judged by its columns; its name only tips the balance."""

from dataclasses import dataclass, field

from accanto.base.text import fold
from accanto.exchange import headers, mapping
from accanto.exchange.cells.reading import as_text
from accanto.exchange.fields import HEADINGS, KINDS, Kind
from accanto.exchange.headers import Header
from accanto.exchange.headings import nearness
from accanto.exchange.looks import LOOKS
from accanto.exchange.mapping import Column
from accanto.exchange.problems import Problem
from accanto.exchange.reading import Sheet

ENOUGH = 1.1
NAME_HINT = 0.6
ESSENTIAL_MISSING = 0.35
PROSE = 0.6


@dataclass
class Understood:
    """A sheet with what it is taken for and which column means what; a person may change both."""

    sheet: Sheet
    header: Header
    columns: list[Column]
    kind: str = ""
    fields: dict[str, Column] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.sheet.file

    def column_of(self, name: str) -> Column | None:
        return self.fields.get(name)

    def cell(self, row, name: str):
        """What a row holds for a field, None when no column means it."""
        column = self.fields.get(name)
        return row.cell(column.index) if column else None

    def problem(self, code: str, row=None, name: str = "", /, **said) -> Problem:
        """A problem at a cell of a row, by the field that the column holds."""
        column = self.fields.get(name)
        if row is None or column is None:
            return Problem(code, row.number if row else None, said=said)
        value = as_text(row.cell(column.index))[:200]
        return Problem(code, row.number, column.title, f"{column.letter}{row.number}", value, said)

    def has_address_lines(self) -> bool:
        """Whether lines with nothing but an address head blocks of rows."""
        written = ([value for value in row.cells if value is not None] for row in self.sheet.rows)
        return any(len(values) == 1 and LOOKS["address"](values[0]) for values in written)

    def missing_essentials(self) -> list[str]:
        """The labels of the columns without which nothing can be imported."""
        kind = KINDS[self.kind]
        missing = [group for group in kind.essentials if not any(name in self.fields for name in group)]
        if self.kind == "dwellings" and self.has_address_lines():
            missing = [group for group in missing if "building" not in group]
        return [str(kind.field(group[0]).label) for group in missing]


def understand(sheet: Sheet) -> Understood:
    """Find titles, columns and the kind of a sheet."""
    header = headers.find(sheet)
    columns = mapping.columns_of(sheet, header.titles, header.last_row + 1)
    understood = Understood(sheet, header, columns)
    fits = {name: mapping.assign(columns, kind) for name, kind in KINDS.items()}
    points = {name: _points(understood, KINDS[name], *fit) for name, fit in fits.items()}
    best = max(points, key=points.get)
    if points[best] >= ENOUGH:
        understood.kind, understood.fields = best, fits[best][0]
        if KINDS[best].is_imported:
            _find_remarks(understood)
    return understood


def _find_remarks(understood: Understood) -> None:
    """A column that nothing explains and that holds whole phrases is free remarks, whatever its title."""
    taken = {column.index for column in understood.fields.values()}
    untaken = (column for column in understood.columns if column.index not in taken)
    free = [column for column in untaken if column.values and is_prose(column)]
    if free and "remarks" not in understood.fields:
        understood.fields["remarks"] = free[0]


def is_prose(column: Column) -> bool:
    """Whether a column holds whole phrases, or says by its title that it holds remarks."""
    titled = any(nearness(title, known) > 0.9 for title in column.titles for known in HEADINGS["people"]["remarks"])
    if titled:
        return True
    telling = max(column.share(test) for test in ("address", "address_and_unit"))
    return column.share("remark") >= PROSE and telling < 1 - PROSE


def _points(understood: Understood, kind: Kind, fields: dict[str, Column], total: float) -> float:
    sheet, header = understood.sheet, understood.header
    if Understood(sheet, header, understood.columns, kind.name, fields).missing_essentials():
        return total * ESSENTIAL_MISSING
    named = fold(" ".join([sheet.file, sheet.name, *header.above]).replace("_", " "))
    hinted = any(word in named.split() for word in kind.file_words)
    return total + NAME_HINT * hinted


def retake(understood: Understood, kind: str, chosen: dict[str, int] | None = None) -> Understood:
    """The same sheet as another kind, or with the columns that a person chose (field name → column index)."""
    if chosen is None:
        fields = mapping.assign(understood.columns, KINDS[kind])[0] if kind else {}
    else:
        by_index = {column.index: column for column in understood.columns}
        fields = {name: by_index[index] for name, index in chosen.items() if index in by_index}
    return Understood(understood.sheet, understood.header, understood.columns, kind, fields)
