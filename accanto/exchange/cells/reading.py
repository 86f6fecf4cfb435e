"""What a parser gives back, and a cell as text."""

from dataclasses import dataclass, field
from datetime import date, datetime

BLANKS = {
    "",
    "-",
    "--",
    "---",
    "/",
    "//",
    ".",
    "?",
    "n.d.",
    "n.d",
    "nd",
    "n.p.",
    "np",
    "n/a",
    "n/d",
    "na",
    "x",
    "xx",
    "no",
}
WAITING = {"in attesa", "da richiedere", "da fare", "manca", "mancante", "non pervenuto", "sconosciuto", "non ha"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a cell (None: nothing to keep) and the code of its problem, with the words for the sentence."""

    value: object = None
    code: str = ""
    said: dict = field(default_factory=dict)


NOTHING = Reading()


def as_text(value) -> str:
    """A cell as a person sees it: 1250.0 is "1250", a moment at midnight is its day."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return " ".join(str(value).split(" ")).strip()


def is_blank(value) -> bool:
    """Nothing written, or one of the signs that people write for nothing."""
    text = as_text(value).casefold()
    return text in BLANKS or text in WAITING
