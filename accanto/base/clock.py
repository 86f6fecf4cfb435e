"""The one clock. Tests set it by travelling in time; nobody else asks the machine what time it is."""

from datetime import date, datetime, time, timedelta
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


def bounds_of(day: date) -> tuple[datetime, datetime]:
    """The moment at which an Italian day begins, and the one at which the next begins."""
    return datetime.combine(day, time.min, ROME), datetime.combine(day + timedelta(days=1), time.min, ROME)
