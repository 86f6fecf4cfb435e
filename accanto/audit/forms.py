"""The filter of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.audit import queries
from accanto.base.fields import DayFormField


class RecordFilter(forms.Form):
    """Whose acts, and of which day."""

    actor = forms.ModelChoiceField(label=_("Chi"), queryset=None, required=False, empty_label=_("tutti"))
    day = DayFormField(label=_("Giorno"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = queries.actors()
