"""A whole folder read together: which sheets count, what each row says, and what rows say of each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from accanto.base import clock
from accanto.exchange import agreement_rows, homes, people, procedure_rows, rows
from accanto.exchange.fields import KINDS
from accanto.exchange.kinds import Understood, understand
from accanto.exchange.knowledge import Knowledge, learn, surname_first
from accanto.exchange.problems import Problem, Unreadable
from accanto.exchange.reading import read_file
from accanto.exchange.records import Dwelling, Member, Person, ReadSheet, Volunteer

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LOCK_FILES = ("~$", ".~lock", ".")
OUR_OWN = {"report.json"}
# Kinds of sheet from which names are learnt.
NAMING_PEOPLE = {"members", "volunteers"}


@dataclass
class Refused:
    """A file that could not be read, and why."""

    file: str
    problem: Problem


@dataclass
class Folder:
    """Everything that was read, in the order of the files."""

    sheets: list[ReadSheet] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def imported(self) -> list[ReadSheet]:
        return [sheet for sheet in self.sheets if not sheet.why_not]

    def of_kind(self, kind: str) -> list[ReadSheet]:
        return [sheet for sheet in self.imported if sheet.understood.kind == kind]


def files_in(path: Path) -> list[Path]:
    """The files of a folder that a person put there, by name; a single file stands for itself."""
    if path.is_file():
        return [path]
    files = (file for file in path.iterdir() if file.is_file() and file.name not in OUR_OWN)
    return sorted(file for file in files if not file.name.startswith(LOCK_FILES))


def open_files(files: Iterable[tuple[Path, str]]) -> tuple[list[Understood], list[Refused]]:
    """Read and understand files given as (path, the name the person knows); what cannot be read is refused."""
    understood, refused = [], []
    for path, name in files:
        try:
            understood.extend(understand(sheet) for sheet in read_file(path, name))
        except Unreadable as error:
            refused.append(Refused(name, error.problem))
    return understood, refused


def read_folder(
    understood: list[Understood],
    refused: Iterable[Refused] = (),
    left_out: Iterable[int] = (),
    with_remarks: bool = False,
) -> Folder:
    """Turn sheets into records with all their problems. `left_out`: places of sheets a person does not want."""
    folder = Folder([ReadSheet(sheet) for sheet in understood], list(refused))
    for place in left_out:
        folder.sheets[place].why_not = "sheet_left_out"
    _choose_sheets(folder)
    knowledge = Knowledge(clock.today())
    for sheet in folder.imported:
        if sheet.understood.kind in NAMING_PEOPLE:
            learn(knowledge, sheet.understood)
    for sheet in folder.sheets:
        _note_sheet(sheet, with_remarks)
        if not sheet.why_not:
            _read_rows(sheet, knowledge)
    _find_doubles(folder)
    return folder


def _choose_sheets(folder: Folder) -> None:
    """Leave out what is unknown, not imported yet, incomplete, or an older year of another sheet."""
    for sheet in folder.sheets:
        kind = sheet.understood.kind
        if sheet.why_not:
            continue
        if not sheet.understood.sheet.rows:
            sheet.why_not = "sheet_empty"
        elif not kind:
            sheet.why_not = "sheet_unknown"
        elif not KINDS[kind].is_imported:
            sheet.why_not = "sheet_not_imported_yet"
        elif sheet.understood.missing_essentials():
            sheet.why_not = "essential_missing"
    for sheet in folder.sheets:
        newer = _newer(sheet, folder.sheets) if not sheet.why_not else None
        if newer is not None:
            sheet.why_not = "sheet_older"
            sheet.say("sheet_older", newer=newer.understood.sheet.name)


def year_of(understood: Understood) -> int:
    """The year a sheet is of: named on its tab, in a line above its titles or in the name of its file; else 0."""
    for text in (understood.sheet.name, understood.file):
        if years := YEAR.findall(text):
            return int(max(years))
    return 0


def _newer(sheet: ReadSheet, sheets: list[ReadSheet]) -> ReadSheet | None:
    """A sheet of the same kind with a later year, which says the same things as they are now."""
    own = year_of(sheet.understood)
    later = [
        other
        for other in sheets
        if other.understood.kind == sheet.understood.kind
        and own
        and year_of(other.understood) > own
        and other.why_not in {"", "sheet_older"}
    ]
    return max(later, key=lambda other: year_of(other.understood), default=None)


def _note_sheet(sheet: ReadSheet, with_remarks: bool) -> None:
    """Say what concerns the sheet and its columns as a whole."""
    understood = sheet.understood
    sheet.problems.extend(understood.sheet.problems)
    if sheet.why_not == "sheet_not_imported_yet":
        sheet.say(sheet.why_not, what=KINDS[understood.kind].label)
    elif sheet.why_not == "essential_missing":
        sheet.say(sheet.why_not, what=", ".join(understood.missing_essentials()))
    elif sheet.why_not in {"sheet_unknown", "sheet_left_out"}:
        sheet.say(sheet.why_not)
    if sheet.why_not:
        return
    if not understood.header.last_row:
        sheet.say("sheet_no_header")
    _note_columns(sheet, with_remarks)
    _note_failed_formulas(sheet)


def _note_failed_formulas(sheet: ReadSheet) -> None:
    columns = {column.index: column for column in sheet.understood.fields.values()}
    for row, index, written in sheet.understood.sheet.failed:
        if column := columns.get(index):
            place = f"{column.letter}{row}"
            sheet.problems.append(Problem("calculation_error", row, column.title, place, written))


def _note_columns(sheet: ReadSheet, with_remarks: bool) -> None:
    kept = {column.index: name for name, column in sheet.understood.fields.items()}
    kind = KINDS[sheet.understood.kind]
    for column in sheet.understood.columns:
        name = kept.get(column.index)
        code = ""
        if name is None:
            code = "column_unknown" if column.values else ""
        elif name == "remarks":
            asked = "column_remarks_asked" if kind.name in NAMING_PEOPLE else "column_remarks_never"
            code = asked if with_remarks else "column_remarks"
        elif name == "record_check":
            code = "column_record_check"
        elif name == "file":
            code = "column_file"
        elif not kind.field(name).is_kept:
            code = "column_not_kept"
        if code:
            sheet.problems.append(Problem(code, column=column.title))
    if kind.name == "agreements" and "end" not in sheet.understood.fields:
        sheet.say("agreement_end_missing")
    if kind.name == "members" and "number" not in sheet.understood.fields:
        sheet.say("number_missing")
    if kind.name == "members" and "category" not in sheet.understood.fields and "number" in sheet.understood.fields:
        sheet.say("category_missing")


def _read_rows(sheet: ReadSheet, knowledge: Knowledge) -> None:
    understood = sheet.understood
    above = homes.Above()
    known: dict[tuple, Dwelling] = {}
    habits = replace(knowledge.habits, surname_first=surname_first(understood))
    for row in understood.sheet.rows:
        if row.number <= understood.header.last_row:
            continue
        sheet.rows_read += 1
        what = rows.what_it_is(understood, row)
        if what == "row_title" and understood.kind == "dwellings" and above.take_title(row):
            sheet.skipped.add(row.number)
        elif what:
            sheet.skip(what, row)
        elif understood.kind == "dwellings":
            if dwelling := homes.read_dwelling(sheet, row, above, knowledge):
                _add_dwelling(sheet, dwelling, known)
        elif understood.kind == "agreements":
            if agreement := agreement_rows.read_agreement(sheet, row, knowledge):
                sheet.agreements.append(agreement)
        elif understood.kind == "procedures":
            if procedure := procedure_rows.read_procedure(sheet, row, knowledge):
                sheet.procedures.append(procedure)
        else:
            _add_people(sheet, row, knowledge, habits)


def _add_people(sheet: ReadSheet, row, knowledge: Knowledge, habits) -> None:
    found = people.read_person(sheet, row, knowledge, habits)
    for place, person in enumerate(found):
        if isinstance(person, Member):
            if place == 0:
                people.read_member(sheet, row, person, knowledge)
            sheet.members.append(person)
        elif isinstance(person, Volunteer):
            if place == 0:
                people.read_volunteer(sheet, row, person, knowledge)
            sheet.volunteers.append(person)


def _add_dwelling(sheet: ReadSheet, dwelling: Dwelling, by_key: dict[tuple, Dwelling]) -> None:
    """A dwelling on several rows is one dwelling with several tenancies; a row that says nothing new is skipped."""
    known = by_key.setdefault(dwelling.key, dwelling)
    if known is dwelling:
        sheet.dwellings.append(dwelling)
        return
    row = sheet.row(dwelling.row)
    tenancy = next(iter(dwelling.tenancies), None)
    if tenancy is None or any(_same_tenancy(tenancy, other) for other in known.tenancies):
        sheet.skip("dwelling_twice", row, "unit", other=known.row)
    else:
        known.tenancies.append(tenancy)


def _same_tenancy(one, other) -> bool:
    return [name.casefold() for name in one.names] == [name.casefold() for name in other.names] and (
        one.start == other.start
    )


def _find_doubles(folder: Folder) -> None:
    """Keep each member once: by tax code, by number and name, by name and birth date."""
    for sheet in folder.imported:
        for what in ("members", "volunteers"):
            setattr(sheet, what, _once(sheet, getattr(sheet, what)))


def _once(sheet: ReadSheet, found: list) -> list:
    seen: dict[tuple, Person] = {}
    numbers: dict[int, Person] = {}
    kept = []
    for person in found:
        keys = list(_keys(person))
        earlier = next(((seen[key], key[0]) for key in keys if key in seen), None)
        if earlier:
            _say_twice(sheet, person, *earlier)
            continue
        seen.update(dict.fromkeys(keys, person))
        if getattr(person, "number", None) in numbers:
            other = numbers[person.number].row
            sheet.say("number_twice", sheet.row(person.row), "number", other=other)
            person.number = None
        elif getattr(person, "number", None):
            numbers[person.number] = person
        kept.append(person)
    return kept


def _keys(person: Person):
    """What makes two rows the same person, strongest first."""
    if person.tax_code:
        yield "tax_code", person.tax_code
    if getattr(person, "number", None):
        yield "number", person.number, person.words
    # Two valid and different tax codes are two people, whatever their names and birthdays.
    if person.born and not person.tax_code:
        yield "born", person.words, person.born


def _say_twice(sheet: ReadSheet, person: Person, earlier: Person, why: str) -> None:
    row = sheet.row(person.row)
    labels = {name: str(KINDS["members"].field(name).label) for name in ("tax_code", "number", "born")}
    different = [
        str(KINDS["members"].field(name).label)
        for name in ("admitted", "category", "share", "left", "address")
        if getattr(person, name, None) and getattr(person, name) != getattr(earlier, name, None)
    ]
    naming = "full_name" if "full_name" in sheet.understood.fields else "surname"
    said = {"other": earlier.row, "why": labels[why]}
    if different:
        sheet.skip("member_twice_differs", row, naming, what=", ".join(different), **said)
    else:
        sheet.skip("member_twice", row, naming, **said)
