"""Text with separators (csv): the encoding and the separator are found out, whatever the file is called."""

import csv
import io
from collections import Counter

from accanto.exchange.problems import Unreadable
from accanto.exchange.reading.sheet import Sheet, collect

SEPARATORS = ";,\t|"
SAMPLE_ROWS = 400
# A quotation mark that is never closed swallows the rest of the file into one cell.
MAX_LINES_IN_CELL = 60
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
# What Italian offices write beyond ASCII; the right encoding yields these and the wrong one yields symbols.
EXPECTED = set("àèéìíòóùúÀÈÉÌÒÙçÇñÑäëïöüÄËÏÖÜâêîôûÂÊÎÔÛãõšžŠŽøå€°ºª’‘“”–—«»…§´")
OTHER_FORMATS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"\x1f\x8b", b"Rar!", b"MZ")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b'{"', b"{\n", b"[\n", b"[{")

csv.field_size_limit(1024 * 1024)


def read(data: bytes, file: str) -> Sheet:
    """The one sheet of a text file. Raises Unreadable when it is not a table."""
    if data.startswith(OTHER_FORMATS) or data[:200].lstrip().lower().startswith(MARKUP):
        raise Unreadable("file_not_spreadsheet")
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace").lstrip("\ufeff")
    if not text.strip():
        raise Unreadable("file_empty")
    if _is_binary(text):
        raise Unreadable("file_not_spreadsheet")
    sheet = Sheet(file=file, name="", encoding=encoding)
    try:
        return collect(sheet, enumerate(_rows(text), start=1))
    except csv.Error as error:
        raise Unreadable("file_damaged") from error


def encoding_of(data: bytes) -> str:
    """The name of the encoding: by its mark, by being valid UTF-8, by zeros (UTF-16), else the likeliest old one."""
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    sample = data[:4096]
    if sample.count(0) > len(sample) // 5:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return max(EIGHT_BIT, key=lambda name: _likelihood(data, name))


def _likelihood(data: bytes, encoding: str) -> float:
    """How many of the letters beyond ASCII are ones that such a file would hold."""
    letters = Counter(data[:1_000_000].translate(None, bytes(range(128))).decode(encoding, "replace"))
    total = sum(letters.values()) or 1
    return sum(count for letter, count in letters.items() if letter in EXPECTED) / total


def _is_binary(text: str) -> bool:
    sample = text[:4096]
    odd = sum(letter < " " and letter not in "\t\r\n\f" or letter == "\ufffd" for letter in sample)
    return odd > len(sample) * 0.02


def _rows(text: str):
    separator, text = _declared_separator(text)
    separator = separator or separator_of(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    kept = list(rows)
    if any(cell.count("\n") > MAX_LINES_IN_CELL for row in kept for cell in row):
        kept = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE))
    return kept


def _declared_separator(text: str) -> tuple[str, str]:
    """Excel's own first line "sep=;" says the separator; it counts as a row, so it stays as a blank one."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first[4], "\n" + rest
    return "", text


def separator_of(text: str) -> str:
    """The separator that cuts most rows into the same number of cells, and into the most."""
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text[:400_000], newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for row, _ in zip(reader, range(SAMPLE_ROWS), strict=False) if any(row))
    except csv.Error:
        return 0.0, 0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda item: item[1] * min(item[0], 8))
    return count / sum(widths.values()) * min(width, 8), width
