"""What the agenda asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.agenda.queries import known_kinds
from accanto.base.fields import DayFormField
from accanto.base.forms import Form


class MoveForm(Form):
    """Another day."""

    to = DayFormField(label=_("a che giorno"))


class RemindersForm(Form):
    """Of which kinds to be reminded by mail."""

    wanted = forms.MultipleChoiceField(
        label=_("Avvisami per"), required=False, choices=known_kinds, widget=forms.CheckboxSelectMultiple
    )
