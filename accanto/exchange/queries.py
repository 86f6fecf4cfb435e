"""Reads of exchange."""

from django.http import Http404

from accanto.exchange.models import ConfirmedWord, ImportBatch, ImportedRow
from accanto.residents.models import Household, Person

SHOWN = 60


def batches(user) -> list[ImportBatch]:
    """The latest imports."""
    return list(
        ImportBatch.objects.visible_to(user).select_related("by").defer("report", "sheets", "decisions")[:SHOWN]
    )


def batch_for(user, pk: int) -> ImportBatch:
    """The import, if this user may open it. Raises Http404 otherwise."""
    batch = ImportBatch.objects.visible_to(user).filter(pk=pk).select_related("by").first()
    if batch is None:
        raise Http404
    return batch


def households_made_by(user, batch: ImportBatch) -> list[Household]:
    """The first households that an import made, by name."""
    made = ImportedRow.objects.filter(batch=batch, model=Household._meta.label)
    rows = Household.objects.visible_to(user).filter(pk__in=made.values("object_id"))
    return list(rows.prefetch_related("members__person")[:SHOWN])


def people_made_by(user, batch: ImportBatch) -> list[Person]:
    """The first people that an import wrote down, by name."""
    made = ImportedRow.objects.filter(batch=batch, model=Person._meta.label, before={})
    return list(Person.objects.visible_to(user).filter(pk__in=made.values("object_id"))[:SHOWN])


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """How many rows of each table an import made."""
    labels = ImportedRow.objects.filter(batch=batch, before={}).values_list("model", flat=True)
    counts: dict[str, int] = {}
    for label in labels.iterator():
        counts[label] = counts.get(label, 0) + 1
    return counts


def confirmed_words() -> dict[str, str]:
    """What words mean, as people have said in earlier imports: key of the question → answer."""
    return dict(ConfirmedWord.objects.values_list("key", "answer"))


def questions_of(batch: ImportBatch) -> list[dict]:
    """What a person is asked about an import, then what words mean as she has said: she may change her mind."""
    return [*batch.report.get("questions", []), *batch.report.get("answered", [])]
