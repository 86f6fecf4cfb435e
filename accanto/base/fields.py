"""Fields and form fields shared by all apps."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accanto.base.dates import EARLIEST, LATEST
from accanto.base.text import without_surrogates

MONEY_DIGITS = 10
MOST_DIGITS_OF_AN_ID = 18
OUT_OF_REACH = _("L'anno deve stare tra il 1900 e il 2200.")
WITHIN_REACH = [MinValueValidator(EARLIEST, OUT_OF_REACH), MaxValueValidator(LATEST, OUT_OF_REACH)]


def moment_within_reach(moment: datetime) -> None:
    """Refuse a day and hour outside the years of a DayField."""
    if not EARLIEST.year <= moment.year <= LATEST.year:
        raise ValidationError(OUT_OF_REACH)


class DayField(models.DateField):
    """A day between 1900 and 2200: what lies outside is a typing error."""

    default_validators = WITHIN_REACH

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DayFormField, **kwargs})


class MoneyField(models.DecimalField):
    """Euro with two decimals."""

    def __init__(self, *args, **kwargs):
        kwargs.update(max_digits=MONEY_DIGITS, decimal_places=2)
        super().__init__(*args, **kwargs)


class DayFormField(forms.DateField):
    """A day, typed as Italians write it or picked in the browser's calendar."""

    default_validators = WITHIN_REACH

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"], **kwargs)


class TextFormField(forms.CharField):
    """Free text of a few lines. Lone surrogates are replaced: no database takes them. A line ends with
    one sign, however the text came: browsers send two, and the same text must stay the same."""

    def __init__(self, *, rows: int = 4, max_length: int = 20_000, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return without_surrogates((super().to_python(value) or "").replace("\r\n", "\n"))


class SeveralRowsField(forms.ModelMultipleChoiceField):
    """Several rows of a table. An id beyond the database's integers is no choice, and no error of the server."""

    def clean(self, value):
        for pk in value or []:
            if len(str(pk)) > MOST_DIGITS_OF_AN_ID:
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class SeveralSelect(forms.MultiWidget):
    """A few drop-down lists side by side, for several codes out of hundreds."""

    template_name = "ui/_several_select.html"

    def __init__(self, count: int, attrs=None):
        super().__init__([forms.Select() for _place in range(count)], attrs)

    def decompress(self, value) -> list[str]:
        known = list(value or [])
        return known + [""] * (len(self.widgets) - len(known))

    def offer(self, choices: list[tuple[str, str]]) -> None:
        """Put the choices, and an empty one, into every list."""
        for widget in self.widgets:
            widget.choices = [("", "—"), *choices]


class CodesFormField(forms.MultipleChoiceField):
    """Several codes from a known list, as a list."""

    widget = SeveralSelect

    def __init__(self, *, count: int, **kwargs):
        super().__init__(widget=SeveralSelect(count), **kwargs)
        for number, widget in enumerate(self.widget.widgets, start=1):
            widget.attrs["aria-label"] = format_lazy("{label} {number}", label=self.label or "", number=number)

    def _set_offered(self, value):
        forms.ChoiceField.choices.fset(self, value)
        self.widget.offer(list(self.choices))

    choices = property(forms.ChoiceField.choices.fget, _set_offered)

    def clean(self, value):
        return list(dict.fromkeys(super().clean([code for code in value or [] if code])))
