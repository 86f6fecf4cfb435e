"""The private calendar feed (RFC 5545): what is due and when, without a name in it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accanto.agenda.sources import KINDS
from accanto.base import clock
from accanto.base.due import DueItem

HALF_AN_HOUR = timedelta(minutes=30)


def calendar_of(items: list[DueItem]) -> bytes:
    """The feed as text/calendar: one event for each item, all-day unless it has an hour."""
    calendar = Calendar()
    calendar.add("prodid", "-//Accanto//IT")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Accanto")
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for item in items:
        calendar.add_component(_event(item))
    return calendar.to_ical()


def _event(item: DueItem) -> Event:
    """The kind of thing only: a calendar is synchronised to machines that are not ours."""
    event = Event()
    host = urlsplit(settings.PUBLIC_URL).hostname or "accanto"
    event.add("uid", f"{item.kind}-{item.subject_id}@{host}")
    event.add("dtstamp", clock.now())
    event.add("summary", _("Accanto: %(kind)s") % {"kind": KINDS[item.kind]})
    event.add("url", settings.PUBLIC_URL + reverse("desk:today"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if item.at is None:
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
    else:
        start = datetime.combine(item.day, item.at, tzinfo=clock.ROME).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + HALF_AN_HOUR)
    return event
