"""The chain: every row is sealed together with the one before it.

Who edits, removes or swaps rows without the key breaks it where he did. Who cuts the newest rows
does not, and is betrayed by the daily heads in ACCANTO_HOME/audit-heads.txt, of which a copy is in
every backup.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from accanto.audit.models import AuditRecord
from config import home

ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Head:
    """The newest row of a day, as it was written out."""

    day: date
    row_id: int
    digest: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.row_id} {self.digest}"


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and how."""

    row_id: int | None
    sentence: str


def digest(previous: str, row: AuditRecord) -> str:
    """The HMAC-SHA256 of a row and of the digest before it, as 64 hexadecimal digits."""
    content = [
        previous,
        _moment(row.at),
        row.actor_id,
        row.verb,
        row.subject,
        row.subject_id,
        row.household_id,
        row.details,
    ]
    return hmac.new(
        home.key("audit").encode(), json.dumps(content, sort_keys=True).encode(), hashlib.sha256
    ).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def verify_chain() -> Break | None:
    """The first row that does not fit the one before it or a head written out; None when all fit."""
    try:
        heads = {head.row_id: head for head in read_heads()}
    except ValueError as error:
        return Break(None, str(error))
    previous, last = "", 0
    try:
        for row in AuditRecord.objects.order_by("id").iterator(chunk_size=ROWS_AT_ONCE):
            head = heads.pop(row.pk, None)
            if row.digest != digest(previous, row):
                return Break(row.pk, _altered(row.pk))
            if head and row.digest != head.digest:
                return Break(row.pk, _differs(head))
            previous, last = row.digest, row.pk
    except (AttributeError, TypeError, ValueError):  # a moment that is no moment, details that are no JSON
        return Break(None, _("Il registro non si legge dopo la riga %(id)s: qualcuno lo ha cambiato.") % {"id": last})
    return _cut(heads)


def read_heads() -> list[Head]:
    """The heads written out so far, oldest first. Raises ValueError on a line that is not one."""
    if not home.AUDIT_HEADS.exists():
        return []
    return [_head(line) for line in home.AUDIT_HEADS.read_text(encoding="utf-8").splitlines()]


def _head(line: str) -> Head:
    try:
        day, row_id, sealed = line.split(" ")
        return Head(date.fromisoformat(day), int(row_id), sealed)
    except ValueError:
        raise ValueError(_("Una riga di %(file)s non si legge.") % {"file": home.AUDIT_HEADS.name}) from None


def _altered(row_id: int) -> str:
    return _("La riga %(id)s del registro è stata cambiata, spostata o tolta.") % {"id": row_id}


def _differs(head: Head) -> str:
    return _("La riga %(id)s del registro non è quella scritta il %(day)s in %(file)s.") % {
        "id": head.row_id,
        "day": head.day,
        "file": home.AUDIT_HEADS.name,
    }


def _cut(heads: dict[int, Head]) -> Break | None:
    """The first head whose row is no longer there."""
    if not heads:
        return None
    head = heads[min(heads)]
    return Break(
        head.row_id,
        _("Il registro è stato accorciato: la riga %(id)s, scritta il %(day)s, non c'è più.")
        % {"id": head.row_id, "day": head.day},
    )
