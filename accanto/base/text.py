"""Text as people type it, made comparable."""

import unicodedata

# NFKD leaves these letters whole, and people search for them without the bar.
_BARRED = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
# And the null character, which ends a text for the index of SQLite and is none for PostgreSQL.
_APOSTROPHES = str.maketrans({"\0": " ", "'": " ", "’": " ", "ʼ": " ", "`": " ", "-": " ", ".": " ", ",": " "})


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: the form in which names are searched and compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_BARRED))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_APOSTROPHES).split())


def without_surrogates(text: str) -> str:
    """The text with lone surrogates replaced: no database and no encoder takes them."""
    return text.encode("utf-8", "replace").decode("utf-8")
