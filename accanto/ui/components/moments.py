"""Days and moments as people say them; the exact day is always in the element, for machines and on hover."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.ui.components.marks import NOTHING
from accanto.ui.components.strict import component, register
from accanto.ui.markup import format_html

NEAR_DAYS = 7
DAYS_IN_MONTH = 30.44
FULL = "l j F Y"


@component()
def day(d: date | datetime | None, *, time: bool = False, long: bool = False) -> SafeString:
    """“oggi”, “ieri”, “gio 19”, “16 novembre”, “12 marzo 2024”; with the hour when `time`, in full when `long`."""
    if not d:
        return NOTHING
    on, hour = _split(d)
    return _day(d, on, hour if time else "", long, clock.today(), get_language())


# Kept, as is `_days_ago`, because a page says the same days over and over.
@lru_cache(maxsize=4096)
def _day(d: date | datetime, on: date, hour: str, long: bool, today: date, language: str) -> SafeString:
    words = _written(on, "j F Y", language) if long else _near(on, today, language) or _far(on, today, language)
    return _element(d, on, f"{words} {hour}" if hour else words, language)


@component()
def ago(d: date | datetime | None) -> SafeString:
    """How long ago, or in how long: “adesso”, “20 minuti fa”, “ieri”, “4 giorni fa”, “tra 3 giorni”."""
    if not d:
        return NOTHING
    on, _hour = _split(d)
    minutes = _minutes(d) if isinstance(d, datetime) else ""
    if minutes:
        return _element(d, on, minutes, get_language())
    return _days_ago(d, on, clock.today(), get_language())


@lru_cache(maxsize=4096)
def _days_ago(d: date | datetime, on: date, today: date, language: str) -> SafeString:
    return _element(d, on, _days((today - on).days), language)


@register.filter
def written(on: date | None, pattern: str) -> str:
    """A day in the reader's words by a pattern of Django's; months small where they are written small."""
    return _written(on, pattern, get_language()) if on else ""


@lru_cache(maxsize=4096)
def _written(on: date, pattern: str, language: str) -> str:
    """A day in words. Italian writes weekdays and months small, which Django does not."""
    words = date_format(on, pattern)
    return words if language.startswith("en") else words.lower()


def _split(d: date | datetime) -> tuple[date, str]:
    if not isinstance(d, datetime):
        return d, ""
    local = localtime(d)
    return local.date(), f"{local:%H:%M}"


def _element(d: date | datetime, on: date, words: str, language: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', d.isoformat(), _written(on, FULL, language), words)


def _near(on: date, today: date, language: str) -> str:
    distance = (on - today).days
    if distance in (-1, 0, 1):
        return {-1: _("ieri"), 0: _("oggi"), 1: _("domani")}[distance]
    return _written(on, "D j", language) if abs(distance) < NEAR_DAYS else ""


def _far(on: date, today: date, language: str) -> str:
    return _written(on, "j F" if on.year == today.year else "j F Y", language)


def _minutes(moment: datetime) -> str:
    past = clock.now() - moment
    if not timedelta(0) <= past < timedelta(hours=1):
        return ""
    minutes = past.seconds // 60
    if not minutes:
        return _("adesso")
    return ngettext("%(count)s minuto fa", "%(count)s minuti fa", minutes) % {"count": minutes}


def _days(days: int) -> str:
    """A distance in days: positive in the past."""
    if abs(days) <= 1:
        return {1: _("ieri"), 0: _("oggi"), -1: _("domani")}[days]
    if abs(days) < 60:
        past = ngettext("%(count)s giorno fa", "%(count)s giorni fa", abs(days))
        return (past if days > 0 else ngettext("tra %(count)s giorno", "tra %(count)s giorni", -days)) % {
            "count": abs(days)
        }
    months = round(abs(days) / DAYS_IN_MONTH)
    if months < 24:
        past = ngettext("%(count)s mese fa", "%(count)s mesi fa", months)
        return (past if days > 0 else ngettext("tra %(count)s mese", "tra %(count)s mesi", months)) % {"count": months}
    years = months // 12
    past = ngettext("%(count)s anno fa", "%(count)s anni fa", years)
    return (past if days > 0 else ngettext("tra %(count)s anno", "tra %(count)s anni", years)) % {"count": years}
