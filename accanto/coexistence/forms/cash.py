"""What is asked about the cash box."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import MONEY_DIGITS, DayFormField
from accanto.base.forms import Form
from accanto.coexistence.states import Direction


class MovementForm(Form):
    """Money in or out of the box."""

    direction = forms.ChoiceField(
        label=_("Che cosa fa il denaro"), choices=Direction.choices, widget=forms.RadioSelect, initial=Direction.OUT
    )
    amount = forms.DecimalField(label=_("Importo (€)"), max_digits=MONEY_DIGITS, decimal_places=2, localize=True)
    what = forms.CharField(label=_("Per che cosa"), max_length=150)
    day = DayFormField(label=_("Giorno"), initial=clock.today)
    advanced_by = forms.CharField(
        label=_("Chi anticipa"), max_length=100, required=False, help_text=_("solo se la cassa va sotto zero")
    )
