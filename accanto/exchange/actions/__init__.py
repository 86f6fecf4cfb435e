"""Writes of exchange, by subject."""

from accanto.exchange.actions.batches import (
    check_batch,
    choose_columns,
    decide_rows,
    discard_batch,
    open_batch,
    remove_old_files,
)
from accanto.exchange.actions.exporting import export
from accanto.exchange.actions.queueing import queue_batch, run_here
from accanto.exchange.actions.running import run_batch
from accanto.exchange.actions.undoing import undo_batch

__all__ = [
    "check_batch",
    "choose_columns",
    "decide_rows",
    "discard_batch",
    "export",
    "open_batch",
    "queue_batch",
    "remove_old_files",
    "run_batch",
    "run_here",
    "undo_batch",
]
