"""Writing tables as xlsx, ods or csv, row by row, so that a large archive fits."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from django.utils import translation
from openpyxl import Workbook

from accanto.documents.sheets import safe, write_ods
from accanto.exchange.writing.tables import TABLES, Table

# A sheet holds 1,048,576 rows; what does not fit goes on in another.
ROWS_IN_A_SHEET = 1_000_000
FORMATS = ("xlsx", "ods", "csv")


def write(folder: Path, kind: str, *, by, day: date, with_text: bool = False) -> tuple[list[Path], dict[str, int]]:
    """Write every table into a folder: one workbook, or for csv a file each. Returns the files and rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    # Titles and words are written in the language that the import reads, whoever exports.
    with translation.override("it"):
        sheets = ((table, _counted(table, by, with_text, counts)) for table in TABLES)
        if kind == "csv":
            return [_write_csv(folder / f"{table.name}.csv", table, rows) for table, rows in sheets], counts
        path = folder / f"accanto-{day:%Y-%m-%d}.{kind}"
        (_write_xlsx if kind == "xlsx" else _write_ods)(path, _in_sheets(sheets))
        return [path], counts


def zipped(files: list[Path], path: Path) -> Path:
    """Several files in one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def _counted(table: Table, by, with_text: bool, counts: dict[str, int]) -> Iterator[list]:
    counts[table.name] = 0
    for row in table.rows(by, with_text):
        counts[table.name] += 1
        yield [safe(value) for value in row]


def _in_sheets(sheets: Iterable[tuple[Table, Iterator[list]]]) -> Iterator[tuple[str, tuple, Iterable[list]]]:
    """(name, titles, rows) of each sheet; a table too long for one goes on in the next."""
    for table, rows in sheets:
        number, first = 1, next(rows, None)
        while first is not None or number == 1:
            name = str(table.label) if number == 1 else f"{table.label} {number}"
            yield name, table.titles, islice(chain([first] if first else [], rows), ROWS_IN_A_SHEET)
            number, first = number + 1, next(rows, None)


def _write_csv(path: Path, table: Table, rows: Iterator[list]) -> Path:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(table.titles)
        writer.writerows([_as_italian(value) for value in row] for row in rows)
    path.chmod(0o600)
    return path


def _as_italian(value):
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else value


def _write_xlsx(path: Path, sheets: Iterable[tuple[str, tuple, Iterable[list]]]) -> None:
    book = Workbook(write_only=True)
    for name, titles, rows in sheets:
        worksheet = book.create_sheet(name)
        worksheet.append(titles)
        for row in rows:
            worksheet.append(row)
    book.save(path)
    path.chmod(0o600)


def _write_ods(path: Path, sheets: Iterable[tuple[str, tuple, Iterable[list]]]) -> None:
    write_ods(path, sheets)
    path.chmod(0o600)
