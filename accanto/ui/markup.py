"""Writing HTML, as Django's functions of the same names do: what is not already HTML is escaped.

A page calls these by the hundred. Django's look at each piece twice, for lazy strings; here `str` settles those.
"""

import re
from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

SPECIAL = re.compile("[&<>\"']")


def format_html(pattern: str, *args, **kwargs) -> SafeString:
    """The pattern with its pieces in place."""
    return SafeString(pattern.format(*map(_safe, args), **{name: _safe(piece) for name, piece in kwargs.items()}))


def format_html_join(separator: str, pattern: str, rows: Iterable) -> SafeString:
    """The pattern once for each row of pieces: tuples, or dictionaries by name."""
    written = (format_html(pattern, **row) if isinstance(row, dict) else format_html(pattern, *row) for row in rows)
    return SafeString(_safe(separator).join(written))


def fill(sentence: str, **pieces) -> SafeString:
    """A translated sentence with its pieces in place, as `blocktranslate` writes it; its own words may be HTML."""
    return SafeString(sentence % {name: _safe(piece) for name, piece in pieces.items()})


def _safe(piece) -> str:
    if type(piece) is SafeString:
        return piece
    if hasattr(piece, "__html__"):
        return piece.__html__()
    text = str(piece)
    return escape(text) if SPECIAL.search(text) else text
