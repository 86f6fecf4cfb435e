"""What the worker does for imports."""

from datetime import timedelta

from django_tasks import task

from accanto.base import clock
from accanto.exchange.actions.running import run_batch
from accanto.exchange.models import ImportBatch
from accanto.exchange.states import BatchState

# A run gives a sign of life with every portion; planning ten thousand rows takes less than a minute.
SILENT = timedelta(minutes=5)


@task()
def run_import(batch_id: int) -> None:
    """Carry out a confirmed import; one that is at work elsewhere, finished or gone is left alone."""
    batch = ImportBatch.objects.filter(pk=batch_id).select_related("by").first()
    if batch is not None and may_run(batch):
        run_batch(by=batch.by, batch=batch)


def may_run(batch: ImportBatch) -> bool:
    """Waiting, or begun by a worker that has fallen silent."""
    silent = batch.beat_at is not None and batch.beat_at < clock.now() - SILENT
    return batch.state == BatchState.QUEUED or (batch.state == BatchState.RUNNING and silent)
