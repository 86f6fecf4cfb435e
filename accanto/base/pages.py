"""Pages of a long list, by key: page 1,000 costs what page 1 costs, and nobody is skipped when rows arrive."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from accanto.base.sealed import seal, unseal

SIZE = 25


@dataclass(frozen=True)
class Page:
    """Some rows in order, and the cursors of the pages beside them (None where there is none).

    A cursor is sealed: lists are ordered by name, and an address stays in the browser's memory.
    """

    rows: list
    newer: str | None
    older: str | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def keyset_page(rows: QuerySet, *, by: tuple[str, ...], cursor: str = "", size: int = SIZE) -> Page:
    """The page at `cursor` of `rows` ordered by the columns `by` ("-" for descending; the last one unique).

    No column may be empty. An unreadable cursor gives the first page.
    """
    backwards, key = _read(cursor, len(by))
    order = [_turned(column) for column in by] if backwards else list(by)
    try:
        found = list(rows.filter(_beyond(order, key) if key else Q()).order_by(*order)[: size + 1])
    except (ValueError, TypeError, ValidationError):  # a cursor that somebody wrote by hand
        return keyset_page(rows, by=by, size=size)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    before, after = (more, True) if backwards else (bool(key), more)
    return Page(
        rows=found,
        newer=_write(True, found[0], by) if before and found else None,
        older=_write(False, found[-1], by) if after and found else None,
    )


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(order: list[str], key: list) -> Q:
    """Rows after `key`: (a ≥ x) and (a > x or (a = x and rest)), which an index on the columns serves."""
    column, value = order[0], key[0]
    name, past = (column[1:], "lt") if column.startswith("-") else (column, "gt")
    strictly = Q(**{f"{name}__{past}": value})
    if len(order) == 1:
        return strictly
    return Q(**{f"{name}__{past}e": value}) & (strictly | _beyond(order[1:], key[1:]))


def _write(backwards: bool, row, by: tuple[str, ...]) -> str:
    values = [_plain(_value(row, column.lstrip("-"))) for column in by]
    return seal(json.dumps([backwards, *values]))


def _value(row, path: str):
    for name in path.split("__"):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row


def _plain(value):
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(cursor: str, columns: int) -> tuple[bool, list | None]:
    try:
        backwards, *key = json.loads(unseal(cursor))
    except (ValueError, TypeError):
        return False, None
    plain = all(isinstance(value, str | int) and len(str(value)) <= 200 for value in key)
    if len(key) != columns or not plain or any(isinstance(value, int) and abs(value) >= 2**63 for value in key):
        return False, None
    return bool(backwards), key
