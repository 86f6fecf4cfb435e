"""What a table of an export is, and which rows of it a reader gets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

AT_ONCE = 1000
OWN_ID = "ID Accanto"


@dataclass(frozen=True)
class Table:
    """One sheet: file-safe name, titles, and a reader of rows for whoever exports (None: the machine's owner)."""

    name: str
    label: str
    titles: tuple[str, ...]
    rows: Callable[[object, bool], Iterator[list]]


def open_to(model: type[Model], by) -> QuerySet:
    """The rows that `by` may see; all of them for the command, which runs where the archive lies."""
    return model.objects.visible_to(by) if by is not None else model.objects.all()
