"""Terms, amounts and tariffs: what holds today, and what held before."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.procedures.models import ProcedureType
from accanto.procedures.queries import types_by_code


@dataclass(frozen=True)
class ParameterRow:
    """A parameter as the list shows it: the value of today (None where none holds) and one that is to come.

    `about`: the procedure whose amount it is, without which "ISEE massimo" says nothing.
    """

    code: str
    name: str
    about: str
    current: Parameter | None
    coming: Parameter | None


def parameters() -> list[ParameterRow]:
    """Every parameter: first what concerns the whole work, then what belongs to a procedure; by name. Two queries."""
    today, found = clock.today(), {}
    for row in Parameter.objects.order_by("code", "valid_from"):
        current, coming = found.get(row.code, (row, None, None))[1:]
        if row.valid_from > today:
            coming = coming or row
        elif row.valid_to is None or row.valid_to >= today:
            current = row
        found[row.code] = (row, current, coming)
    kinds = types_by_code()
    rows = [
        ParameterRow(code, newest.name, _about(code, kinds), now, then) for code, (newest, now, then) in found.items()
    ]
    return sorted(rows, key=lambda row: (row.about.casefold(), row.name.casefold()))


def about(code: str) -> str:
    """The name of the procedure whose amount or threshold this is; nothing for the others."""
    return _about(code, types_by_code())


def _about(code: str, kinds: dict[str, ProcedureType]) -> str:
    found = (kind.name for kind in kinds.values() if code.startswith(kind.amounts_prefix))
    return next(found, "")


def history_of(code: str) -> list[Parameter]:
    """Every value that a parameter had, has and will have, the latest first. Raises Http404 for an unknown code."""
    rows = list(Parameter.objects.filter(code=code).order_by("-valid_from"))
    if not rows:
        raise Http404
    return rows


def value_to_come(code: str, pk: int) -> Parameter:
    """A value that has not begun yet. Raises Http404 for any other: what held stays as it was."""
    row = Parameter.objects.filter(Q(valid_from__gt=clock.today()), code=code, pk=pk).first()
    if row is None:
        raise Http404
    return row
