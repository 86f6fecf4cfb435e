"""The appointment at the body's office."""

from datetime import datetime

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_from_today
from accanto.procedures.actions.days import write_days
from accanto.procedures.actions.rules import check_open
from accanto.procedures.models import Procedure


@transaction.atomic
def set_appointment(
    *,
    by,
    procedure: Procedure,
    appointment_at: datetime,
    appointment_place: str | None = None,
    version: int | None = None,
) -> Procedure:
    """Write down when and where the body expects her; a new moment takes the place of the old one."""
    check_open(procedure)
    check_from_today("appointment_at", clock.day_of(appointment_at))
    place = procedure.appointment_place if appointment_place is None else appointment_place
    return _change(by, procedure, version, appointment_at=appointment_at, appointment_place=place)


@transaction.atomic
def cancel_appointment(*, by, procedure: Procedure, version: int | None = None) -> Procedure:
    """The appointment has been, or will not be: it falls due no more."""
    return _change(by, procedure, version, appointment_at=None, appointment_place="")


def _change(by, procedure: Procedure, version: int | None, **values) -> Procedure:
    if changed := procedure.change(version=version, **values):
        write_days(procedure)
        household_id = procedure.household_id
        record(by=by, verb="set_appointment", subject=procedure, household_id=household_id, fields=changed)
    return procedure
