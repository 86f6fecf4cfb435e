"""Pages of a long list, by key: page 1,000 costs what page 1 costs, and nobody is skipped when rows arrive."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from accanto.base.sealed import seal, unseal
from accanto.base.statements import Given, Statement

SIZE = 25
LONGEST = 100  # whatever a list asks for
# What a cursor that somebody wrote by hand leads to.
UNREADABLE = (ValueError, TypeError, ValidationError)


class Turn(Enum):
    """Which way one turns: to the first page, onward or back."""

    BEGIN = "begin"
    ONWARD = "onward"
    BACK = "back"


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
    size = min(size, LONGEST)
    turn, key = _read(cursor, len(by))
    try:
        found = list(_in_order(rows, turn, by, size, key))
    except UNREADABLE:
        return keyset_page(rows, by=by, size=size)
    return _page(found, turn, by, size)


def kept_page(
    statement: Callable[[Turn, int], Statement], *, by: tuple[str, ...], cursor: str = "", size: int = SIZE, **values
) -> Page:
    """As `keyset_page`, from a kept statement for each turn and size of a page, made by `given_page`."""
    size = min(size, LONGEST)
    turn, key = _read(cursor, len(by))
    places = {_place(number): value for number, value in enumerate(key)}
    try:
        found = statement(turn, size).objects(**values, **places)
    except UNREADABLE:
        return kept_page(statement, by=by, size=size, **values)
    return _page(found, turn, by, size)


def given_page(rows: QuerySet, turn: Turn, size: int, *, by: tuple[str, ...]) -> QuerySet:
    """The rows of a page whose cursor comes when the statement is asked; `by` names columns of the rows' own table."""
    columns = [rows.model._meta.get_field(column.lstrip("-")) for column in by]
    return _in_order(rows, turn, by, size, [Given(_place(number), column) for number, column in enumerate(columns)])


def _place(number: int) -> str:
    return f"key_{number}"


def _in_order(rows: QuerySet, turn: Turn, by: tuple[str, ...], size: int, key: list) -> QuerySet:
    """The rows of a page in the order in which one comes to them, and one more where there are others."""
    order = [_turned(column) for column in by] if turn == Turn.BACK else list(by)
    return rows.filter(Q() if turn == Turn.BEGIN else _beyond(order, key)).order_by(*order)[: size + 1]


def _page(found: list, turn: Turn, by: tuple[str, ...], size: int) -> Page:
    more, found = len(found) > size, found[:size]
    if turn == Turn.BACK:
        found.reverse()
    before, after = (more, True) if turn == Turn.BACK else (turn == Turn.ONWARD, more)
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


def _read(cursor: str, columns: int) -> tuple[Turn, list]:
    try:
        backwards, *key = json.loads(unseal(cursor))
    except (ValueError, TypeError):
        return Turn.BEGIN, []
    plain = all(isinstance(value, str | int) and len(str(value)) <= 200 for value in key)
    if len(key) != columns or not plain or any(isinstance(value, int) and abs(value) >= 2**63 for value in key):
        return Turn.BEGIN, []
    return Turn.BACK if backwards else Turn.ONWARD, key
