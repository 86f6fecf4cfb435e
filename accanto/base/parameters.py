"""What a law or a tariff says on a day: amounts, thresholds, terms."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from accanto.base.models import Parameter
from accanto.base.statements import Given, kept


class UnknownParameter(LookupError):
    """No row of this code holds on that day."""


def parameter_on(code: str, day: date) -> Parameter:
    """The row in force on a day, with its unit, source and date of the check. Raises UnknownParameter."""
    for row in _in_force().objects(code=code, day=day):
        return row
    raise UnknownParameter(f"{code} on {day}")


@kept
def _in_force() -> QuerySet:
    code = Given("code", Parameter._meta.get_field("code"))
    day = Given("day", Parameter._meta.get_field("valid_from"))
    in_force = Parameter.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), code=code, valid_from__lte=day)
    return in_force.order_by("-valid_from")[:1]


def value_on(code: str, day: date) -> Decimal:
    """The number in force on a day. Raises UnknownParameter."""
    return parameter_on(code, day).value


def parameters_on(prefix: str, day: date) -> dict[str, Parameter]:
    """Every row in force on a day whose code begins with `prefix`, by code; the latest where two hold."""
    return {row.code: row for row in _in_force_of(prefix).objects(day=day)}


@kept
def _in_force_of(prefix: str) -> QuerySet:
    day = Given("day", Parameter._meta.get_field("valid_from"))
    in_force = Parameter.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    return in_force.filter(code__startswith=prefix).order_by("valid_from")
