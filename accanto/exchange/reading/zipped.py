"""What may be inside a zipped spreadsheet before a parser sees it."""

from zipfile import ZipFile

from accanto.exchange.problems import Unreadable

MEGABYTE = 1024 * 1024
# Sheets are streamed, and a sheet formatted down to its last row is honest though huge; the rest is held in memory.
MAX_TOTAL = 512 * MEGABYTE
MAX_PART = 96 * MEGABYTE
MAX_PARTS = 5000
STREAMED = ("xl/worksheets/", "content.xml")
CHUNK = MEGABYTE


def check(archive: ZipFile) -> str:
    """ "xlsx" or "ods"; raises Unreadable for a bomb, a macro file and what is no spreadsheet.

    The sizes are those that the directory declares: zipfile never unpacks a part beyond them.
    """
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if not part.filename.startswith(STREAMED)), default=0)
    if len(parts) > MAX_PARTS or total > MAX_TOTAL or largest > MAX_PART:
        raise Unreadable("file_bomb", megabytes=round(total / MEGABYTE))
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Unreadable("file_macros")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and b"spreadsheet" in _mimetype(archive, names):
        return "ods"
    raise Unreadable("file_not_spreadsheet")


def _mimetype(archive: ZipFile, names: set[str]) -> bytes:
    return archive.read("mimetype")[:200] if "mimetype" in names else b""
