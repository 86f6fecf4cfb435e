"""Writing tables as xlsx, ods or csv, row by row, so that a large archive fits."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from accanto.exchange.defused import defuse
from accanto.exchange.writing.tables import TABLES, Table

# A sheet holds 1,048,576 rows; what does not fit goes on in another.
ROWS_IN_A_SHEET = 1_000_000
FORMATS = ("xlsx", "ods", "csv")

ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


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
        yield [_safe(value) for value in row]


def _safe(value):
    """A value that no spreadsheet program runs and no file format refuses."""
    if not isinstance(value, str):
        return value
    return defuse(ILLEGAL_CHARACTERS_RE.sub("", value).replace("\r\n", "\n"))


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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as part:
            content = io.TextIOWrapper(part, "utf-8")
            content.write(ODS_HEAD)
            for name, titles, rows in sheets:
                content.write(f"<table:table table:name={quoteattr(name)}>")
                content.writelines(_ods_row(row) for row in chain([titles], rows))
                content.write("</table:table>")
            content.write(ODS_TAIL)
            content.flush()
    path.chmod(0o600)


def _ods_row(row: Iterable) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        shown = f"{value:%d/%m/%Y}"
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float | Decimal):
        shown, kind = str(value), f'office:value-type="float" office:value="{value}"'
    else:
        shown, kind = str(value), 'office:value-type="string"'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {kind}>{paragraphs}</table:table-cell>"
