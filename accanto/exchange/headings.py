"""How near a column's title is to a heading we know: abbreviations, order of words and typing errors forgiven."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from accanto.base.text import fold

ABBREVIATIONS = {
    "n": "numero", "nr": "numero", "num": "numero", "no": "numero", "cod": "codice", "fisc": "fiscale",
    "cell": "cellulare", "cel": "cellulare", "tel": "telefono", "dt": "data", "cogn": "cognome", "int": "interno",
    "ind": "indirizzo", "citt": "cittadinanza", "naz": "nazionalita", "cat": "categoria", "res": "residenza",
    "prof": "professione", "scad": "scadenza", "sup": "superficie", "fabbr": "fabbricato", "app": "appartamento",
    "amm": "ammissione", "rec": "recesso", "prot": "prot", "nasc": "nascita", "gg": "giorni", "euro": "euro",
    "catast": "catastali", "part": "particella", "assegn": "assegnatario", "disp": "disponibilita",
    "ass": "assicurazione", "pol": "polizza", "comp": "componenti", "all": "alloggio", "mens": "mensile",
}  # fmt: skip
# Words that alone say little.
LIGHT = frozenset(
    """
    data numero di del della dello delle dei d e o a al alla il la lo in per con da euro anno nr dal
    socio socia totale
    """.split()  # noqa: SIM905 — quoted words would be harder to read
)
LIGHT_WEIGHT = 0.3
PREFIX = 0.92
ALIKE = 86
SHORTEST_PREFIX = 3
LONGEST_HEADING = 90


@lru_cache(maxsize=4_000)
def words_of(text: str) -> tuple[str, ...]:
    """A title as its words, folded, with common abbreviations spelled out."""
    text = re.sub(r"(?<=[a-zà-ù])(?=[A-Z][a-z])", " ", text)  # CodiceFiscale
    folded = fold(re.sub(r"[€/()\[\]_:;*+\n\"°º?!#\\|]", " ", text.replace("€", " euro ")))
    return tuple(ABBREVIATIONS.get(word, word) for word in folded.split())


def nearness(title: str, heading: str) -> float:
    """From 0 to 1: how surely a title means the heading."""
    if len(title) > LONGEST_HEADING:
        return 0.0
    without_brackets = re.sub(r"[(\[].*?[)\]]", " ", title)
    versions = {title, without_brackets} if without_brackets.strip() else {title}
    return max(_nearness(words_of(version), words_of(heading)) for version in versions)


@lru_cache(maxsize=200_000)
def _nearness(title: tuple[str, ...], heading: tuple[str, ...]) -> float:
    """Words shared by both, heavy ones counting more (a soft Dice coefficient)."""
    if title == heading:
        return 1.0
    if not title or not heading:
        return 0.0
    left = list(heading)
    shared = 0.0
    for word in title:
        best = max(left, key=lambda other: _alike(word, other), default="")
        if best and (score := _alike(word, best)):
            shared += score * min(_weight(word), _weight(best))
            left.remove(best)
    return min(0.98, 2 * shared / (sum(map(_weight, title)) + sum(map(_weight, heading))))


def _weight(word: str) -> float:
    return LIGHT_WEIGHT if word in LIGHT else 1.0


@lru_cache(maxsize=100_000)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) >= SHORTEST_PREFIX and other.startswith(word):
        return PREFIX
    if len(word) <= 2 and other.startswith(word) and len(other) > 3 and other not in LIGHT:
        return 0.75
    ratio = fuzz.ratio(word, other)
    return ratio / 100 * 0.95 if ratio >= ALIKE and min(len(word), len(other)) > 3 else 0.0
