"""What a change of the catalogue would do to procedures that are open: shown before it is applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accanto.procedures.models import Procedure, ProcedureDay, ProcedureType, TermRule
from accanto.procedures.queries.catalogue import ground
from accanto.procedures.schedule import expected_days

MOST_SHOWN = 200


@dataclass(frozen=True)
class Effect:
    """One day of one procedure: as it stands, and as it would stand. None: it is not there."""

    procedure: Procedure
    what: str
    old: date | None
    new: date | None


def with_days_to_come(kind: ProcedureType) -> QuerySet[Procedure]:
    """Procedures of a type that are open, or have a day that may still fall due, with what counting needs."""
    to_come = ProcedureDay.objects.filter(procedure=OuterRef("pk"))
    rows = Procedure.objects.filter(Q(ended_on=None) | Exists(to_come), type=kind)
    return rows.select_related("type", "person", "paper", "result_paper").prefetch_related("days")


def effects(user, kind: ProcedureType, rules: Iterable[TermRule]) -> list[Effect]:
    """How the days of the procedures that this user may see would change, at most MOST_SHOWN: if the type were as
    `kind` is, which need not be saved, and its rules were these."""
    rules, counted = list(rules), ground()
    rows = with_days_to_come(kind).filter(pk__in=Procedure.objects.visible_to(user).values("pk"))
    found = []
    for procedure in rows.select_related("household").order_by("opened_on", "id"):
        procedure.type = kind
        kept = {(day.kind, day.rule_id): day for day in procedure.days.all()}
        expected = {day.key: day for day in expected_days(procedure, rules, counted)}
        for key in kept.keys() | expected.keys():
            old, new = kept.get(key), expected.get(key)
            if old is None or new is None or old.counted_on != new.counted_on:
                found.append(Effect(procedure, (new or old).what, old and old.on, new and new.on))
        if len(found) >= MOST_SHOWN:
            break
    return sorted(found, key=lambda effect: (effect.procedure.pk, effect.new or effect.old))
