"""The catalogue, its amounts, and the calendar by which its terms are counted."""

from django.db.models import QuerySet
from django.http import Http404

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.parameters import parameters_on, value_on
from accanto.procedures.models import DocumentNeed, ProcedureType, TermRule
from accanto.procedures.schedule import Ground
from accanto.procedures.terms import Calendar

PATRON_DAY = "procedures_patron_day"
LOOK_AGAIN_DAYS = "procedures_look_again_days"


def ground() -> Ground:
    """The calendar of the town and the terms of our own, as they stand today."""
    today = clock.today()
    patron = divmod(int(value_on(PATRON_DAY, today)), 100)
    return Ground(Calendar(patron), int(value_on(LOOK_AGAIN_DAYS, today)))


def catalogue() -> QuerySet[ProcedureType]:
    """Every type, in use or withdrawn."""
    return ProcedureType.objects.select_related("paper_kind")


def types_in_use() -> QuerySet[ProcedureType]:
    """Types of which a new procedure may be opened, for the choices of a form."""
    return ProcedureType.objects.in_use()


def type_choices() -> list[tuple[str, str]]:
    """Every type by its code, also the withdrawn ones: procedures of them may be open."""
    return list(ProcedureType.objects.values_list("code", "name"))


def type_for(pk: int) -> ProcedureType:
    """One type with its documents and rules. Raises Http404."""
    found = catalogue().prefetch_related("needs__paper_kind", "rules").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def rules_of(kind: ProcedureType) -> list[TermRule]:
    """The terms and reminders of a type."""
    return list(kind.rules.all())


def rule_for(kind: ProcedureType, pk: int) -> TermRule:
    """A rule of this type. Raises Http404."""
    found = kind.rules.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def need_for(kind: ProcedureType, pk: int) -> DocumentNeed:
    """A document that this type asks for. Raises Http404."""
    found = kind.needs.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def amounts_of(kind: ProcedureType) -> list[Parameter]:
    """The amounts and thresholds of a type in force today, by name."""
    return sorted(parameters_on(kind.amounts_prefix, clock.today()).values(), key=lambda row: row.name)
