"""Signing a version, and not agreeing with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import language_name
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.plans.languages import LANGUAGES
from accanto.plans.models import PlanVersion
from accanto.plans.states import SignedHow
from accanto.support.forms.intake import PersonChoice, members_of

WORDS_LENGTH = 2000


class SignForm(Form):
    """Who signed, how and when; a copy of the paper if there is one."""

    person = PersonChoice(None, label=_("Chi firma"), required=False, empty_label=_("io, per la cooperativa"))
    how = forms.ChoiceField(
        label=_("Come"), choices=SignedHow.choices, initial=SignedHow.PAPER, widget=forms.RadioSelect
    )
    signed_on = DayFormField(label=_("Giorno"), initial=clock.today)
    file = forms.FileField(label=_("Copia firmata"), required=False, max_length=1000)

    def __init__(self, *args, plan_version: PlanVersion, **kwargs):
        super().__init__(*args, initial={"person": plan_version.plan.person_id}, **kwargs)
        self.fields["person"].queryset = members_of(plan_version.plan.household)


class DisagreeForm(Form):
    """Why she does not agree, as she says it."""

    person = PersonChoice(None, label=_("Chi non è d'accordo"), empty_label=None)
    words = TextFormField(label=_("Con le sue parole"), rows=3, max_length=WORDS_LENGTH)
    said_on = DayFormField(label=_("Giorno"), initial=clock.today)

    def __init__(self, *args, plan_version: PlanVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_of(plan_version.plan.household)


class LanguageForm(forms.Form):
    """In which language beside Italian a plan is printed. A language without headings is refused by name."""

    lingua = forms.CharField(required=False, max_length=10)

    def clean_lingua(self):
        code = self.cleaned_data["lingua"]
        if code and code not in LANGUAGES:
            raise forms.ValidationError(
                _("Non c'è ancora la traduzione in %(language)s: stampa in italiano e chiama un mediatore.")
                % {"language": language_name(code)}
            )
        return code
