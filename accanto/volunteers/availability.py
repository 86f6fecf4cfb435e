"""Availability as people write it: "lun e gio pomeriggio", "mar-ven 17-19", "sempre"."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accanto.base.text import fold
from accanto.volunteers.states import HOURS, PartOfDay, Weekday

Slots = frozenset[tuple[int, str]]

DAYS = {
    "lunedi": Weekday.MONDAY,
    "martedi": Weekday.TUESDAY,
    "mercoledi": Weekday.WEDNESDAY,
    "giovedi": Weekday.THURSDAY,
    "venerdi": Weekday.FRIDAY,
    "sabato": Weekday.SATURDAY,
    "domenica": Weekday.SUNDAY,
}
EVERY_DAY = tuple(Weekday)
WORKING_DAYS, WEEKEND = EVERY_DAY[:5], EVERY_DAY[5:]
GROUPS = {
    "feriali": WORKING_DAYS,
    "feriale": WORKING_DAYS,
    "weekend": WEEKEND,
    "sabati": (Weekday.SATURDAY,),
    "domeniche": (Weekday.SUNDAY,),
    "sempre": EVERY_DAY,
    "tutti": EVERY_DAY,
    "tutte": EVERY_DAY,
    "ogni": EVERY_DAY,
}
STEMS = {
    "matt": PartOfDay.MORNING,
    "pom": PartOfDay.AFTERNOON,
    "ser": PartOfDay.EVENING,
}
FILLERS = {"e", "o", "il", "la", "le", "i", "di", "al", "dal", "dalle", "alle", "ore", "h", "giorni", "giorno"}
SHORTEST_DAY = 3

_HOURS = re.compile(r"\b(\d{1,2})(?:[:.]\d{2})?\s*(?:-|–|alle|a)\s*(\d{1,2})(?:[:.]\d{2})?\b")
_DAYS = re.compile(r"\b([^\W\d]{3,9})\s*(?:-|–|\ba\b|\bal\b)\s*([^\W\d]{3,9})\b")
_WEEKEND = re.compile(r"\b(?:fine\s+settimana|week[\s-]*end)\b")


def read_availability(text: str) -> Slots | None:
    """The (weekday, part of day) pairs that a text means.

    None when some word of it is not understood, so that a person decides. Each piece between commas
    or semicolons has its own: "lun mattina; gio sera". Days without a part are whole days, parts
    without a day are every day; of a span of hours counts each part of the day that it touches.
    """
    pieces = [piece for piece in re.split(r"[;,/]", text.casefold()) if piece.strip()]
    read = [_read_piece(piece) for piece in pieces]
    if not read or None in read:
        return None
    return frozenset().union(*read)


def _read_piece(piece: str) -> Slots | None:
    days: set[Weekday] = set()
    parts: set[PartOfDay] = set()
    piece = _take(_WEEKEND, piece, lambda match: days.update(WEEKEND) or True)
    piece = _take(_HOURS, piece, lambda match: _add(parts, _parts_of(int(match[1]), int(match[2]))))
    piece = _take(_DAYS, piece, lambda match: _add(days, _days_from(match[1], match[2])))
    understood = all(_read_word(word, days, parts) for word in fold(piece).split())
    if not understood or not (days or parts):
        return None
    return frozenset((int(day), str(part)) for day in days or EVERY_DAY for part in parts or PartOfDay)


def _take(pattern: re.Pattern, text: str, use: Callable[[re.Match], bool]) -> str:
    """The text without what `use` took out of it."""
    return pattern.sub(lambda match: " " if use(match) else match[0], text)


def _add(found: set, more: list) -> bool:
    found.update(more)
    return bool(more)


def _read_word(word: str, days: set, parts: set) -> bool:
    if word in FILLERS:
        return True
    if word in GROUPS:
        return _add(days, GROUPS[word])
    return _add(days, _day(word)) or _add(parts, [part for stem, part in STEMS.items() if word.startswith(stem)])


def _day(word: str) -> list[Weekday]:
    """The weekday that a word names or abbreviates, in a list; empty when it is none."""
    return [day for name, day in DAYS.items() if len(word) >= SHORTEST_DAY and name.startswith(word)]


def _days_from(first: str, last: str) -> list[Weekday]:
    start, end = _day(fold(first)), _day(fold(last))
    if not (start and end):
        return []
    return [Weekday((start[0] + step) % 7) for step in range((end[0] - start[0]) % 7 + 1)]


def _parts_of(start: int, end: int) -> list[PartOfDay]:
    return [part for part, hours in HOURS.items() if set(hours) & set(range(start, end))]


def slot_words(slots: Iterable[tuple[int, str]]) -> str:
    """Slots in words, days alike together: "da martedì a venerdì sera; sabato"."""
    by_day: dict[int, list[str]] = defaultdict(list)
    for weekday, part in slots:
        by_day[weekday].append(part)
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for weekday in sorted(by_day):
        alike[tuple(part for part in PartOfDay if part in by_day[weekday])].append(weekday)
    return "; ".join(_together(days, parts) for parts, days in alike.items())


def _together(days: list[int], parts: tuple[str, ...]) -> str:
    """Days with the same parts; whole days need no parts, and every whole day is "sempre"."""
    whole = len(parts) == len(PartOfDay)
    if whole and len(days) == len(Weekday):
        return _("sempre")
    if whole:
        return _days_in_words(days)
    words = {
        "days": _days_in_words(days),
        "parts": get_text_list([str(PartOfDay(part).label) for part in parts], _("e")),
    }
    return _("%(days)s %(parts)s") % words


def _days_in_words(days: list[int]) -> str:
    if len(days) == len(Weekday):
        return _("tutti i giorni")
    names = [str(Weekday(day).label) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("da %(first)s a %(last)s") % {"first": names[0], "last": names[-1]}
    return get_text_list(names, _("e"))
