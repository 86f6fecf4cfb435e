"""Tables written as OpenDocument sheets, row by row, so that a large archive fits."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from accanto.documents.defused import defuse

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><office:automatic-styles>'
    # Without a style of its own a day is shown as the number of days since 1899.
    '<number:date-style style:name="as_a_day" number:language="it" number:country="IT">'
    '<number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
    '</number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="as_a_day"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)

# (name, titles, rows)
Sheet = tuple[str, Iterable, Iterable[Iterable]]


def ods(sheets: Iterable[Sheet]) -> bytes:
    """An OpenDocument spreadsheet of some sheets. Cells are text, numbers, days or None; no text runs as a formula."""
    harmless = ((name, titles, [[safe(cell) for cell in row] for row in rows]) for name, titles, rows in sheets)
    written = io.BytesIO()
    write_ods(written, harmless)
    return written.getvalue()


def safe(value):
    """A value that no spreadsheet program runs and no file format refuses."""
    if not isinstance(value, str):
        return value
    return defuse(ILLEGAL_CHARACTERS_RE.sub("", value).replace("\r\n", "\n"))


def write_ods(target: Path | BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write sheets of `safe` values to a path or an open file, without holding them in memory."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as part:
            content = io.TextIOWrapper(part, "utf-8")
            content.write(ODS_HEAD)
            for name, titles, rows in sheets:
                content.write(f"<table:table table:name={quoteattr(str(name))}>")
                content.writelines(_row(row) for row in chain([titles], rows))
                content.write("</table:table>")
            content.write(ODS_TAIL)
            content.flush()


def _row(row: Iterable) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        shown = f"{value:%d/%m/%Y}"
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float | Decimal):
        shown, kind = str(value), f'office:value-type="float" office:value="{value}"'
    else:
        shown, kind = str(value), 'office:value-type="string"'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {kind}>{paragraphs}</table:table-cell>"
