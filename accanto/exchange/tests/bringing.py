"""Bringing a folder into the archive, and looking at all that an import can touch."""

from django.apps import apps
from django.core.serializers import serialize

from accanto.exchange import actions
from accanto.exchange.actions.undoing import ORDER
from accanto.exchange.models import ImportBatch


def bring(by, folder, **options) -> ImportBatch:
    """Import a folder: what is certain arrives."""
    files = [(path, path.name) for path in sorted(folder.iterdir())]
    batch = actions.open_batch(by=by, files=files, **options)
    actions.check_batch(by=by, batch=batch)
    return actions.run_batch(by=by, batch=batch)


def decided(by, folder, decisions: dict[str, str]) -> ImportBatch:
    """Import a folder with answers to its questions: key → answer."""
    batch = actions.open_batch(by=by, files=[(path, path.name) for path in sorted(folder.iterdir())])
    actions.decide_rows(by=by, batch=batch, decisions=decisions)
    actions.check_batch(by=by, batch=batch)
    return actions.run_batch(by=by, batch=batch)


def dump() -> list[dict]:
    """Every table that an import can write to; how often a row was changed does not count."""
    tables = (apps.get_model(label)._base_manager.order_by("pk") for label in ORDER)
    rows = [row for table in tables for row in serialize("python", table)]
    for row in rows:
        row["fields"].pop("version", None)
    return rows


def codes(batch) -> list[str]:
    return [problem["code"] for file in batch.report["files"] for problem in file["problems"]]
