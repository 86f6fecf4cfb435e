"""Excel workbooks (xlsx), streamed."""

from zipfile import ZipFile

from openpyxl import load_workbook

from accanto.exchange.problems import Problem
from accanto.exchange.reading.sheet import Sheet, collect


def read(archive: ZipFile, file: str) -> list[Sheet]:
    """The worksheets of a workbook, with the values that Excel last calculated."""
    book = load_workbook(archive.fp, read_only=True, data_only=True, keep_links=False)
    try:
        return [_sheet(worksheet, file) for worksheet in book.worksheets]
    finally:
        book.close()


def _sheet(worksheet, file: str) -> Sheet:
    # Declared dimensions are often wrong (A1:XFD1048576); without them rows come as they are.
    worksheet.reset_dimensions()
    sheet = Sheet(file=file, name=worksheet.title)
    if worksheet.sheet_state != "visible":
        sheet.problems.append(Problem("sheet_hidden"))
    return collect(sheet, enumerate(worksheet.iter_rows(values_only=True), start=1))
