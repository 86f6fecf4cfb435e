"""How the content of a column looks: for each test, the share of its cells that pass."""

import re
from collections.abc import Callable
from datetime import date, datetime

from accanto.base.text import fold
from accanto.exchange.cells import codes, dates, numbers, terms, units, words
from accanto.exchange.cells.names import without_remarks
from accanto.exchange.cells.reading import as_text

STREETS = re.compile(
    r"^(?:via|v\.|viale|v\.le|vle|piazza|p\.?za|p\.?zza|piazzale|corso|c\.so|largo|vicolo|strada|loc\.?|localita|"
    r"localit[aà]'?|frazione|fraz\.?|borgo|contrada|lungo\w+|salita|traversa|vico|calle|rione)\b",
    re.IGNORECASE,
)
FLOORS = re.compile(
    r"^(?:t|pt|p\.t\.|s|ps|s\d|r|pr|rialzato|terra|piano terra|terreno|seminterrato|ammezzato|mansarda|attico|"
    r"(?:piano )?(?:primo|secondo|terzo|quarto|quinto|sesto|ultimo)|"
    r"-?\d{1,2}\s*[°ºo^]?|p\.?\s*\d|piano \d)(?:\s+piano)?$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"^(?:(?:scala|sc)\.?\s*\w{1,2}\W+)?(?:interno|int|alloggio|all|app|appartamento|n)?\.?\s*"
    r"(?:\d{1,3}\s*[/\-.\s]?\s*(?:[a-z]|bis|ter)?|[a-z]\s*[/\-.]?\s*\d{1,3})$",
    re.IGNORECASE,
)
TITLES = ("propr", "prop", "comod", "locaz", "affitt", "usufr", "conven", "concess", "diritto", "gestion")
SAMPLE = 300
TELLING_LETTERS = 200


def title_word(value) -> str:
    """ "di proprietà" without its preposition, folded."""
    return re.sub(r"^(?:di|in|a)\s+", "", fold(as_text(value)))


def _number(value) -> bool:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return True
    return bool(re.fullmatch(r"[-+]?\d[\d.,' ]*", as_text(value)))


def _whole(value) -> bool:
    return bool(re.fullmatch(r"(?:n\.?\s*)?\d{1,7}(?:\.0)?", as_text(value)))


def _date(value) -> bool:
    if isinstance(value, (date, datetime)):
        return True
    if isinstance(value, (int, float)):
        return dates.EXCEL_FIRST * 3 < value < dates.EXCEL_LAST
    text = as_text(value)
    match = dates.find_date(text)
    return bool(match) and len(match[0]) > len(text) * 0.6


def _money(value) -> bool:
    return _number(value) or numbers.parse_money(value).code in {"", "money_with_text"}


def _person(value) -> bool:
    text, _remark = without_remarks(value)
    letters = re.split(r"[\s]+", text)
    return (
        2 <= len(letters) <= 9
        and not any(sign.isdigit() for sign in text)
        and not STREETS.match(text)
        and words.citizenship_of(text) == ""
    )


def _word(value) -> bool:
    text = without_remarks(value)[0]
    return 0 < len(text) <= 40 and len(text.split()) <= 4 and not any(sign.isdigit() for sign in text)


def _phone(value) -> bool:
    digits = re.sub(r"\D", "", as_text(value))
    return 6 <= len(digits) <= 26 and (len(digits) >= 9 or digits.startswith("0")) and not _date(value)


def _place_and_date(value) -> bool:
    text = as_text(value)
    match = dates.find_date(text)
    return bool(match) and any(letter.isalpha() for letter in text[: match.start()] + text[match.end() :])


def _tax_code(value) -> bool:
    return bool(codes.codes_in(value)) or (len(codes.bare(value)) in {15, 16, 17} and any(map(str.isdigit, str(value))))


def _address(value) -> bool:
    return bool(STREETS.match(as_text(value)))


def _address_and_unit(value) -> bool:
    text = as_text(value)
    building, unit = units.split_address(text)
    return bool(unit) and (_address(building) or bool(re.search(r"[a-z]{3}.*\d", building, re.IGNORECASE)))


def _tenant(value) -> bool:
    return (
        _person(value) or units.occupancy_in(value) is not None or bool(re.fullmatch(r"[^\W\d]{3,30}", as_text(value)))
    )


def _remark(value) -> bool:
    return len(as_text(value)) > 12 and len(as_text(value).split()) > 2


def _place(value) -> bool:
    return _word(value) and words.citizenship_of(as_text(value)) in {"", words.country_of(as_text(value))}


def _text(value) -> bool:
    return isinstance(value, str) and any(letter.isalpha() for letter in value) and not _date(value)


LOOKS: dict[str, Callable[[object], bool]] = {
    "tax_code": _tax_code,
    "date": _date,
    "place_and_date": _place_and_date,
    "money": _money,
    "number": lambda value: _number(re.sub(r"(?i)\s*(?:mq|m2|m²)\.?$", "", as_text(value))),
    "whole": _whole,
    "phone": _phone,
    "email": lambda value: "@" in as_text(value) and "." in as_text(value),
    "person": _person,
    "word": _word,
    "place": _place,
    "address": _address,
    "address_and_unit": _address_and_unit,
    "house_number": lambda value: bool(re.fullmatch(r"\d{1,4}\s*[/\-]?\s*(?:[a-z]|bis|ter)?", as_text(value), re.I)),
    "unit": lambda value: isinstance(value, (date, datetime)) or bool(UNIT.match(as_text(value))),
    "stair": lambda value: bool(re.fullmatch(r"(?i)(?:scala\s*)?[a-z0-9]{1,2}", as_text(value))),
    "floor": lambda value: bool(FLOORS.match(fold(as_text(value)))) or bool(FLOORS.match(as_text(value))),
    "title": lambda value: title_word(value).startswith(TITLES),
    "category": lambda value: words.parse_category(value).value is not None,
    "citizenship": lambda value: words.parse_citizenships(value).value is not None,
    "sex": lambda value: bool(words.SEXES.get(fold(as_text(value)))),
    "tenant": _tenant,
    "state": lambda value: (
        units.occupancy_in(value) is not None or fold(as_text(value)).startswith(("occup", "assegn"))
    ),
    "text": _text,
    "end": lambda value: _date(value) or bool(terms.parse_end(value, date.min, date.min).value),
    "remark": _remark,
    "any": lambda value: True,
}

# How much the content alone tells, when the title does not: a tax code is one, a number can be anything.
TELLING = {
    "tax_code": 1.0, "email": 1.0, "category": 0.9, "citizenship": 0.9, "address_and_unit": 0.9, "phone": 0.85,
    "place_and_date": 0.9, "address": 0.7, "person": 0.7, "title": 0.8, "state": 0.6, "date": 0.35, "floor": 0.4,
    "unit": 0.4, "sex": 0.8, "tenant": 0.6, "place": 0.25, "money": 0.2, "word": 0.15, "remark": 0.3,
}  # fmt: skip


def _begun(value):
    """A cell as far as it tells what it is: some hold a whole letter."""
    return value[:TELLING_LETTERS] if isinstance(value, str) else value


def share(looks: str, values: list) -> float:
    """The share of a column's written cells that pass a test; `values` are without blanks."""
    sample = [_begun(value) for value in values[:: max(1, len(values) // SAMPLE)][:SAMPLE]]
    return sum(map(LOOKS[looks], sample)) / len(sample) if sample else 0.0
