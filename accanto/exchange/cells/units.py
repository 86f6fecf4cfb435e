"""Which dwelling: "3/B", "3B", "int. 3b" and "scala A int. 3" said in one way; floors; homes that stand empty."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accanto.base.text import fold
from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank

STAIR = re.compile(r"\b(?:scala|sc)\b[.\s:]*([a-z0-9]{1,3})\b", re.I)
UNIT_WORDS = re.compile(
    r"\b(?:interno|int|alloggio|all|appartamento|app|appto|apt|unita|unità|u\.?i|numero|n|nr|num|abitazione)\b[.°º\s:]*",
    re.I,
)
NUMBER_AND_LETTER = re.compile(r"^(\d{1,4})\s*[/\-.\s]?\s*(bis|ter|quater|[a-z])?$", re.I)
LETTER_AND_NUMBER = re.compile(r"^([a-z])\s*[/\-.\s]?\s*(\d{1,4})$", re.I)
TAIL = re.compile(
    r"[\s,;\-–]+(?=(?:scala\b|sc\.|int\b|interno\b|alloggio\b|all\.|app\b|appartamento\b|apt\b)\s*[.:°]?\s*\w)", re.I
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A dwelling within its building."""

    number: str
    letter: str = ""
    stair: str = ""

    def __str__(self) -> str:
        inner = f"{self.number}/{self.letter}" if self.letter else self.number
        return f"scala {self.stair} int. {inner}" if self.stair else inner


def parse_unit(value) -> Reading:
    """A Unit; what has no number is kept as it is written, in capitals."""
    if is_blank(value):
        return NOTHING
    if isinstance(value, (datetime, date)):
        unit = Unit(f"{value.day}/{value.month}")
        return Reading(unit, "unit_became_date", {"read": str(unit)})
    text = as_text(value)
    stair = STAIR.search(text)
    rest = UNIT_WORDS.sub(" ", STAIR.sub(" ", text)).strip(" .,;:-–/")
    if match := NUMBER_AND_LETTER.match(rest):
        letter = (match[2] or "").upper() if len(match[2] or "") < 2 else match[2].lower()
        return Reading(Unit(str(int(match[1])), letter, stair[1].upper() if stair else ""))
    if match := LETTER_AND_NUMBER.match(rest):
        return Reading(Unit(str(int(match[2])), match[1].upper(), stair[1].upper() if stair else ""))
    named = " ".join(rest.upper().split())[:30]
    return Reading(Unit(named, "", stair[1].upper() if stair else "")) if named else Reading(Unit(text.upper()[:30]))


LONGEST_ADDRESS = 200


def split_address(text: str) -> tuple[str, str]:
    """ "Via Roma 6, int. 3B" as the building and the unit; the unit is empty when the text names none."""
    if len(text) > LONGEST_ADDRESS:
        return text, ""  # no address, and the pattern below takes the cube of its length
    match = TAIL.search(text)
    if match:
        return text[: match.start()].strip(" ,;-"), text[match.end() :].strip()
    slashed = re.match(r"^(.*?\d+\w*)\s*[/\-–]\s*(\d{1,3}\s*[a-z]?)$", text, re.I)
    return (slashed[1].strip(), slashed[2].strip()) if slashed else (text, "")


def building_key(text: str) -> str:
    """A building's name for comparing: "V. Roma, 6" and "via Roma n. 6" are one."""
    folded = fold(re.sub(r"[,;°º]|\bn\b\.?|\bnum\b\.?|\bcivico\b", " ", text, flags=re.I))
    for short, whole in (
        ("v", "via"),
        ("p zza", "piazza"),
        ("pzza", "piazza"),
        ("p za", "piazza"),
        ("p le", "piazzale"),
    ):
        if folded.startswith(short + " "):
            folded = whole + folded[len(short) :]
    return re.sub(r"^(loc|localita)\b", "loc", re.sub(r"\bv le\b|\bvle\b", "viale", folded))


class Occupancy(StrEnum):
    """What the tenant's cell says when it names nobody."""

    FREE = "free"
    WORKS = "works"


WORKS_WORDS = ("ristruttur", "lavori", "cantiere", "manutenzion", "inagibil", "non agibile", "da sistemare")
FREE_WORDS = ("libero", "libera", "vuoto", "vuota", "sfitto", "sfitta", "disponibile", "non assegnat", "vacante")


def occupancy_in(value) -> Occupancy | None:
    """Free or in works, when the cell says so; None when it names somebody."""
    if is_blank(value):
        return Occupancy.FREE
    text = fold(as_text(value))
    if any(word in text for word in WORKS_WORDS):
        return Occupancy.WORKS
    return Occupancy.FREE if text.startswith(FREE_WORDS) else None


def parse_floor(value) -> Reading:
    """A floor as it is written, whole numbers without decimals."""
    return NOTHING if is_blank(value) else Reading(as_text(value)[:20])
