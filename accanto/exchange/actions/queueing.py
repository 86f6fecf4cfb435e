"""Handing a confirmed import to the worker, or doing it here when no worker comes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.exchange.actions import tasks
from accanto.exchange.actions.batches import move
from accanto.exchange.actions.running import run_batch
from accanto.exchange.models import ImportBatch
from accanto.exchange.states import BatchState


@transaction.atomic
def queue_batch(*, by, batch: ImportBatch) -> ImportBatch:
    """Confirm a checked import: it waits for the worker."""
    move(batch, BatchState.QUEUED, queued_at=clock.now(), done=0)
    record(by=by, verb="confirm_import", subject=batch)
    transaction.on_commit(lambda: tasks.run_import.enqueue(batch.pk))
    return batch


def run_here(*, by, batch: ImportBatch) -> ImportBatch:
    """Carry out a confirmed import at once, in this process. Raises ValidationError when it is at work elsewhere."""
    if not tasks.may_run(batch):
        raise ValidationError(_("L'importazione è già in corso."))
    return run_batch(by=by, batch=batch)
