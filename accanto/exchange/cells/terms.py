"""Terms of an agreement: its number with the day it was signed, until when it holds, whether it renews itself."""

import re
from datetime import date, timedelta

from accanto.base.dates import add_months
from accanto.base.text import fold
from accanto.exchange.cells import dates
from accanto.exchange.cells.dates import Role
from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank

PROTOCOL_WORDS = re.compile(r"\b(?:prot(?:ocollo)?|num(?:ero)?|nr?|del|dd|in data)\b\.?\s*", re.IGNORECASE)
LENGTH = re.compile(r"\b(\d{1,3})\s*(ann[oi]|mes[ei])\b", re.IGNORECASE)
LENGTHS = {"annuale": 12, "biennale": 24, "triennale": 36, "quadriennale": 48, "quinquennale": 60}
ENDLESS = ("indetermin", "senza termine", "senza scadenza", "illimitat", "permanente", "nessuna scadenza")
TACIT = re.compile(r"\b(?:tacit\w+|automatic\w+)\b|\bsalvo disdetta\b|\bsi rinnova\b", re.IGNORECASE)
NOT_TACIT = re.compile(r"\b(?:no|non|senza|escluso|esclusa)\b", re.IGNORECASE)
LONGEST_YEARS = 99
# A cell that says more than this says something else.
LONGEST = 500


def parse_protocol(value, today: date) -> tuple[str, Reading]:
    """ "prot. 4932 del 25/01/2026" as the number and the day."""
    if is_blank(value):
        return "", NOTHING
    if isinstance(value, date):
        return "", dates.parse_date(value, Role.PAST, today)
    text = as_text(value)
    match = dates.find_date(text[:LONGEST])
    rest = text if match is None else f"{text[: match.start()]} {text[match.end() :]}"
    number = " ".join(PROTOCOL_WORDS.sub(" ", rest).strip(" .,;:-–").split())
    return number, dates.parse_date(match[0], Role.PAST, today) if match else NOTHING


def parse_end(value, start: date | None, today: date) -> Reading:
    """The last day: a day, or a length ("3 anni", "triennale") counted from the first; None for "senza termine"."""
    text = as_text(value)[:LONGEST]
    folded = fold(text)
    if is_blank(value) or any(word in folded for word in ENDLESS):
        return NOTHING
    if not isinstance(value, str) or dates.find_date(text):
        reading = dates.parse_date(text if isinstance(value, str) else value, Role.PLANNED, today)
        return Reading(reading.value) if TACIT.search(text) and reading.value else reading
    if months := _months_in(text):
        return Reading(add_months(start, months) - timedelta(days=1), "end_reckoned") if start else NOTHING
    if TACIT.search(text):
        return NOTHING
    return dates.parse_date(text, Role.PLANNED, today)


def _months_in(text: str) -> int:
    """How many months a length has; 0 when the text is none."""
    if match := LENGTH.search(text):
        months = int(match[1]) * (12 if match[2].casefold().startswith("ann") else 1)
        return months if months <= 12 * LONGEST_YEARS else 0
    folded = fold(text)
    return next((months for word, months in LENGTHS.items() if word in folded), 0)


def renews_tacitly(value, end) -> bool:
    """Whether a cell of its own ("sì", "tacito") says that it renews itself, or words beside the end do."""
    text = as_text(value)[:LONGEST]
    said = fold(text) in {"si", "s", "x", "yes"} or bool(TACIT.search(text))
    return bool((said and not NOT_TACIT.search(text)) or TACIT.search(as_text(end)[:LONGEST]))
