"""Opening hours as people write them ("9-12, 15-17:30") and as they are kept: weekday, from, to."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEEKDAYS = [
    _("lunedì"),
    _("martedì"),
    _("mercoledì"),
    _("giovedì"),
    _("venerdì"),
    _("sabato"),
    _("domenica"),
]
MOST_A_DAY = 4
STRETCH = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True)
class Day:
    """A weekday with its stretches of opening, as a page shows it."""

    name: str
    words: str


def read_stretches(text: str) -> list[tuple[str, str]]:
    """("09:00", "12:00") for each stretch of a day. Raises ValidationError with the reason."""
    stretches = [_read(part.strip()) for part in re.split(r"[,;]| e ", text) if part.strip()]
    if len(stretches) > MOST_A_DAY:
        raise ValidationError(_("Al massimo quattro orari al giorno."))
    for (_from, before), (after, _to) in zip(stretches, stretches[1:], strict=False):
        if after < before:
            raise ValidationError(_("Gli orari di un giorno non si accavallano e vanno in ordine."))
    return stretches


def _read(part: str) -> tuple[str, str]:
    match = STRETCH.fullmatch(part)
    if match is None:
        raise ValidationError(_("Scrivi così: 9-12, 15-17:30."))
    opens, closes = f"{int(match[1]):02}:{match[2] or '00'}", f"{int(match[3]):02}:{match[4] or '00'}"
    if not (opens < closes <= "24:00" and opens[3:] < "60" and closes[3:] < "60"):
        raise ValidationError(_("Un orario va dalle 0 alle 24, e la fine viene dopo l'inizio."))
    return opens, closes


def words_of(stretches: list[tuple[str, str]]) -> str:
    """The stretches of a day as they are written on a door."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in stretches)


def days_of(hours: list) -> list[Day]:
    """The weekdays that have hours, from Monday."""
    return [Day(str(WEEKDAYS[day]), words) for day in range(7) if (words := words_of(_on(hours, day)))]


def _on(hours: list, day: int) -> list[tuple[str, str]]:
    return [(opens, closes) for weekday, opens, closes in hours if weekday == day]


class HoursWidget(forms.MultiWidget):
    """One line for each weekday."""

    template_name = "directory/_hours.html"

    def __init__(self):
        lines = [forms.TextInput(attrs={"placeholder": "9-12, 15-17:30"}) for _day in WEEKDAYS]
        super().__init__(lines)

    def decompress(self, value) -> list[str]:
        return [words_of(_on(value or [], day)) for day in range(7)]

    def get_context(self, name, value, attrs):
        # What is kept is a list too, which Django would take for the lines themselves.
        if any(isinstance(line, list) for line in value or []):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        for day, line in zip(WEEKDAYS, context["widget"]["subwidgets"], strict=True):
            line["day"] = day
        return context


class HoursFormField(forms.MultiValueField):
    """The opening hours of a week, as a list of [weekday, from, to]."""

    widget = HoursWidget

    def __init__(self, **kwargs):
        lines = [forms.CharField(max_length=100, required=False) for _day in WEEKDAYS]
        super().__init__(lines, require_all_fields=False, required=False, **kwargs)

    def compress(self, values) -> list:
        return [[day, *stretch] for day, text in enumerate(values or []) for stretch in self._of(day, text)]

    def _of(self, day: int, text: str) -> list[tuple[str, str]]:
        try:
            return read_stretches(text or "")
        except ValidationError as error:
            raise ValidationError(_("%(day)s: %(why)s"), params={"day": WEEKDAYS[day], "why": error.message}) from error
