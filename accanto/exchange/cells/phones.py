"""Telephone numbers and mail addresses."""

import re
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank

BRACKETS = re.compile(r"\(([^)]*[^\d\s)][^)]*)\)")
BETWEEN = re.compile(r"\s*(?:;|,|\n|\s/\s|/(?=\s*[+03]\d{6})|\s-\s|\s+e\s+|\s+o\s+)\s*")
LONGEST_ITALIAN = 11


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in international form and what was written beside it."""

    number: str
    remark: str = ""


def parse_phones(value) -> Reading:
    """The numbers of a cell as a list of Phone, Italian when no country is said."""
    if is_blank(value):
        return NOTHING
    text = as_text(value)
    remarks = [remark.strip() for remark in BRACKETS.findall(text)]
    rest = BRACKETS.sub(" ", text)
    found = [phone for part in _parts(rest) if (phone := _phone(part, remarks))]
    if not found:
        return Reading(code="phone_unreadable")
    remark = found[0].remark
    return Reading(found, "phone_with_remark", {"remark": remark}) if remark else Reading(found)


def _parts(text: str) -> list[str]:
    """The cell cut between numbers; a slash inside one number ("0574/123456") does not cut."""
    if len(re.sub(r"\D", "", text)) <= LONGEST_ITALIAN:
        return [text]
    return BETWEEN.split(text)


def _phone(text: str, remarks: list[str]) -> Phone | None:
    words = re.sub(r"[\d+/.\-()\s]", " ", text).split()
    digits = re.sub(r"[^\d+]", "", text)
    try:
        number = phonenumbers.parse(digits, "IT")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    said = remarks + ([" ".join(words)] if words and not _is_label(words) else [])
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), "; ".join(said))


def _is_label(words: list[str]) -> bool:
    return all(
        word.casefold().strip(".:") in {"tel", "cell", "cel", "casa", "fisso", "telefono", "n"} for word in words
    )


def parse_email(value) -> Reading:
    """The first mail address of a cell, in lower case."""
    if is_blank(value):
        return NOTHING
    address = re.split(r"[;,\s]+", as_text(value).removeprefix("mailto:"))[0].casefold()
    try:
        validate_email(address)
    except ValidationError:
        return Reading(code="email_unreadable")
    return Reading(address)
