"""A procedure from a list that was kept before: where it stood, and what still falls due."""

from datetime import date

from django.db import transaction

from accanto.accounts.models import User
from accanto.audit.actions import record
from accanto.base import clock
from accanto.directory.models import Organisation
from accanto.procedures import queries
from accanto.procedures.actions.days import write_days
from accanto.procedures.actions.life import write_step
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import ENDED, WITH_THE_BODY, DayKind, How, State
from accanto.residents.models import Household, Person

# Of another time: nobody is to be called late for them today.
GONE_BY = (DayKind.REMINDER, DayKind.APPEAL, DayKind.AFTERWARDS)
DECIDED = (State.ACCEPTED, State.REFUSED)


@transaction.atomic
def take_over_procedure(
    *,
    by,
    household: Household,
    person: Person,
    type: ProcedureType,
    state: State,
    opened_on: date,
    due_on: date | None = None,
    organisation: Organisation | None = None,
    followed_by: User | None = None,
    followed_by_person: Person | None = None,
) -> Procedure:
    """Write down a procedure as an older list had it; `due_on` is the day that stood there as its expiry.

    Reminders and appeals whose day has gone by are done with: nobody is to find fifty of them on the first morning.
    """
    paper = queries.current_paper(person, type.paper_kind) if state not in ENDED else None
    accepted = state == State.ACCEPTED
    procedure = Procedure.objects.create(
        household=household,
        person=person,
        type=type,
        how=How.HERSELF,
        organisation=organisation,
        followed_by=followed_by,
        followed_by_person=followed_by_person,
        state=state,
        opened_on=opened_on,
        event_on=opened_on,
        stepped_on=clock.today(),
        submitted_on=opened_on if state in (*WITH_THE_BODY, *DECIDED) else None,
        decided_on=opened_on if state in DECIDED else None,
        ended_on=opened_on if state in ENDED else None,
        result_until=due_on if accepted else None,
        paper=paper,
        expires_on=due_on if not accepted and paper is None else None,
    )
    write_step(by=by, procedure=procedure)
    write_days(procedure)
    gone_by = procedure.days.filter(kind__in=GONE_BY, on__lt=clock.today())
    gone_by.update(settled_on=clock.today())
    record(by=by, verb="import_procedure", subject=procedure, household_id=household.pk, to=state)
    return procedure


@transaction.atomic
def fill_procedure(*, by, procedure: Procedure, **values) -> Procedure:
    """Write what an older list knows and the archive has left blank: `organisation`, who follows it."""
    if changed := procedure.change(**values):
        household_id = procedure.household_id
        record(by=by, verb="import_procedure", subject=procedure, household_id=household_id, fields=changed)
    return procedure
