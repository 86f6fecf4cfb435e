"""What is asked for a mandate: who, for what, towards whom, until when."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import language_name
from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.directory.forms import BodyChoice
from accanto.partners import queries
from accanto.partners.models import Mandate
from accanto.partners.states.mandates import Responsibility
from accanto.residents.models import Household
from accanto.residents.queries import who_may_open
from accanto.support.forms.intake import SPOKEN, PersonChoice, head_of

USUAL_DAYS = 365


class MandateForm(Form):
    """A mandate to be printed and signed."""

    given_by = PersonChoice(None, label=_("Chi dà la delega"), empty_label=None)
    child = PersonChoice(
        None,
        label=_("Per un minore"),
        required=False,
        empty_label=_("no, per sé"),
        help_text=_("Per un minore firma solo chi ne ha la responsabilità genitoriale."),
    )
    responsibility = forms.ChoiceField(
        label=_("Con quale titolo firma per il minore"), choices=[("", "—"), *Responsibility.choices], required=False
    )
    responsibility_paper = forms.CharField(
        label=_("Quale carta lo dice"), max_length=200, required=False, help_text=_("serve per chi non è il genitore")
    )
    scope = forms.ModelChoiceField(None, label=_("Per che cosa"), empty_label=None, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("In particolare"),
        max_length=300,
        required=False,
        help_text=_("per esempio: il contributo affitto 2027. Con un datore di lavoro: di che cosa si parla"),
    )
    organisation = BodyChoice(label=_("Verso quale ente o datore di lavoro"))
    contact_name = forms.CharField(label=_("Con chi si parla"), max_length=150, required=False)
    agent = forms.ModelChoiceField(None, label=_("Chi agisce per la cooperativa"), empty_label=None)
    since = DayFormField(label=_("Vale dal"), initial=clock.today)
    until = DayFormField(label=_("Vale fino al"))
    language = forms.ChoiceField(
        label=_("Lingua del testo a fianco"), help_text=_("Accanto all'italiano, che in ogni caso prevale.")
    )

    def __init__(self, *args, household: Household, user, **kwargs):
        head = head_of(household)
        members = queries.members_to_choose(household)
        spoken = next((queries.language_of(person) for person in members if person.pk == head), "it")
        first = {
            "given_by": head,
            "agent": user.pk,
            "until": clock.today() + timedelta(days=USUAL_DAYS),
            "language": spoken,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["given_by"].queryset = self.fields["child"].queryset = members
        self.fields["scope"].queryset = queries.scopes()
        self.fields["agent"].queryset = who_may_open(household)
        self.fields["language"].choices = [(code, text_name(code)) for code in queries.text_languages()]


class SignForm(Form):
    """She has signed."""

    signed_on = DayFormField(label=_("Firmata il"), initial=clock.today)
    file = forms.FileField(
        label=_("La copia firmata"), max_length=1000, required=False, help_text=_("foto o PDF, fino a 20 MB")
    )

    def __init__(self, *args, record: Mandate, **kwargs):
        super().__init__(*args, record=record, **kwargs)


class RevokeForm(Form):
    """She takes it back; she owes no reason."""

    how = forms.ChoiceField(label=_("Come lo ha detto"), choices=SPOKEN, widget=forms.RadioSelect)

    def __init__(self, *args, record: Mandate, **kwargs):
        super().__init__(*args, record=record, **kwargs)


class MandateFilterForm(forms.Form):
    """Which mandates the list shows."""

    standing = forms.ChoiceField(
        label=_("Quali"),
        required=False,
        choices=[
            ("", _("tutte")),
            ("in_force", _("in vigore")),
            ("to_sign", _("da firmare")),
            ("ended", _("finite")),
        ],
    )


def text_name(code: str) -> str:
    """A language of the paper, in the reader's words."""
    return language_name(code.partition("-")[0])
