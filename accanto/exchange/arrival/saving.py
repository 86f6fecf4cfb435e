"""Writing many rows at once: in portions, each a transaction; a portion that fails is tried row by row."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.audit.actions import record_all
from accanto.base.models import Record
from accanto.exchange.models import ImportBatch, ImportedRow

PORTION = 400

# What a row can do wrong. A database that is busy or gone is no fault of a row: the run stops and may be started again.
REFUSED_BY_DATABASE = (IntegrityError, DataError)


class Ledger:
    """Writes rows in the name of a batch: rows, register of accesses and the batch's memory in one transaction."""

    def __init__(self, batch: ImportBatch):
        self.batch = batch

    @cached_property
    def author(self) -> User | None:
        """In whose name is written what must have an author: a coordinator, where the machine's owner imports."""
        return self.batch.by or User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk").first()

    def create(self, rows: list[tuple[int, int, models.Model, int | None]]) -> None:
        """Write new rows, given as (sheet, row, object, household id).

        Straight to the table, because ten thousand calls of the apps' own actions take a minute: what
        those actions would refuse is refused before (in the plan) or by the database's constraints.
        """
        if not rows:
            return
        model = type(rows[0][2])
        model._base_manager.bulk_create([made for _sheet, _row, made, _household in rows])
        verb = f"import_{model._meta.model_name}"
        subjects = ((made, household_id) for _sheet, _row, made, household_id in rows)
        record_all(by=self.batch.by, verb=verb, subjects=subjects, batch=self.batch.pk)
        self.remember((sheet, row, made, {}) for sheet, row, made, _household in rows)

    def remember(self, rows: Iterable[tuple[int, int, models.Model, dict]]) -> None:
        """Note rows that came of this batch, given as (sheet, row, object, what its fields held before)."""
        notes = [
            ImportedRow(
                batch=self.batch,
                sheet=sheet,
                row=row,
                model=made._meta.label,
                object_id=made.pk,
                version=made.version if isinstance(made, Record) else 0,
                before=before,
            )
            for sheet, row, made, before in rows
        ]
        ImportedRow.objects.bulk_create(notes)


def in_portions(items: Iterable, write: Callable[[list], None], refuse: Callable[[object, str], None]) -> Iterator[int]:
    """Write items in portions and yield how many were handled; one that fails alone is refused with its reason."""
    rest = iter(items)
    while portion := list(islice(rest, PORTION)):
        try:
            with transaction.atomic():
                write(portion)
        except (*REFUSED_BY_DATABASE, ValidationError):
            for item in portion:
                _one(item, write, refuse)
        yield len(portion)


def _one(item, write: Callable[[list], None], refuse: Callable[[object, str], None]) -> None:
    try:
        with transaction.atomic():
            write([item])
    except ValidationError as error:
        refuse(item, " ".join(error.messages))
    except REFUSED_BY_DATABASE:
        refuse(item, _("si scontra con qualcosa che è già nell'archivio."))
