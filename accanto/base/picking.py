"""Choosing one among thousands: a part of the name is typed, the server answers with a few to choose from.

No list of all of them ever stands on the page, and no script is needed: the button of the field sends the form,
which comes back with what was found and with everything that was typed (`Form.is_searching`). What is typed
travels in the body of the form, never in an address.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SEARCH = "search"  # the name of the button that only looks for somebody
LONGEST_ID = 18
MOST_LETTERS = 100


@dataclass(frozen=True)
class Picked:
    """What a form holds of the field: the id that was chosen, and the words that were typed, perhaps empty."""

    pk: str = ""
    text: str = ""


class PickInput(forms.RadioSelect):
    """Those who were found, to choose one, and the line to look for another."""

    template_name = "ui/_pick.html"

    def value_from_datadict(self, data, files, name) -> Picked:
        return Picked(data.get(name, ""), data.get(f"{name}_text", "")[:MOST_LETTERS])

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data and f"{name}_text" not in data

    def format_value(self, value) -> list[str]:
        return [value.pk if isinstance(value, Picked) else str(value or "")]

    def get_context(self, name, value, attrs):
        offered, chosen, text = self.offer(value)
        self.choices = [(str(row.pk), self.label_of(row)) for row in offered]
        context = super().get_context(name, Picked(chosen), attrs)
        nothing = bool(text) and not offered
        return context | {"text": text, "nothing_found": nothing, "button": SEARCH, "most_letters": MOST_LETTERS}

    def offer(self, value) -> tuple[list, str, str]:
        """Who is shown, which of them is chosen, and the words in the line. The only one that is found is chosen."""
        picked = value if isinstance(value, Picked) else Picked(pk=str(value or ""))
        chosen = self.among(_ids(picked.pk))
        found = self.search(picked.text) if picked.text.strip() else []
        rows = {row.pk: row for row in [*chosen, *found]}
        only = next(iter(rows), "") if len(rows) == 1 else ""
        return list(rows.values()), str(chosen[0].pk if chosen else only), picked.text


class PickField(forms.Field):
    """One of many. A form says in its __init__ among whom: `form.fields[name].offer(...)`."""

    widget = PickInput
    default_error_messages = {
        "required": _("Scrivi una parte del nome, premi Cerca e scegli."),
        "choose": _("Scegli fra quelli trovati."),
        "nobody": _("Con queste parole non si trova niente: scrivine altre."),
        "not_here": _("Questa scelta non c'è più: cerca di nuovo."),
    }

    def offer(self, *, search: Callable[[str], list], among: Callable[[Collection[int]], list], label_of=str) -> None:
        """`search` finds a few by words, `among` gives of some ids the rows that this person may choose."""
        self.widget.search, self.widget.among, self.widget.label_of = search, among, label_of

    def clean(self, value: Picked):
        """The row that was chosen, or None. Raises ValidationError for nothing, for words alone, for another's row."""
        if value.pk:
            rows = self.widget.among(_ids(value.pk))
            if not rows:
                raise ValidationError(self.error_messages["not_here"], code="not_here")
            return rows[0]
        if value.text.strip():
            code = "choose" if self.widget.search(value.text) else "nobody"
            raise ValidationError(self.error_messages[code], code=code)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None


def _ids(text: str) -> set[int]:
    return {int(text)} if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else set()
