"""Leaving, and how it goes afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.plans.forms.promises import WORD_LENGTH
from accanto.plans.models import Exit, FollowUp
from accanto.plans.states import FOLLOW_UP_TRANSITIONS, FollowUpState, Situation


class ExitForm(Form):
    """Where to, when, the keys."""

    model = Exit
    model_fields = ("left_on", "destination", "keys_back_on")
    word = TextFormField(label=_("In parole"), rows=2, max_length=WORD_LENGTH, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"left_on": clock.today()}, **kwargs)


class KeysForm(Form):
    """The day on which the keys came back."""

    keys_back_on = DayFormField(label=_("Chiavi restituite il"), initial=clock.today)


class FollowUpForm(Form):
    """How it goes, or that nobody could be reached."""

    state = forms.ChoiceField(label=_("L'abbiamo sentita?"), widget=forms.RadioSelect)
    home = forms.ChoiceField(label=_("La casa"), choices=Situation.choices, required=False, widget=forms.RadioSelect)
    work = forms.ChoiceField(label=_("Il lavoro"), choices=Situation.choices, required=False, widget=forms.RadioSelect)
    word = TextFormField(
        label=_("In parole"),
        rows=3,
        max_length=WORD_LENGTH,
        required=False,
        help_text=_("Se non è raggiungibile: che cosa avete provato."),
    )
    asked_on = DayFormField(label=_("Giorno"), initial=clock.today)

    def __init__(self, *args, record: FollowUp, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        following = FOLLOW_UP_TRANSITIONS[FollowUpState(record.state)]
        self.fields["state"].choices = [(state.value, state.label) for state in following]
