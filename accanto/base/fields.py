"""Fields and form fields shared by all apps."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accanto.base.dates import EARLIEST, LATEST
from accanto.base.text import without_surrogates

MONEY_DIGITS = 10


class DayField(models.DateField):
    """A day between 1900 and 2200: what lies outside is a typing error."""

    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DayFormField, **kwargs})


class MoneyField(models.DecimalField):
    """Euro with two decimals."""

    def __init__(self, *args, **kwargs):
        kwargs.update(max_digits=MONEY_DIGITS, decimal_places=2)
        super().__init__(*args, **kwargs)


class DayFormField(forms.DateField):
    """A day, typed as Italians write it or picked in the browser's calendar."""

    default_validators = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"], **kwargs)


class TextFormField(forms.CharField):
    """Free text of a few lines. Lone surrogates are replaced: no database takes them."""

    def __init__(self, *, rows: int = 4, max_length: int = 20_000, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return without_surrogates(super().to_python(value) or "")


class ChipsField(forms.MultipleChoiceField):
    """Several codes from a known list, as a list."""

    def clean(self, value):
        return list(super().clean(value))
