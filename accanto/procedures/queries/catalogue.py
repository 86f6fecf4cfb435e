"""The catalogue, its amounts, and the calendar by which its terms are counted."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.parameters import parameters_on, value_on
from accanto.procedures.models import DocumentNeed, Procedure, ProcedureType, TermRule
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
    """Every version of every type."""
    return ProcedureType.objects.select_related("paper_kind")


def catalogue_by_time() -> dict[str, list[ProcedureType]]:
    """The catalogue: what is in use today, what is to come, what is gone. Three queries."""
    rows = ProcedureType.objects
    return {"types": list(rows.in_use()), "to_come": list(rows.to_come()), "gone": list(rows.gone())}


def types_in_use() -> QuerySet[ProcedureType]:
    """Types of which a new procedure may be opened, for the choices of a form."""
    return ProcedureType.objects.in_use()


def type_choices() -> list[tuple[str, str]]:
    """Every type by its code, also the withdrawn ones: procedures of them may be open."""
    return [(code, kind.name) for code, kind in types_by_code().items()]


def types_by_code() -> dict[str, ProcedureType]:
    """Of each code one version: the one of today, else the latest; by name."""
    rows = {}
    for kind in ProcedureType.objects.order_by("valid_from"):
        if kind.code not in rows or not kind.is_to_come:
            rows[kind.code] = kind
    return dict(sorted(rows.items(), key=lambda item: item[1].name))


def version_of_today(kind: ProcedureType) -> ProcedureType | None:
    """The version in which procedures of this kind are opened today; None where it was withdrawn."""
    return ProcedureType.objects.in_use().versions_of(kind).first()


def other_versions(kind: ProcedureType) -> list[ProcedureType]:
    """The other versions of the same kind of procedure, the latest first."""
    return list(ProcedureType.objects.versions_of(kind).exclude(pk=kind.pk))


def version_in_the_way(code: str, since: date, until: date | None, besides: int | None) -> ProcedureType | None:
    """A version of a code that holds on some day of a time."""
    rows = ProcedureType.objects.filter(Q(valid_to=None) | Q(valid_to__gte=since), code=code).exclude(pk=besides)
    return (rows.filter(valid_from__lte=until) if until else rows).order_by("-valid_from").first()


def is_known_code(code: str) -> bool:
    """Whether a kind of procedure is called so, in whatever letters."""
    return ProcedureType.objects.filter(code__iexact=code).exists()


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


def open_of_version(user, kind: ProcedureType) -> int:
    """How many procedures opened under a version are open, of those that this user may see."""
    return Procedure.objects.visible_to(user).still_open().filter(type=kind).count()


def need_for(kind: ProcedureType, pk: int) -> DocumentNeed:
    """A document that this type asks for. Raises Http404."""
    found = kind.needs.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def amounts_of(kind: ProcedureType) -> list[Parameter]:
    """The amounts and thresholds of a type in force today, by name."""
    return sorted(parameters_on(kind.amounts_prefix, clock.today()).values(), key=lambda row: row.name)
