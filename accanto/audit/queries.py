"""Reading the register."""

from accanto.audit.actions import READ
from accanto.audit.models import AuditRecord
from accanto.base.pages import Page, keyset_page


def readers_of(household_id: int, cursor: str = "") -> Page:
    """Who opened the file of a household, and when, newest first."""
    rows = AuditRecord.objects.filter(household_id=household_id, verb=READ).select_related("actor")
    return keyset_page(rows, by=("-id",), cursor=cursor)
