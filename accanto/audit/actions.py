"""Writing to the register."""

import hashlib
import hmac
import json
from datetime import datetime

from django.db import connection, models, transaction

from accanto.audit.models import AuditRecord
from accanto.base import clock
from config import home

CHAIN_LOCK = 0xACCA
READ = "read"


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
    return at.isoformat(timespec="microseconds")


@transaction.atomic
def record(*, by, verb: str, subject: models.Model, household_id: int | None = None, **details) -> AuditRecord:
    """Add one act to the chain, inside the transaction of the act itself.

    `details` are names of fields and states, never contents. `by` is a user, or None for the machine.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    previous = AuditRecord.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    row = AuditRecord(
        at=clock.now(),
        actor_id=by.pk if by else None,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        household_id=household_id,
        details=details,
    )
    row.digest = digest(previous, row)
    row.save(force_insert=True)
    return row


def record_read(*, by, subject: models.Model, household_id: int | None = None) -> AuditRecord:
    """Record that a file is about to be shown; when this fails, the page must not be."""
    return record(by=by, verb=READ, subject=subject, household_id=household_id)
