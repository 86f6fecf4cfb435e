"""What the pages of agreements ask for."""

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import CodesFormField, DayFormField, SeveralRowsField
from accanto.base.forms import Form
from accanto.directory import queries as directory
from accanto.partners import queries
from accanto.partners.models import Agreement, AgreementCost, Duty
from accanto.partners.states.agreements import AgreementState
from accanto.support.models import SupportArea

PARTIES_AT_MOST = 4


def _bodies() -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in directory.organisation_choices().only("name")]


class AgreementForm(Form):
    """The terms of an agreement."""

    model = Agreement
    model_fields = (
        "kind",
        "object",
        "contact",
        "starts_on",
        "ends_on",
        "renews_tacitly",
        "notice_days",
        "fee",
        "report_every_months",
        "overlap_reason",
    )
    parties = CodesFormField(count=PARTIES_AT_MOST, choices=(), label=_("con chi"))
    areas = SeveralRowsField(
        SupportArea.objects.in_use(),
        label=_("ambiti che copre"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("le famiglie che chiedono sostegno in questi ambiti; alloggi e nuclei si scelgono dopo"),
    )
    field_order = ("kind", "object", "parties", "contact")

    def __init__(self, *args, record=None, **kwargs):
        if record is not None:
            known = {"parties": [str(body.pk) for body in record.parties.all()], "areas": record.areas.all()}
            kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, record=record, **kwargs)
        self.order_fields(self.field_order)
        self.fields["parties"].choices = _bodies()
        self.fields["fee"].localize = True
        self.fields["fee"].validators.append(MinValueValidator(0))
        self.fields["report_every_months"].validators.append(MinValueValidator(1))
        self.fields["overlap_reason"].help_text = _("solo se con questo ente c'è già un accordo sullo stesso oggetto")

    def clean_parties(self):
        """The bodies themselves."""
        return list(directory.organisation_choices().filter(pk__in=self.cleaned_data["parties"]))

    def clean_areas(self):
        """As a list, which can be compared and kept."""
        return list(self.cleaned_data["areas"])


class SignForm(Form):
    """When it was signed, and under which number."""

    model = Agreement
    model_fields = ("signed_on", "protocol_number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].required = True


class NoticeForm(Form):
    """When notice was given."""

    notice_given_on = DayFormField(label=_("disdetta data il"))


class EndForm(Form):
    """The last day, and why."""

    ended_on = DayFormField(label=_("ultimo giorno"))
    end_reason = forms.CharField(label=_("perché"), max_length=200)


class CopyForm(Form):
    """The signed agreement as a file."""

    file = forms.FileField(label=_("copia firmata"), max_length=1000, help_text=_("PDF o foto, fino a 20 MB"))


class DutyForm(Form):
    """What a side has to do."""

    model = Duty
    model_fields = ("side", "what", "due_on")


class CostForm(Form):
    """What was spent, and its document."""

    model = AgreementCost
    model_fields = ("day", "what", "amount", "evidence")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].localize = True


class CoverForm(Form):
    """A home, a whole building or a family, by its id: the buttons of the page send it."""

    what = forms.ChoiceField(choices=[(kind, kind) for kind in ("dwelling", "building", "household")])
    pk = forms.IntegerField(min_value=1, max_value=10**18)


class AgreementFilterForm(forms.Form):
    """Which agreements the list shows."""

    q = forms.CharField(label=_("Oggetto"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("tutti")), *AgreementState.choices])
    organisation = forms.ModelChoiceField(None, label=_("Ente"), required=False, empty_label=_("tutti"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.bodies_with_agreements()


class PeriodForm(forms.Form):
    """From a day to a day."""

    since = DayFormField(label=_("Dal"))
    until = DayFormField(label=_("Al"))

    def clean(self):
        days = super().clean()
        if days.get("since") and days.get("until") and days["until"] < days["since"]:
            self.add_error("until", _("La fine viene prima dell'inizio."))
        return days
