"""A parameter's value as people say it."""

from datetime import date

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.base.models import Parameter
from accanto.ui.components.marks import euro
from accanto.ui.components.moments import written

register = template.Library()

LEAP_YEAR = 2024  # so that 29 February is a day too


@register.simple_tag
def parameter_value(parameter: Parameter) -> SafeString | str:
    """The value with its unit: euro with cents, a day of the year as a day, a yes or no as a word."""
    words = IN_WORDS.get(parameter.unit)
    return words(parameter.value) if words else f"{_number(parameter.value)} {parameter.unit}"


def _number(value) -> str:
    return number_format(value.normalize(), use_l10n=True, force_grouping=True)


def _day_of_the_year(value) -> str:
    """Month and day in four figures; what is no day is shown as it was written."""
    month, day = divmod(int(value), 100)
    try:
        return written(date(LEAP_YEAR, month, day), "j F")
    except ValueError:
        return _number(value)


# By the unit as the migrations wrote it.
IN_WORDS = {
    "€": euro,
    "MMGG": _day_of_the_year,
    "1 sì, 0 no": lambda value: _("sì") if value else _("no"),
    "livello": lambda value: _("livello %(level)s") % {"level": _number(value)},
}
