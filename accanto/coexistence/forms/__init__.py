"""What the pages of coexistence ask for; each form is carried out by the action of the same shape."""

from accanto.coexistence.forms.cash import MovementForm
from accanto.coexistence.forms.meetings import DecisionForm, HeldForm, MeetingForm, MinutesForm, VotesForm
from accanto.coexistence.forms.representatives import EndForm, RepresentativeForm
from accanto.coexistence.forms.rota import AgreedSwapForm, ExemptionForm, RotaForm, SignForm, SwapForm
from accanto.coexistence.forms.rules import (
    WORDS,
    NewRulesForm,
    NewTranslationForm,
    PactEndForm,
    PactForm,
    PactPromiseForm,
    PactSignatureForm,
    ReadingForm,
    ReviewForm,
    RulesForm,
    TranslationForm,
)
from accanto.coexistence.forms.spaces import BookingForm, BookingForSomebodyForm, SpaceForm

__all__ = [
    "WORDS",
    "AgreedSwapForm",
    "BookingForSomebodyForm",
    "BookingForm",
    "DecisionForm",
    "EndForm",
    "ExemptionForm",
    "HeldForm",
    "MeetingForm",
    "MinutesForm",
    "MovementForm",
    "NewRulesForm",
    "NewTranslationForm",
    "PactEndForm",
    "PactForm",
    "PactPromiseForm",
    "PactSignatureForm",
    "ReadingForm",
    "RepresentativeForm",
    "ReviewForm",
    "RotaForm",
    "RulesForm",
    "SignForm",
    "SpaceForm",
    "SwapForm",
    "TranslationForm",
    "VotesForm",
]
