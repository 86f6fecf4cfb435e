"""How easy an Italian text is to read: the Gulpease index."""

import re
from decimal import ROUND_HALF_UP, Decimal

# Letters as the index counts them: digits are letters, signs are not.
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_END = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n|[;:]\s*\n|\n(?=\s*[-•*])")


def gulpease(text: str) -> Decimal | None:
    """89 + (300·sentences − 10·letters) / words, to one decimal, between 0 and 100; None for no words.

    Below 80 whoever went to primary school finds a text hard, below 60 whoever went on for three years.
    """
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = sum(1 for piece in _END.split(text) if _WORD.search(piece))
    letters = sum(1 for word in words for sign in word if sign.isalnum())
    index = 89 + Decimal(300 * sentences - 10 * letters) / len(words)
    return min(Decimal(100), max(Decimal(0), index)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
