"""The number of a dwelling as people write it: "3B", "3/B", "int. 3 b" are one."""

import re

from accanto.base.text import fold

_NOISE = re.compile(r"\b(alloggio|appartamento|app|interno|int|unita|numero|num|no|n)\b|[°º#]", re.IGNORECASE)
_NUMBER_AND_LETTER = re.compile(r"(\d{1,5})[\s/_]*([a-z]{0,3})")
LONGEST = 30


def split_unit(label: str) -> tuple[str, str]:
    """Number and letter of a unit: ("3", "B"). What has no number is its own letter: ("", "ATTICO")."""
    bare = " ".join(_NOISE.sub(" ", fold(label)).split())
    found = _NUMBER_AND_LETTER.fullmatch(bare)
    if found:
        return str(int(found[1])), found[2].upper()
    return "", bare.upper()[:LONGEST]


def in_order(number: str, letter: str) -> str:
    """A text by which units sort as people count them: 2A, 3, 3B, 10A, then those without a number."""
    return f"{int(number):06d}{letter}" if number else f"~{letter}"
