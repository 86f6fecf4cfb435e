"""Writing to the register."""

import json
from collections.abc import Iterable

from django.db import connection, models, transaction

from accanto.audit import chain
from accanto.audit.models import READ, AuditRecord
from accanto.base import clock
from config import home

CHAIN_LOCK = 0xACCA

NEWEST = f"SELECT digest FROM {AuditRecord._meta.db_table} ORDER BY id DESC LIMIT 1"
# Sent together, run one after the other: the newest row is looked for when the lock is held.
LOCKED_NEWEST = f"SELECT pg_advisory_xact_lock({CHAIN_LOCK}); {NEWEST}"


@transaction.atomic(savepoint=False)
def record(*, by, verb: str, subject: models.Model, household_id: int | None = None, **details) -> AuditRecord:
    """Add one act to the chain, inside the transaction of the act itself: two queries.

    `details` are names of fields and states, never contents; a number with decimals among them
    raises ValueError. `by` is a user, or None for the machine.
    """
    previous = _newest_digest()
    row = AuditRecord(
        at=clock.now(),
        actor_id=by.pk if by else None,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        household_id=household_id,
        details=_plain(details),
    )
    row.digest = chain.digest(previous, row)
    row.save(force_insert=True)
    return row


@transaction.atomic(savepoint=False)
def record_all(*, by, verb: str, subjects: Iterable[tuple[models.Model, int | None]], **details) -> None:
    """Add one act for each (subject, household id) to the chain, with two queries for all of them.

    For imports: the same rows that `record` would have added one by one.
    """
    previous = _newest_digest()
    now, plain, rows = clock.now(), _plain(details), []
    for subject, household_id in subjects:
        row = AuditRecord(
            at=now,
            actor_id=by.pk if by else None,
            verb=verb,
            subject=subject._meta.label_lower,
            subject_id=str(subject.pk),
            household_id=household_id,
            details=plain,
        )
        previous = row.digest = chain.digest(previous, row)
        rows.append(row)
    AuditRecord.objects.bulk_create(rows)


def record_read(*, by, subject: models.Model, household_id: int | None = None) -> AuditRecord:
    """Record that a file is about to be shown; when this fails, the page must not be."""
    return record(by=by, verb=READ, subject=subject, household_id=household_id)


def write_head() -> None:
    """Write the newest digest to ACCANTO_HOME/audit-heads.txt, once a day: from then on a cut shows.

    Lines are added, never changed. Call it outside a transaction: a row that is rolled back later
    would look as if it had been cut.
    """
    heads = chain.read_heads()
    today = clock.today()
    newest = AuditRecord.objects.order_by("-id").values_list("id", "digest").first()
    if newest is None or any(head.day == today for head in heads):
        return
    heads.append(chain.Head(today, *newest))
    home.write_whole(home.AUDIT_HEADS, "".join(f"{head}\n" for head in heads))


def _newest_digest() -> str:
    """The digest that the next row continues; no other row can come between until this transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(LOCKED_NEWEST)
            cursor.nextset()
        else:
            cursor.execute(NEWEST)
        row = cursor.fetchone()
    return row[0] if row else ""


def _plain(details: dict) -> dict:
    """Details as every database gives them back, so that the digest still fits: lists, no fractions."""
    return json.loads(json.dumps(details), parse_float=_refuse_fraction)


def _refuse_fraction(number: str):
    raise ValueError(f"{number}: the register holds names and whole numbers only")
