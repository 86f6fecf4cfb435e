"""Reading the register."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accanto.audit.models import READ, AuditRecord
from accanto.base import clock
from accanto.base.pages import Page, keyset_page


def readers_of(household_id: int, cursor: str = "") -> Page:
    """Who opened the file of a household, and when, newest first."""
    rows = AuditRecord.objects.filter(household_id=household_id, verb=READ).select_related("actor")
    return keyset_page(rows, by=("-id",), cursor=cursor)


def record_page(*, actor=None, day: date | None = None, cursor: str = "") -> Page:
    """What was done, newest first: by one person, on one Italian day, or all of it."""
    rows = AuditRecord.objects.select_related("actor").defer("details", "digest")
    if actor:
        rows = rows.filter(actor=actor)
    if day:
        begins, ends = clock.bounds_of(day)
        rows = rows.filter(at__gte=begins, at__lt=ends)
    return keyset_page(rows, by=("-at", "-id"), cursor=cursor)


def actors() -> QuerySet:
    """Everybody who may stand in the register: whoever has or had an account."""
    return get_user_model().objects.order_by("name", "id")
