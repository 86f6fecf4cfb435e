"""What a social worker writes in a shared file, and what a summary on paper asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.directory import queries as directory
from accanto.partners import queries as partners
from accanto.partners.forms.shares import ConsentChoice, SectionsField
from accanto.partners.states.referrals import ReferralState
from accanto.plans.states import PromiseState


class AnswerForm(Form):
    """The body's answer to what we asked."""

    outcome = forms.ChoiceField(
        label=_("la vostra risposta"),
        choices=[(ReferralState.ACCEPTED, _("sì, ce ne occupiamo")), (ReferralState.REFUSED, _("no"))],
        widget=forms.RadioSelect,
    )
    answer = TextFormField(label=_("che cosa farete"), required=False, max_length=2000)
    reason = forms.CharField(label=_("se no, perché"), required=False, max_length=200)


class CommitmentForm(Form):
    """What her office will do, by when."""

    what = forms.CharField(label=_("che cosa farà il vostro ufficio"), max_length=300)
    due_on = DayFormField(label=_("entro il"))


class SettlementForm(Form):
    """What became of what her office promised."""

    outcome = forms.ChoiceField(
        label=_("com'è andata"),
        choices=[
            (PromiseState.KEPT, _("fatto")),
            (PromiseState.PARTLY, _("fatto in parte")),
            (PromiseState.NOT_KEPT, _("non fatto")),
        ],
        widget=forms.RadioSelect,
    )
    word = TextFormField(
        label=_("perché"),
        rows=2,
        max_length=1000,
        required=False,
        help_text=_("Se è fatto entro il suo giorno si può lasciare vuoto."),
    )


class AppointmentForm(Form):
    """When the family and her office meet."""

    what = forms.CharField(label=_("per che cosa"), max_length=200)
    at = forms.DateTimeField(
        label=_("quando"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": _("Scrivi giorno e ora, per esempio 22/11/2026 16:10.")},
    )
    place = forms.CharField(label=_("dove"), max_length=150, required=False)


class SummaryForm(Form):
    """A summary on paper: which body, to whom, why, by whose word, what."""

    organisation = forms.ModelChoiceField(directory.public_body_choices(), label=_("ente"))
    to_whom = forms.CharField(label=_("a chi, per nome"), max_length=150)
    why = forms.CharField(label=_("perché"), max_length=200)
    consent = ConsentChoice(None, label=_("chi acconsente"))
    sections = SectionsField(label=_("che cosa c'è scritto"))

    def __init__(self, *args, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["consent"].queryset = partners.these_consents(partners.consents_to_share(household))
