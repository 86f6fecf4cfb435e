"""What a whole folder teaches before single rows are read: order of names, whose code is whose, lost letters."""

import re
from dataclasses import dataclass, field
from datetime import date

from accanto.base.text import fold
from accanto.exchange.cells import codes, names, words
from accanto.exchange.cells.names import Habits
from accanto.exchange.cells.reading import as_text
from accanto.exchange.kinds import Understood
from accanto.exchange.reading import Row

LOST = re.compile(r"(?<=\w)[?\ufffd]|[?\ufffd](?=\w)")
# Letters that the old Western encodings do not have, by the country whose names use them.
LOST_LETTERS = {
    "RO": "șță", "MD": "șță", "TR": "şğıİ", "PL": "łśżźćńąęŚŻŁ", "HU": "őű", "HR": "čćđ", "RS": "čćđ",
    "BA": "čćđ", "CZ": "čřěůďťň", "SK": "čľďťňŕ", "SI": "č", "XK": "čćđ", "ME": "čćđ",
    "LV": "āēīūčģķļņ", "LT": "ąčęėįųū",
}  # fmt: skip


@dataclass
class Knowledge:
    """What the whole folder teaches before single rows are read."""

    today: date
    habits: Habits = field(default_factory=Habits)
    code_names: dict[str, set[tuple]] = field(default_factory=dict)
    restored: dict[str, str] = field(default_factory=dict)


def name_text(understood: Understood, row: Row) -> tuple[str, str]:
    """The name of a row without remarks, and the remarks."""
    if "full_name" in understood.fields:
        return names.without_remarks(understood.cell(row, "full_name"))
    surname, said = names.without_remarks(understood.cell(row, "surname"))
    given, also_said = names.without_remarks(understood.cell(row, "name"))
    return f"{surname}, {given}" if given else surname, "; ".join(filter(None, [said, also_said]))


def learn(knowledge: Knowledge, understood: Understood) -> None:
    """Take from a sheet which surnames and given names there are, which codes are whose, and lost letters."""
    for row in understood.sheet.rows:
        text, _said = name_text(understood, row)
        for code in codes.codes_in(understood.cell(row, "tax_code")):
            whole = restore(text, code, country_in(understood, row), knowledge)
            found = names.split_by_code(whole.replace(",", " ").split(), code)
            if found:
                knowledge.habits.surnames.add(fold(found.surname))
                knowledge.habits.given_names.add(fold(found.given))
            if codes.letter_is_right(code):
                owners = knowledge.code_names.setdefault(code, set())
                owners.add(tuple(sorted(fold(whole).split())))


def surname_first(understood: Understood) -> bool:
    """Whether the one column of names begins with the surname: its rows with a tax code decide, else its title."""
    pairs = [
        (name_text(understood, row)[0], code)
        for row in understood.sheet.rows
        for code in codes.codes_in(understood.cell(row, "tax_code"))[:1]
    ]
    decided = names.order_by_codes(pairs)
    if decided is not None:
        return decided
    column = understood.column_of("full_name")
    title = fold(column.title) if column else ""
    return not re.search(r"\bnome\b.*\bcognome\b", title)


def country_in(understood: Understood, row: Row) -> str:
    """The country of a row: its first citizenship, else its place of birth."""
    reading = words.parse_citizenships(understood.cell(row, "citizenship"))
    place = as_text(understood.cell(row, "birth_place"))
    return (reading.value or [""])[0] or words.country_of(place)


def restore(text: str, code: str, country: str, knowledge: Knowledge) -> str:
    """A name with a lost letter, whole again where the tax code leaves only one letter possible."""
    match = LOST.search(text)
    if not match:
        return text
    if code:
        letters = LOST_LETTERS.get(country) or "".join(dict.fromkeys("".join(LOST_LETTERS.values())))
        fitting = [
            whole
            for letter in letters
            if names.split_by_code((whole := _with(text, match, letter)).replace(",", " ").split(), code)
        ]
        if len(fitting) == 1:
            _remember(knowledge, text, fitting[0])
            return fitting[0]
    return " ".join(knowledge.restored.get(word.casefold(), word) for word in text.split(" "))


def _with(text: str, match: re.Match, letter: str) -> str:
    at = match.start()
    begins = at == 0 or not text[at - 1].isalpha()
    return text[:at] + (letter.upper() if begins or text.isupper() else letter) + text[at + 1 :]


def _remember(knowledge: Knowledge, text: str, whole: str) -> None:
    for lost, found in zip(text.split(" "), whole.split(" "), strict=True):
        if lost != found:
            knowledge.restored[lost.casefold()] = names.written_well(found)
