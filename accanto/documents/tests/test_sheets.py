"""Sheets that a spreadsheet program opens and does not run."""

import io
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from odf.number import DateStyle
from odf.opendocument import load
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText

from accanto.documents.sheets import ods


def cells(content: bytes) -> dict[str, list[list[str]]]:
    return {
        table.getAttribute("name"): [
            [extractText(cell) for cell in row.getElementsByType(TableCell)]
            for row in table.getElementsByType(TableRow)
        ]
        for table in load(io.BytesIO(content)).spreadsheet.getElementsByType(Table)
    }


def test_sheets_hold_what_was_written():
    rows = [["Ore <lunghe> & corte", 12, Decimal("3.50"), date(2026, 11, 22), None]]
    written = cells(ods([("Ore", [_("Che cosa"), "N."], rows), ("Notti", ["N."], [])]))
    assert written == {
        "Ore": [["Che cosa", "N."], ["Ore <lunghe> & corte", "12", "3.50", "22/11/2026", ""]],
        "Notti": [["N."]],
    }


def test_a_day_is_shown_as_a_day():
    sheet = load(io.BytesIO(ods([("Ore", ["Quando"], [[date(2026, 11, 22)]])])))
    (shown,) = [cell for cell in sheet.spreadsheet.getElementsByType(TableCell) if cell.getAttribute("datevalue")]
    styles = {style.getAttribute("name"): style for style in sheet.automaticstyles.getElementsByType(Style)}
    written_as = styles[shown.getAttribute("stylename")].getAttribute("datastylename")
    assert written_as in [style.getAttribute("name") for style in sheet.automaticstyles.getElementsByType(DateStyle)]


def test_what_looks_like_a_formula_is_text():
    assert cells(ods([("Foglio", [], [["=1+1", "@SUM(A1)", "a\x00b"]])]))["Foglio"][1] == ["'=1+1", "'@SUM(A1)", "ab"]
