"""Taking back a whole import, but for what somebody has worked on since."""

from datetime import date

from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.models import Record
from accanto.exchange.actions.batches import move
from accanto.exchange.models import ImportBatch, ImportedRow
from accanto.exchange.states import BatchState

# What points to others goes first.
ORDER = (
    "diary.Entry",
    "procedures.Procedure",
    "partners.Agreement",
    "directory.Organisation",
    "volunteers.Training",
    "volunteers.InsuranceCover",
    "volunteers.Availability",
    "volunteers.Volunteer",
    "housing.Assignment",
    "housing.Works",
    "residents.HouseholdMember",
    "residents.Household",
    "residents.Membership",
    "residents.ContactPoint",
    "residents.Person",
    "housing.Dwelling",
    "housing.Building",
)


@transaction.atomic
def undo_batch(*, by, batch: ImportBatch) -> ImportBatch:
    """Remove what an import made and empty what it filled in. What was changed since, or is in use, is kept
    and counted in `report["kept"]`."""
    move(batch, BatchState.UNDONE, undone_at=clock.now())
    _empty_filled(by, batch)
    kept = {}
    for label in ORDER:
        if left := _remove(batch, label):
            kept[label] = left
    batch.change(report={**batch.report, "kept": kept})
    record(by=by, verb="undo_import", subject=batch, kept=sum(kept.values()))
    return batch


def _empty_filled(by, batch: ImportBatch) -> None:
    """Give filled fields their earlier values back, unless somebody has changed the row since."""
    for note in batch.rows.exclude(before={}):
        model = apps.get_model(note.model)
        row = model._base_manager.filter(pk=note.object_id, version=note.version).first()
        if row is not None:
            row.change(version=note.version, **{name: _value(model, name, old) for name, old in note.before.items()})
            record(by=by, verb="undo_import_fill", subject=row, fields=list(note.before))


def _value(model, name: str, old):
    is_day = isinstance(model._meta.get_field(name), models.DateField)
    return date.fromisoformat(old) if is_day and old else old


def _remove(batch: ImportBatch, label: str) -> int:
    """Delete the untouched rows of one table; returns how many had to be kept."""
    model = apps.get_model(label)
    made = ImportedRow.objects.filter(batch=batch, model=label, before={})
    untouched = made
    rows = model._base_manager.filter(pk__in=made.values("object_id"))
    if issubclass(model, Record):
        untouched = Exists(untouched.filter(object_id=OuterRef("pk"), version=OuterRef("version")))
        rows_untouched = rows.filter(untouched)
    else:
        rows_untouched = rows
    free = rows_untouched.exclude(_is_used(model))
    pks = list(free.values_list("pk", flat=True))
    for start in range(0, len(pks), PORTION):
        model._base_manager.filter(pk__in=pks[start : start + PORTION]).delete()
    return rows.count()


PORTION = 400


def _is_used(model) -> Q:
    """Whether any row of any table points to a row; its own parts and the lists that it keeps aside."""
    used = Q(pk__in=[])
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)) or relation.concrete:
            continue
        table = relation.related_model
        if table._meta.auto_created is model or table._meta.label in OWN_PARTS.get(model._meta.label, ()):
            continue
        used |= Q(Exists(table._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return used


# What belongs to a row as its own part and goes with it.
OWN_PARTS = {
    "diary.Entry": ("diary.EntryHousehold", "diary.ReservedPart"),
    "residents.Person": ("residents.LikelyPair",),
    "procedures.Procedure": ("procedures.ProcedureStep", "procedures.ProcedureDay"),
}
