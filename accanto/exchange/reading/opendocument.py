"""OpenDocument spreadsheets (ods), streamed: odfpy would hold the whole tree in memory."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import repeat
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from accanto.exchange.reading.sheet import MAX_BLANK_RUN, MAX_COLUMNS, Sheet, collect

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}


def read(archive: ZipFile, file: str) -> list[Sheet]:
    """The tables of a spreadsheet."""
    sheets = []
    with archive.open("content.xml") as content:
        events = iterparse(content, events=("start", "end"))
        for event, element in events:
            if event == "start" and element.tag == TABLE + "table":
                sheet = Sheet(file=file, name=element.get(TABLE + "name", ""))
                sheets.append(collect(sheet, _rows(events)))
    return sheets


def _rows(events: Iterator) -> Iterator[tuple[int, list]]:
    """Numbered rows up to the end of the table; each element is let go once it is read."""
    number = 0
    for event, element in events:
        if event != "end":
            continue
        if element.tag == TABLE + "table":
            return
        if element.tag == TABLE + "table-row":
            cells = _cells(element)
            times = _times(element, "rows")
            blank = all(value is None for value in cells)
            if blank:
                number += times
                yield number, []
            else:
                for _ in range(min(times, MAX_BLANK_RUN)):
                    number += 1
                    yield number, cells
            element.clear()


def _cells(row) -> list:
    cells = []
    for element in row:
        if element.tag in CELLS and len(cells) < MAX_COLUMNS:
            cells.extend(repeat(_value(element), min(_times(element, "columns"), MAX_COLUMNS)))
    return cells


def _times(element, what: str) -> int:
    return max(1, int(element.get(f"{TABLE}number-{what}-repeated", "1")))


def _value(element):
    kind = element.get(OFFICE + "value-type", "")
    if kind in {"float", "currency", "percentage"}:
        number = float(element.get(OFFICE + "value", "0"))
        return int(number) if number.is_integer() else number
    if kind == "date":
        return _moment(element.get(OFFICE + "date-value", ""))
    paragraphs = ["".join(part.itertext()) for part in element.findall(TEXT + "p")]
    return "\n".join(paragraphs) or None


def _moment(text: str) -> datetime | str:
    try:
        return datetime.combine(date.fromisoformat(text[:10]), datetime.min.time())
    except ValueError:
        return text
