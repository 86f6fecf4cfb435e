"""Tax codes: their shape, their letter, and what they say about a person."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from babel import Locale
from codicefiscale import codicefiscale
from stdnum.it import codicefiscale as checked

from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank
from accanto.exchange.cells.words import country_of

SHAPE = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")
DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
MONTH_LETTERS = "ABCDEHLMPRST"
FEMALE_DAY = 40


def parse_tax_code(value) -> Reading:
    """A tax code in capitals without spaces. A wrong letter keeps nothing; the words carry the code as written."""
    if is_blank(value):
        return NOTHING
    code = bare(value)
    if SHAPE.fullmatch(code):
        if letter_is_right(code):
            return Reading(code)
        return Reading(None, "tax_code_letter", {"code": code})
    if re.fullmatch(r"\d{11}", code):
        return Reading(code="tax_code_of_company")
    return Reading(code="tax_code_length")


def bare(value) -> str:
    """Letters and digits only, in capitals."""
    plain = unicodedata.normalize("NFKC", as_text(value)).upper()
    return re.sub(r"[^A-Z0-9]", "", plain.removeprefix("CF").removeprefix("C.F.") if len(plain) > 17 else plain)


def codes_in(value) -> list[str]:
    """Every tax code in a cell, in order: some hold two."""
    text = as_text(value).upper()
    whole = bare(text)
    if len(whole) <= 17:
        return [whole] if SHAPE.fullmatch(whole) else []
    return SHAPE.findall(whole)


def letter_is_right(code: str) -> bool:
    """Whether the sixteenth letter is the one that the other fifteen characters ask for."""
    return checked.calc_check_digit(code[:15]) == code[15]


def with_right_letter(code: str) -> str:
    """The code with the letter that its first fifteen characters ask for."""
    return code[:15] + checked.calc_check_digit(code[:15])


def plain(code: str) -> str:
    """The code with the letters of omocodia turned back into digits (the check letter is left as it is)."""
    letters = list(code)
    for place in DIGIT_PLACES:
        letters[place] = letters[place].translate(OMOCODIA)
    return "".join(letters)


def birth_in(code: str, today: date) -> date | None:
    """The birth date a code holds; the century is the one that makes the person at most 100 years old."""
    digits = plain(code)
    day = int(digits[9:11]) % FEMALE_DAY
    year = today.year - today.year % 100 + int(digits[6:8])
    try:
        born = date(year, MONTH_LETTERS.index(digits[8]) + 1, day)
        return born if born <= today else born.replace(year=year - 100)
    except ValueError:
        return None


def sex_in(code: str) -> str:
    """ "F" or "M"."""
    return "F" if int(plain(code)[9:11]) > FEMALE_DAY else "M"


def same_birth(code: str, born: date) -> bool:
    """Whether a code holds this birth date, in whichever century."""
    digits = plain(code)
    return (int(digits[6:8]), MONTH_LETTERS.index(digits[8]) + 1, int(digits[9:11]) % FEMALE_DAY) == (
        born.year % 100,
        born.month,
        born.day,
    )


@lru_cache(maxsize=20_000)
def surname_letters(surname: str) -> str:
    """The three letters of a surname."""
    return codicefiscale.encode_lastname(surname) if _has_letters(surname) else ""


@lru_cache(maxsize=20_000)
def name_letters(name: str) -> str:
    """The three letters of a given name."""
    return codicefiscale.encode_firstname(name) if _has_letters(name) else ""


@lru_cache(maxsize=2_000)
def place_letters(place: str) -> str:
    """The four characters of a municipality or country, empty when it is not found."""
    bare_name = re.sub(r"\(.*?\)", "", place).strip()
    # The registry of the tax office calls some countries by their full names, but knows the English short ones.
    english = Locale.parse("en").territories.get(country_of(bare_name), "")
    return _place_letters(bare_name) or _place_letters(english)


def _place_letters(name: str) -> str:
    try:
        return codicefiscale.encode_birthplace(name) if name else ""
    except ValueError:
        return ""


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in unicodedata.normalize("NFKD", text) if letter.isascii())


def fits_name(code: str, surname: str, name: str) -> bool:
    """Whether the first six letters are those of this person."""
    return code[:6] == surname_letters(surname) + name_letters(name)
