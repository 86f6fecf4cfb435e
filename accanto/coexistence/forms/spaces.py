"""What is asked about shared spaces and bookings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.coexistence import models


class SpaceForm(Form):
    """A shared space."""

    model = models.SharedSpace
    model_fields = ("name", "rules", "turn_weight", "is_bookable", "longest_hours")


class BookingForm(Form):
    """On which day, from which hour to which."""

    day = DayFormField(label=_("Giorno"), initial=clock.today)
    begins = forms.TimeField(label=_("Dalle"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Alle"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class BookingForSomebodyForm(BookingForm):
    """A booking that a neighbour asked the cooperative to write down."""

    household = forms.TypedChoiceField(label=_("Per chi"))

    def __init__(self, *args, homes, **kwargs):
        super().__init__(*args, **kwargs)
        signs = [(str(home.household_id), home.sign) for home in homes]
        self.fields["household"].choices = [("", _("scegli")), *signs]
        self.fields["household"].coerce = {str(home.household_id): home.household for home in homes}.__getitem__
        self.order_fields(["household"])
