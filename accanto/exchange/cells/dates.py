"""Days, in the ten ways in which people write them."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from accanto.base.dates import EARLIEST, LATEST
from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank

# A spreadsheet counts days from here; below and above these two numbers a bare number is no day that matters.
EXCEL_ORIGIN = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 3_000, 90_000
OLDEST_LIVING = 115
SOONEST_MEMBER = 14

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "gennaio genn gen january jan",
            "febbraio febbr feb february",
            "marzo mar march",
            "aprile apr april",
            "maggio magg mag may",
            "giugno giu june jun",
            "luglio lug july jul",
            "agosto ago august aug",
            "settembre sett set september sep",
            "ottobre ott october oct",
            "novembre nov november",
            "dicembre dic december dec",
        ),
        start=1,
    )
    for name in names.split()
}
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*['’]?(\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?!\d)")
WORDED = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:[°º^]|o(?=\s))?\s*[/.\-\s]?\s*(?:di\s+)?([a-zà]{3,9})\.?\s*[/.\-\s]?\s*['’]?(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
COMPACT_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")
MONTH_AND_YEAR = re.compile(r"^(?:\d{1,2}\s*[/.\-]\s*\d{4}|[a-zà]{3,9}\.?\s+\d{4}|\d{4})$", re.IGNORECASE)
NEVER = {"00/00/0000", "0000-00-00", "00/00/00", "01/01/0001"}


class Role(StrEnum):
    """What a day is the day of: decides the century of two digits and what cannot be."""

    BIRTH = "birth"
    PAST = "past"
    PLANNED = "planned"


def parse_date(value, role: Role, today: date) -> Reading:
    """A day from a cell. Two-digit years and impossible, future or far-away days are judged by the role."""
    if is_blank(value) or as_text(value) in NEVER or value == 0:
        return NOTHING
    found = _typed(value)
    if found is None:
        return _written(as_text(value), role, today)
    return _judged(found, role, today)


def find_date(text: str) -> re.Match | None:
    """Where in a text something that looks like a full date stands."""
    return next((match for pattern in (YEAR_FIRST, NUMERIC, WORDED) if (match := _sound(pattern, text))), None)


def _sound(pattern: re.Pattern, text: str) -> re.Match | None:
    match = pattern.search(text)
    return match if match and (pattern is not WORDED or match[2].casefold() in MONTHS) else None


def _typed(value) -> date | None:
    """The day of a cell that the spreadsheet itself keeps as a date or as a count of days."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value)
    if re.fullmatch(r"\d{4,5}(\.\d+)?", text) and EXCEL_FIRST <= float(text) <= EXCEL_LAST and len(text) != 4:
        return EXCEL_ORIGIN + timedelta(days=int(float(text)))
    return None


def _written(text: str, role: Role, today: date) -> Reading:
    if match := COMPACT_YEAR_FIRST.fullmatch(text):
        return _from_parts(match[3], match[2], match[1], role, today)
    if match := COMPACT.fullmatch(text):
        return _from_parts(match[1], match[2], match[3], role, today)
    match = find_date(text)
    if match is None:
        return Reading(code="date_incomplete" if MONTH_AND_YEAR.match(text) else "date_unreadable")
    day, month, year = match.groups() if match.re is not YEAR_FIRST else match.groups()[::-1]
    reading = _from_parts(day, month, year, role, today)
    beside = (text[: match.start()] + text[match.end() :]).strip(" .,;:()")
    if reading.value and beside and not re.fullmatch(r"(?:00:00(:00)?|il|dal|al|del|T00:00:00)?", beside):
        return Reading(reading.value, "date_with_text")
    return reading


def _from_parts(day: str, month: str, year: str, role: Role, today: date) -> Reading:
    number = MONTHS.get(month.casefold()) or int(month)
    whole = int(year) if len(year) == 4 else full_year(int(year), role, today)
    try:
        return _judged(date(whole, number, int(day)), role, today)
    except ValueError:
        swapped = 12 < number <= 31 and int(day) <= 12
        return Reading(code="date_american" if swapped else "date_impossible")


def full_year(year: int, role: Role, today: date) -> int:
    """Four digits for two: members were born at least some years ago, deeds lie behind us, ends may lie ahead."""
    latest = {Role.BIRTH: today.year - SOONEST_MEMBER, Role.PAST: today.year, Role.PLANNED: today.year + 50}[role]
    century = latest - latest % 100
    return century + year if century + year <= latest else century - 100 + year


def _judged(day: date, role: Role, today: date) -> Reading:
    earliest = date(today.year - OLDEST_LIVING, 1, 1) if role is Role.BIRTH else EARLIEST
    if day < earliest or day > LATEST:
        return Reading(code="date_too_old")
    if day > today and role is not Role.PLANNED:
        return Reading(code="date_in_future")
    return Reading(day)


def parse_place_and_date(value, today: date) -> tuple[str, Reading]:
    """ "Prato, 28/05/1999" as the place and the day."""
    text = as_text(value)
    match = find_date(text)
    if match is None:
        reading = parse_date(value, Role.BIRTH, today)
        return (text, NOTHING) if reading.code == "date_unreadable" else ("", reading)
    place = re.sub(r"\b(?:il|li|lì|nata?o?|a|in)\b", " ", text[: match.start()] + " " + text[match.end() :])
    return " ".join(place.strip(" ,;-/()").split()), parse_date(match[0], Role.BIRTH, today)
