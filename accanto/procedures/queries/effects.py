"""What a change of the catalogue would do to procedures that are open: shown before it is applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.procedures.models import Procedure, ProcedureDay, ProcedureType, TermRule
from accanto.procedures.queries.catalogue import ground
from accanto.procedures.schedule import expected_days
from accanto.procedures.states import BEFORE_SUBMISSION
from accanto.ui.components.moments import written

MOST_SHOWN = 200


@dataclass(frozen=True)
class Effect:
    """One day of one procedure: as it stands, and as it would stand. None: it is not there."""

    procedure: Procedure
    what: str
    old: date | None
    new: date | None

    @property
    def before(self) -> str:
        """The day as it stands, in words."""
        return _day(self.old) if self.old else "—"

    @property
    def after(self) -> str:
        """The day as it would stand, in words."""
        return _day(self.new) if self.new else _("non scade più")


@dataclass(frozen=True)
class NeedEffect:
    """One document on the checklist of one procedure, as it is called now and as it would be; empty: not asked for."""

    procedure: Procedure
    old: str
    new: str

    what = gettext_lazy("Documento richiesto")

    @property
    def before(self) -> str:
        """The document as it stands."""
        return self.old or "—"

    @property
    def after(self) -> str:
        """The document as it would stand."""
        return self.new or _("non serve più")


def _day(on: date) -> str:
    return written(on, "j F Y")


def need_effects(user, kind: ProcedureType, old: str, new: str) -> list[NeedEffect]:
    """The checklists that would change if a document were called `new` instead of `old` (empty: not asked for): of
    the procedures this user may see for which papers are still gathered, at most MOST_SHOWN."""
    if old == new:
        return []
    rows = Procedure.objects.visible_to(user).filter(type=kind, state__in=BEFORE_SUBMISSION)
    rows = rows.select_related("household", "person").order_by("opened_on", "id")
    return [NeedEffect(procedure, old, new) for procedure in rows[:MOST_SHOWN]]


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
