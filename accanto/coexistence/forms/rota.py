"""What is asked about the rota and about a household on it."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.coexistence import models
from accanto.coexistence.models.rota import MOST_WEEKS
from accanto.coexistence.states import Sign
from accanto.residents.models import Person


class RotaForm(Form):
    """From which Monday, for how many weeks."""

    first_week = DayFormField(label=_("Dal lunedì"))
    weeks = forms.IntegerField(
        label=_("Per quante settimane"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=13,
        help_text=_("tredici settimane sono un trimestre"),
    )


class SwapForm(Form):
    """Which turn of a neighbour in exchange."""

    other_turn = forms.TypedChoiceField(label=_("In cambio di quale turno"), widget=forms.RadioSelect)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        known = {str(row.turn.pk): row.turn for row in rows}
        self.fields["other_turn"].coerce = known.__getitem__
        self.fields["other_turn"].choices = [(str(row.turn.pk), in_words(row)) for row in rows]


class AgreedSwapForm(SwapForm):
    """A swap that both neighbours told the cooperative."""

    both_agree = forms.BooleanField(label=_("Tutte e due le famiglie sono d'accordo"), required=False)


def in_words(row) -> str:
    """A turn as one line of a list of choices: what, in which week, whose."""
    return _now("%(space)s, settimana del %(week)s (%(sign)s)") % {
        "space": row.turn.space.name,
        "week": row.begins,
        "sign": row.sign,
    }


class ExemptionForm(Form):
    """From when to when a household has no turns. Why is not asked."""

    model = models.Exemption
    model_fields = ("since", "until")


class SignForm(Form):
    """How the household wants to be called in the stairwell."""

    sign = forms.ChoiceField(label=_("Sulle scale compare"), choices=Sign.choices, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Il nome di"), required=False, help_text=_("solo il nome, mai il cognome")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
