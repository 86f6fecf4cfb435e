"""Setting terms, amounts and tariffs from a day on. What held before that day is never touched."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.models import Parameter

# Units in which halves make no sense.
WHOLE = {"giorni", "mesi", "anni", "ore", "punti"}


@transaction.atomic
def set_parameter(
    *, by, code: str, value: Decimal, valid_from: date, source: str, checked_on: date | None = None
) -> Parameter:
    """Let a parameter have another value from a day on, today at the earliest, with its source.

    Raises ValidationError by field for a day that has passed, one from which a value is already written,
    a negative value, and a fraction of what is counted in wholes.
    """
    former = Parameter.objects.filter(code=code).order_by("valid_from").last()
    errors = {}
    if valid_from < clock.today():
        errors["valid_from"] = _("Quello che valeva prima non si cambia: scegli un giorno da oggi in poi.")
    elif former.valid_from >= valid_from:
        errors["valid_from"] = _("Da quel giorno, o da uno che viene dopo, un valore è già scritto.")
    if value < 0:
        errors["value"] = _("Il valore non può essere minore di zero.")
    elif former.unit in WHOLE and value != value.to_integral_value():
        errors["value"] = _("Scrivi un numero intero.")
    if checked_on and checked_on > clock.today():
        errors["checked_on"] = _("Questo giorno deve ancora venire.")
    if errors:
        raise ValidationError(errors)
    parameter = Parameter.objects.create(
        code=code,
        name=former.name,
        unit=former.unit,
        value=value,
        valid_from=valid_from,
        source=source,
        checked_on=checked_on or clock.today(),
    )
    record(by=by, verb="set_parameter", subject=parameter, code=code)
    return parameter


@transaction.atomic
def withdraw_parameter(*, by, parameter: Parameter) -> str:
    """Take back a value that has not begun. Returns its code. Raises ValidationError once it holds."""
    if parameter.valid_from <= clock.today():
        raise ValidationError(_("Questo valore vale già: non si toglie, se ne scrive un altro."))
    record(by=by, verb="withdraw_parameter", subject=parameter, code=parameter.code)
    parameter.delete()
    return parameter.code
