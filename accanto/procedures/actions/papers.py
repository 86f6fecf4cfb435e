"""The checklist: what is in hand beside the papers that we keep."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.procedures.actions.rules import check_open
from accanto.procedures.models import DocumentNeed, NeedTick, Procedure


@transaction.atomic
def tick_need(*, by, procedure: Procedure, need: DocumentNeed) -> Procedure:
    """Somebody has this document in hand."""
    check_open(procedure)
    if need.type_id != procedure.type_id:
        raise ValidationError(_("Questo documento non è tra quelli chiesti."), code="of_another_type")
    _tick, is_new = NeedTick.objects.get_or_create(
        procedure=procedure, need=need, defaults={"by": by, "on": clock.today()}
    )
    if is_new:
        record(by=by, verb="check_document", subject=procedure, household_id=procedure.household_id)
    return procedure


@transaction.atomic
def untick_need(*, by, procedure: Procedure, need: DocumentNeed) -> Procedure:
    """It is not there after all."""
    check_open(procedure)
    if procedure.ticks.filter(need=need).delete()[0]:
        record(by=by, verb="remove_document", subject=procedure, household_id=procedure.household_id)
    return procedure
