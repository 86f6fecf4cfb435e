"""Open a spreadsheet of any honest kind, safely: bounded in size, time and memory.

The kind is told from what the file contains, never from its name.
"""

import zipfile
from pathlib import Path

from accanto.exchange.problems import Unreadable
from accanto.exchange.reading import delimited, opendocument, workbook, zipped
from accanto.exchange.reading.sheet import Row, Sheet

__all__ = ["MAX_BYTES", "MEGABYTE", "Row", "Sheet", "read_file"]

MAX_BYTES = 50 * 1024 * 1024
MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path, name: str = "") -> list[Sheet]:
    """The sheets of a file; `name` is what the person calls it. Raises Unreadable with the sentence to show."""
    name = name or path.name
    try:
        size = path.stat().st_size
        check_size(size)
        with path.open("rb") as file:
            start = file.read(8)
            if start == OLE:
                raise Unreadable("file_old_excel")
            if not start.startswith(b"PK"):
                return [delimited.read(path.read_bytes(), name)]
        return _read_zipped(path, name)
    except OSError as error:
        raise Unreadable("file_unreadable") from error


def check_size(size: int) -> None:
    """Refuse what is empty or larger than fifty megabytes."""
    if not size:
        raise Unreadable("file_empty")
    if size > MAX_BYTES:
        raise Unreadable("file_too_large", megabytes=round(size / MEGABYTE), limit=MAX_BYTES // MEGABYTE)


def _read_zipped(path: Path, name: str) -> list[Sheet]:
    try:
        with zipfile.ZipFile(path) as archive:
            kind = zipped.check(archive)
            return workbook.read(archive, name) if kind == "xlsx" else opendocument.read(archive, name)
    except Unreadable:
        raise
    # A damaged file fails in as many ways as there are parsers below; each means the same to the person.
    except Exception as error:
        raise Unreadable("file_damaged") from error
