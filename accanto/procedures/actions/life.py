"""Writing one step in the life of a procedure, in one place."""

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.procedures.actions.days import write_days
from accanto.procedures.actions.rules import check_step
from accanto.procedures.models import Procedure, ProcedureStep
from accanto.procedures.states import ENDED, State


@transaction.atomic
def move(
    *, by, procedure: Procedure, to: State, verb: str, reason: str = "", version: int | None = None, **values
) -> Procedure:
    """Take a procedure one step further: rules, row, step, days, audit.

    Compares with the version the person had before her eyes, else with the one just loaded: of two
    steps taken at once one is refused. Raises ValidationError.
    """
    origin = State(procedure.state)
    check_step(procedure, to, reason)
    today = clock.today()
    values |= {"stepped_on": today, "ended_on": today if to in ENDED else None}
    procedure.change(version=procedure.version if version is None else version, state=to, **values)
    write_step(by=by, procedure=procedure, origin=origin, reason=reason)
    write_days(procedure)
    household_id = procedure.household_id
    record(by=by, verb=verb, subject=procedure, household_id=household_id, origin=origin.value, to=to.value)
    return procedure


def write_step(*, by, procedure: Procedure, origin: str = "", reason: str = "") -> ProcedureStep:
    """Add the step just taken to the life of the procedure."""
    return ProcedureStep.objects.create(
        procedure=procedure, origin=origin, to=procedure.state, reason=reason.strip(), by=by, at=clock.now()
    )
