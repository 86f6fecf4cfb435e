"""Preparing an import: files, columns, decisions, a try without writing."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.exchange import queries, report
from accanto.exchange.arrival.plan import Plan
from accanto.exchange.arrival.planning import make_plan
from accanto.exchange.arrival.snapshot import Snapshot
from accanto.exchange.arrival.words import is_of_words
from accanto.exchange.fields import KINDS
from accanto.exchange.folder import Refused, open_files, read_folder
from accanto.exchange.kinds import Understood, is_prose, retake
from accanto.exchange.mapping import Column, samples
from accanto.exchange.models import KEY_LENGTH, ConfirmedWord, ImportBatch
from accanto.exchange.states import AT_WORK, OPEN, TRANSITIONS, BatchState
from config import home

LEFT_OUT = "left_out"
KEEP_FILES = timedelta(days=7)
MAX_FILES = 20

NOT_NOW = _("Questa importazione è già partita o finita: non si può più cambiare.")
FILES_GONE = _("I file di questa importazione non ci sono più: caricali di nuovo.")


def move(batch: ImportBatch, state: BatchState, **values) -> None:
    """Take a batch to a state. Raises ValidationError when its life does not allow it."""
    if state not in TRANSITIONS[BatchState(batch.state)]:
        raise ValidationError(NOT_NOW)
    batch.change(version=batch.version, state=state, **values)


def open_batch(*, by, files: Iterable[tuple[Path, str]], with_remarks: bool = False) -> ImportBatch:
    """Take copies of files given as (path, the name the person knows) and understand their sheets.

    Reads outside of any transaction: nobody waits for a large file.
    """
    files = list(files)
    if not files:
        raise ValidationError({"files": _("Scegli almeno un file.")})
    if len(files) > MAX_FILES:
        raise ValidationError({"files": _("Al massimo %(count)s file per volta.") % {"count": MAX_FILES}})
    with transaction.atomic():
        names = [name[:200] for _path, name in files]
        batch = ImportBatch.objects.create(by=by, with_remarks=with_remarks, files=names)
        record(by=by, verb="open_import", subject=batch, files=len(files))
    batch.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for (copy, _name), (path, _known) in zip(batch.paths, files, strict=True):
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
    understood, _refused = open_files(batch.paths)
    batch.change(sheets=[_description(sheet) for sheet in understood])
    return batch


def _description(understood: Understood) -> dict:
    """A sheet as it was understood, kept with the batch: what a person may change, and samples to decide by."""
    return {
        "file": understood.file,
        "sheet": understood.sheet.name,
        "kind": understood.kind,
        "rows": len(understood.sheet.rows),
        "columns": [
            {"index": column.index, "letter": column.letter, "title": column.title, "samples": _samples(column)}
            for column in understood.columns
        ],
        "fields": {name: column.index for name, column in understood.fields.items()},
    }


def _samples(column: Column) -> list[str]:
    """What is written in a column, but for free remarks: those are kept nowhere and shown to nobody."""
    return [] if is_prose(column) else samples(column)


@transaction.atomic
def choose_columns(*, by, batch: ImportBatch, sheet: int, kind: str, fields: dict[str, int]) -> ImportBatch:
    """Say what a sheet is and what its columns mean (`fields`: field → column); another kind is understood anew."""
    if batch.state not in OPEN:
        raise ValidationError(NOT_NOW)
    if kind and kind != LEFT_OUT and kind not in KINDS:
        raise ValidationError({"kind": _("Scegli dall'elenco.")})
    sheets = [dict(described) for described in batch.sheets]
    if kind in KINDS and kind != sheets[sheet]["kind"]:
        understood = open_files(batch.paths)[0][sheet]
        fields = {name: column.index for name, column in retake(understood, kind).fields.items()}
    sheets[sheet] |= {"kind": kind, "fields": fields}
    move(batch, BatchState.DRAFT, sheets=sheets, report={})
    record(by=by, verb="choose_import_columns", subject=batch)
    return batch


@transaction.atomic
def decide_rows(*, by, batch: ImportBatch, decisions: dict[str, str]) -> ImportBatch:
    """Keep what a person said of doubtful rows: question → answer. What she said of words is kept for all imports."""
    if batch.state not in OPEN:
        raise ValidationError(NOT_NOW)
    batch.change(decisions={**batch.decisions, **decisions})
    for key, answer in decisions.items():
        if is_of_words(key):
            _remember(by, key, answer)
    record(by=by, verb="decide_import_rows", subject=batch, count=len(decisions))
    return batch


def _remember(by, key: str, answer: str) -> None:
    """Keep what words mean; without an answer the question is open again."""
    if answer and max(len(key), len(answer)) <= KEY_LENGTH:
        ConfirmedWord.objects.update_or_create(key=key, defaults={"answer": answer, "by": by})
    else:
        ConfirmedWord.objects.filter(key=key).delete()


def check_batch(*, by, batch: ImportBatch, plan: Plan | None = None) -> ImportBatch:
    """Try the import without writing: the report says what would happen. Reads outside of any transaction."""
    if batch.state not in OPEN:
        raise ValidationError(NOT_NOW)
    plan = plan or plan_of(batch)
    with transaction.atomic():
        move(batch, BatchState.CHECKED, report=report.of_plan(plan), total=plan.size, done=0)
        record(by=by, verb="check_import", subject=batch)
    return batch


def plan_of(batch: ImportBatch) -> Plan:
    """Read the files again as the person chose, and match them with the archive as it is now."""
    if not batch.folder.exists():
        raise ValidationError(FILES_GONE)
    understood, refused = open_files(batch.paths)
    chosen = [_as_chosen(sheet, described) for sheet, described in zip(understood, batch.sheets, strict=True)]
    left_out = [place for place, described in enumerate(batch.sheets) if described["kind"] == LEFT_OUT]
    return plan_from(chosen, refused, left_out, batch)


def plan_from(understood: list[Understood], refused: list[Refused], left_out: list[int], batch: ImportBatch) -> Plan:
    """The plan of sheets that are already understood."""
    folder = read_folder(understood, refused, left_out, batch.with_remarks)
    return make_plan(folder, Snapshot(batch.by), {**queries.confirmed_words(), **batch.decisions})


def _as_chosen(understood: Understood, described: dict) -> Understood:
    own = {name: column.index for name, column in understood.fields.items()}
    if described["kind"] in {understood.kind, LEFT_OUT} and described["fields"] == own:
        return understood
    return retake(understood, described["kind"] if described["kind"] != LEFT_OUT else "", described["fields"])


@transaction.atomic
def discard_batch(*, by, batch: ImportBatch) -> ImportBatch:
    """Throw away an import that has written nothing."""
    if batch.state not in OPEN or batch.rows.exists():
        raise ValidationError(NOT_NOW)
    record(by=by, verb="discard_import", subject=batch)
    remove_files(batch)
    batch.delete()
    return batch


def remove_files(batch: ImportBatch) -> None:
    """Delete the copies of the files."""
    shutil.rmtree(batch.folder, ignore_errors=True)
    if batch.pk:
        ImportBatch.objects.filter(pk=batch.pk).update(files_removed_at=clock.now())


def remove_old_files() -> int:
    """Delete copies older than seven days, and those whose import is gone; returns how many imports that were."""
    young = ImportBatch.objects.filter(created_at__gt=clock.now() - KEEP_FILES) | ImportBatch.objects.filter(
        state__in=AT_WORK
    )
    keep = {str(pk) for pk in young.filter(files_removed_at=None).values_list("pk", flat=True)}
    folders = [folder for folder in home.IMPORTS.glob("*") if folder.is_dir() and folder.name not in keep]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    gone = [int(folder.name) for folder in folders if folder.name.isdigit()]
    ImportBatch.objects.filter(pk__in=gone, files_removed_at=None).update(files_removed_at=clock.now())
    return len(folders)
