"""What is asked about who represents a building."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField
from accanto.base.forms import Form


class RepresentativeForm(Form):
    """Who, from when."""

    person = forms.TypedChoiceField(label=_("Chi"), help_text=_("chi abita qui e ha un accesso"))
    since = DayFormField(label=_("Dal"), initial=clock.today)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        known = {str(person.pk): person for person in people}
        self.fields["person"].choices = [("", _("scegli")), *((pk, str(person)) for pk, person in known.items())]
        self.fields["person"].coerce = known.__getitem__


class EndForm(Form):
    """The last day."""

    until = DayFormField(label=_("Ultimo giorno"), initial=clock.today)
