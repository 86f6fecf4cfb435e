"""Cells that a spreadsheet program would run as formulas, made harmless and made whole again.

A text that begins with = + - @ or a control sign gets one apostrophe more; reading takes one away.
"""

import re

RISKY = re.compile(r"'*[=+\-@\t\r\n]")


def defuse(text: str) -> str:
    """The text as it is written into a file."""
    return f"'{text}" if RISKY.match(text) else text


def restore(text: str) -> str:
    """The text as it was before `defuse`."""
    return text[1:] if text.startswith("'") and RISKY.match(text, 1) else text
