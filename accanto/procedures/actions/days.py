"""The days of a procedure: written when it moves, done with or put off by a person."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_from_today
from accanto.procedures import queries
from accanto.procedures.models import Procedure, ProcedureDay, TermRule
from accanto.procedures.schedule import Expected, Ground, expected_days
from accanto.procedures.states import DayKind


@transaction.atomic
def write_days(procedure: Procedure, rules: Iterable[TermRule] | None = None, ground: Ground | None = None) -> None:
    """Let the days of a procedure follow from its state and its type's rules.

    What a person has done with or put off stays so as long as the day by the rule is the same.
    """
    rules = procedure.type.rules.all() if rules is None else rules
    wanted = {day.key: day for day in expected_days(procedure, rules, ground or queries.ground())}
    for row in procedure.days.all():
        expected = wanted.pop((row.kind, row.rule_id), None)
        if expected is None:
            row.delete()
        else:
            _follow(row, expected)
    ProcedureDay.objects.bulk_create([_row(procedure, expected) for expected in wanted.values()])


def _row(procedure: Procedure, day: Expected) -> ProcedureDay:
    return ProcedureDay(
        procedure=procedure,
        kind=day.kind,
        rule=day.rule,
        what=day.what,
        on=day.on,
        counted_on=day.counted_on,
        crosses_august=day.crosses_august,
    )


def _follow(row: ProcedureDay, day: Expected) -> None:
    values = {"what": day.what, "crosses_august": day.crosses_august}
    if row.counted_on != day.counted_on:
        values |= {"on": day.on, "counted_on": day.counted_on, "settled_on": None}
    row.change(**values)


@transaction.atomic
def count_days_again(*, by, procedure: Procedure) -> Procedure:
    """Count the days anew, after the paper they count from was corrected."""
    write_days(procedure)
    record(by=by, verb="change_procedure", subject=procedure, household_id=procedure.household_id, fields=["days"])
    return procedure


@transaction.atomic
def settle_day(*, by, day: ProcedureDay) -> Procedure:
    """Done: a reminder falls due no more, a procedure that stood still is looked at again later, and who
    does not appeal, or does not renew, has decided so.

    Raises ValidationError for a term: only the step that it asks for ends it.
    """
    if not day.can_settle:
        raise ValidationError(_("Un termine finisce solo con il passo che chiede."), code="a_term")
    if day.kind == DayKind.LOOK_AGAIN:
        on = clock.today() + timedelta(days=queries.ground().look_again_days)
        day.change(on=on)
    else:
        day.change(settled_on=clock.today())
    return _recorded(by, "finish_procedure_day", day)


@transaction.atomic
def move_day(*, by, day: ProcedureDay, to: date) -> Procedure:
    """Put a reminder off to another day. Raises ValidationError for a term: it is not ours to move."""
    if not day.can_move:
        raise ValidationError(_("Questo giorno lo decide l'ente o la legge: non si può spostare."), code="a_term")
    check_from_today("to", to)
    day.change(on=to, settled_on=None)
    return _recorded(by, "move_procedure_day", day)


def _recorded(by, verb: str, day: ProcedureDay) -> Procedure:
    procedure = day.procedure
    record(by=by, verb=verb, subject=procedure, household_id=procedure.household_id, kind=day.kind)
    return procedure
