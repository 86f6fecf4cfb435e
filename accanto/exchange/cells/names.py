"""Names of people: several in one cell, remarks in brackets, capitals, and where the surname ends."""

import re
from dataclasses import dataclass, field

from accanto.base.text import fold
from accanto.exchange.cells import codes
from accanto.exchange.cells.reading import as_text

BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
# "ved." and the like: said of a person, and no part of her name.
TITLES = re.compile(r"\b(?:sig\.?(?:ra|na)?|signor[ae]?|dott\.?(?:ssa)?|dr\.?|ing\.?|avv\.?|rag\.?|geom\.?)\s+", re.I)
WIDOW = re.compile(r"\b(?:ved\.?|vedova|in|nata|detto|detta)\s+\S.*$", re.I)
AND = re.compile(r"\s*(?:\n|;|\+|&|\s/\s|/|\be(?:d)?\b(?!\s*$))\s*", re.I)
# First words that never are a whole surname.
PARTICLES = frozenset(
    """
    de del della dello dei degli delle di da dal dalla dalle d dell la lo li le el al ait abd abdel abdul abu ben bin
    bel bou ould van von der den dos das san santa st mac mc o ter ten
    """.split()  # noqa: SIM905 — a list of forty quoted words would be harder to read
)
VOWEL_ACCENTS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name as far as it can be told apart."""

    surname: str
    given: str
    certain: bool = True

    @property
    def folded(self) -> str:
        return fold(f"{self.surname} {self.given}")


@dataclass
class Habits:
    """What a folder taught about names: does the surname come first, which surnames and given names are known."""

    surname_first: bool = True
    surnames: set[str] = field(default_factory=set)
    given_names: set[str] = field(default_factory=set)


def without_remarks(value) -> tuple[str, str]:
    """A name cell as (name, what was written beside it)."""
    text = as_text(value)
    remarks = [remark.strip() for remark in BRACKETS.findall(text)]
    text = TITLES.sub("", BRACKETS.sub(" ", text))
    if (match := WIDOW.search(text)) and len(text[: match.start()].split()) >= 2:
        remarks.append(match[0])
        text = text[: match.start()]
    return text.strip(" .,;:*-–"), "; ".join(filter(None, remarks))


def people_in(text: str) -> list[str]:
    """The names in one cell: "Rossi Mario e Bianchi Anna" are two; "Rossi Mario e Anna" share the surname."""
    parts = [part.strip() for part in AND.split(text) if part and part.strip()]
    if len(parts) < 2 or len(parts[0].split()) < 2:
        return [_spaced(text)]
    surname = parts[0].split()[0]
    return [_spaced(part if len(part.split()) > 1 else f"{surname} {part}") for part in parts]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def written_well(name: str) -> str:
    """A name in capitals or in small letters as it is written in a letter; mixed ones are left alone."""
    if not (name.isupper() or name.islower()):
        return name
    accented = re.sub(r"([AEIOUaeiou])['’`](?=\s|$)", lambda match: match[1].translate(VOWEL_ACCENTS), name)
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0].upper() + word[0][1:].lower(), accented)


def split_name(text: str, habits: Habits, code: str = "") -> Name:
    """Surname and given name. A tax code decides; else a comma, capitals, particles, names known from other rows."""
    if "," in text:
        surname, _, given = text.partition(",")
        return _made(surname.split(), given.split())
    words = text.split()
    if len(words) < 2:
        return Name(written_well(text), "", certain=False)
    if code and (found := split_by_code(words, code)):
        return found
    if capitals := _split_by_capitals(words):
        return capitals
    if not habits.surname_first:
        words = words[-1:] + words[:-1] if len(words) == 2 else words
    if len(words) == 2:
        return _made(words[:1], words[1:])
    return _split_long(words, habits)


def split_by_code(words: list[str], code: str) -> Name | None:
    """The one way of cutting the words that gives the first six letters of the tax code, in either order."""
    for cut in range(1, len(words)):
        first, last = words[:cut], words[cut:]
        for surname, given in ((first, last), (last, first)):
            if codes.fits_name(code, " ".join(surname), " ".join(given)):
                return _made(surname, given)
    return None


def _split_by_capitals(words: list[str]) -> Name | None:
    """ "Mario ROSSI": where only some words are in capitals, they are the surname."""
    loud = [word for word in words if word.isupper() and len(word) > 1]
    quiet = [word for word in words if word not in loud]
    if loud and quiet and (words == loud + quiet or words == quiet + loud):
        return _made(loud, quiet)
    return None


def _split_long(words: list[str], habits: Habits) -> Name:
    """Three words and more, without a tax code."""
    cuts = range(1, len(words))
    ordered = [(words[:cut], words[cut:]) for cut in cuts]
    if not habits.surname_first:
        ordered = [(words[cut:], words[:cut]) for cut in reversed(cuts)]
    for surname, given in ordered:
        known_surname = fold(" ".join(surname)) in habits.surnames
        if known_surname or (len(given) > 1 and fold(" ".join(given)) in habits.given_names):
            return _made(surname, given)
    if habits.surname_first and fold(words[0]) in PARTICLES:
        return _made(words[:2], words[2:])
    if not habits.surname_first and fold(words[-2]) in PARTICLES:
        return _made(words[-2:], words[:-2])
    surname, given = ordered[0]
    return _made(surname, given, certain=False)


def _made(surname: list[str], given: list[str], certain: bool = True) -> Name:
    return Name(written_well(" ".join(surname)), written_well(" ".join(given)), certain)


def order_by_codes(pairs: list[tuple[str, str]]) -> bool | None:
    """Whether the surname comes first in this column, by the rows with a tax code; None when they do not tell."""
    first = last = 0
    for text, code in pairs:
        words = text.split()
        if len(words) < 2:
            continue
        first += any(codes.surname_letters(" ".join(words[:cut])) == code[:3] for cut in range(1, len(words)))
        last += any(codes.surname_letters(" ".join(words[cut:])) == code[:3] for cut in range(1, len(words)))
    return None if first == last else first > last
