"""The one clock. Tests set it by travelling in time; nobody else asks the machine what time it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ROME = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The day it is in Italy."""
    return now().astimezone(ROME).date()


def day_of(moment: datetime) -> date:
    """The Italian day on which an aware moment falls."""
    return moment.astimezone(ROME).date()
