"""What a volunteer must have: insurance, record check, training; and the time that no diary knows."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.models import Parameter
from accanto.base.parameters import parameter_on, value_on
from accanto.base.rules import check_not_future
from accanto.volunteers import rules
from accanto.volunteers.models import InsuranceCover, OtherHours, RecordCheck, Training, Volunteer
from accanto.volunteers.permissions import may_enter_for
from accanto.volunteers.states import Risk


@transaction.atomic
def add_cover(*, by, volunteer: Volunteer, until: date, since: date | None = None, **values) -> InsuranceCover:
    """Write down a policy. `values`: policy_number, insurer, and the risks: accident, illness, third_party."""
    if since and until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    if not any(values.get(risk, True) for risk in Risk):
        raise ValidationError({"accident": _("Una polizza copre almeno una cosa.")})
    if volunteer.covers.filter(policy_number=values["policy_number"], until=until).exists():
        raise ValidationError({"policy_number": _("Questa polizza è già scritta con la stessa scadenza.")})
    cover = InsuranceCover.objects.create(volunteer=volunteer, since=since, until=until, **values)
    record(by=by, verb="add_cover", subject=cover)
    return cover


@transaction.atomic
def add_record_check(
    *, by, volunteer: Volunteer, checked_on: date, clear: bool, recheck_on: date | None = None
) -> RecordCheck:
    """Write that `by` looked at the certificate on a day and whether it was clear; never what it says.

    `recheck_on` is by the cooperative's term (Parameter record_check_months) unless given.
    """
    check_not_future("checked_on", checked_on)
    if recheck_on and recheck_on <= checked_on:
        raise ValidationError({"recheck_on": _("Si rifà dopo questo controllo, non prima.")})
    term = int(value_on(rules.RECHECK_MONTHS, checked_on))
    check = RecordCheck.objects.create(
        volunteer=volunteer,
        checked_on=checked_on,
        clear=clear,
        checked_by=by,
        recheck_on=recheck_on or add_months(checked_on, term),
    )
    record(by=by, verb="add_record_check", subject=check)
    return check


@transaction.atomic
def add_training(
    *, by, volunteer: Volunteer, name: str, finished_on: date | None = None, hours: Decimal | None = None
) -> Training:
    """Write down a course that she attended. Raises ValidationError for one to come, or written already."""
    check_not_future("finished_on", finished_on)
    if volunteer.training.filter(name=name, finished_on=finished_on).exists():
        raise ValidationError({"name": _("Questo corso è già scritto.")})
    training = Training.objects.create(volunteer=volunteer, name=name, finished_on=finished_on, hours=hours)
    record(by=by, verb="add_training", subject=training)
    return training


@transaction.atomic
def add_other_hours(*, by, volunteer: Volunteer, day: date, minutes: int, what: str) -> OtherHours:
    """Write down time given outside the diary. Raises ValidationError for somebody else's or a day to come."""
    if not may_enter_for(by, volunteer):
        raise ValidationError(_("Puoi scrivere solo le tue ore."))
    check_not_future("day", day)
    hours = OtherHours.objects.create(volunteer=volunteer, day=day, minutes=minutes, what=what)
    record(by=by, verb="add_other_hours", subject=hours)
    return hours


@transaction.atomic
def set_record_check_policy(*, by, is_needed: bool) -> Parameter:
    """Say whether the cooperative asks for a record check of whoever is near minors, from today on.

    The earlier answer stays, with its last day.
    """
    today = clock.today()
    row = parameter_on(rules.CHECK_NEAR_MINORS, today)
    if bool(row.value) == is_needed:
        return row
    if row.valid_from == today:
        Parameter.objects.filter(pk=row.pk).update(value=int(is_needed), checked_on=today)
    else:
        Parameter.objects.filter(pk=row.pk).update(valid_to=today - timedelta(days=1))
        row = Parameter(
            code=row.code, name=row.name, value=int(is_needed), unit=row.unit, source=row.source, valid_from=today
        )
        row.checked_on = today
        row.save(force_insert=True)
    record(by=by, verb="set_record_check_policy", subject=row, is_needed=is_needed)
    return row
