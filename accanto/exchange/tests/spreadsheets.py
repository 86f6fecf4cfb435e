"""Spreadsheets as other cooperatives keep them, invented, and the means to write them in any format."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from accanto.base import clock
from accanto.exchange import folder, tenants
from config import home

DATA = Path(__file__).with_name("data")
# Two typical cooperatives that may lie beside the project, each with the key of what is in it.
SAMPLES = home.ROOT.parent / "shared" / "data" / "import"
COOPERATIVES = sorted(path for path in SAMPLES.glob("*") if (path / "answer-key.json").exists())
CATEGORIES = {"ordinario": "ordinary", "assegnatario": "assignee", "volontario": "volunteer"}


def key_of(sample: Path) -> dict:
    """What is in a sample cooperative."""
    return json.loads((sample / "answer-key.json").read_text("utf-8"))


def day(text: str | None) -> date | None:
    """A day of a key."""
    return date.fromisoformat(text) if text else None


def rows_of(name: str) -> list[list]:
    """The rows of a table in tests/data; whole numbers are numbers, as a spreadsheet program has them.

    aurora: titles above, headings over two rows, name in two columns, homes in blocks under their address, totals.
    betulla: given name first in one cell, place and date of birth together, the unit within the address.
    """
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return [[int(cell) if cell.isdigit() else cell or None for cell in row] for row in csv.reader(file)]


def write_xlsx(path: Path, sheets: dict[str, list[list]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append(row)
    book.save(path)
    return path


def write_ods(path: Path, sheets: dict[str, list[list]]) -> Path:
    """An OpenDocument spreadsheet with these sheets, written by a library that the project does not read with."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_cell(value) -> TableCell:
    if isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=str(value))
    else:
        cell = TableCell(valuetype="string") if value else TableCell()
    if value not in (None, ""):
        cell.addElement(P(text=str(value)))
    return cell


def write_csv(path: Path, rows: list[list], separator: str = ";", encoding: str = "utf-8") -> Path:
    """A text file with these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["" if cell is None else cell for cell in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def read(path: Path) -> folder.Folder:
    """A folder or a file, read as the import reads it."""
    found = folder.read_folder(*folder.open_files((file, file.name) for file in folder.files_in(path)))
    everybody = [person for sheet in found.imported for person in sheet.people]
    tenants.settle(found.of_kind("dwellings"), everybody, clock.today())
    return found
