"""What residents' pages ask for; each form is carried out by the action of the same shape."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.base.codes import language_choices
from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.directory.models import Contact
from accanto.residents import models
from accanto.residents.tax_codes import checked_tax_code

PERSON_FIELDS = (
    "family_name",
    "given_name",
    "other_script_name",
    "sex",
    "birth_date",
    "birth_place",
    "birth_country",
    "tax_code",
    "citizenships",
    "speaks",
    "reads",
    "interpreter_wishes",
    "address",
)


class PersonForm(Form):
    """Everything that is written of a person."""

    model = models.Person
    model_fields = PERSON_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The action cleans spaces and checks the letter; the form must not cut a code typed with spaces.
        self.fields["tax_code"] = forms.CharField(
            label=_("codice fiscale"), required=False, max_length=30, empty_value="", validators=[checked_tax_code]
        )

    def values(self) -> dict:
        values = super().values()
        values["tax_code"] = checked_tax_code(values.get("tax_code", ""))
        return values


class HouseholdOpenForm(PersonForm):
    """A new household: its head, and from when."""

    model_fields = ("family_name", "given_name", "birth_date", "birth_country", "citizenships", "speaks")
    since = DayFormField(label=_("con noi dal"), initial=clock.today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["family_name", "given_name", "birth_date", "tax_code"])


class HouseholdForm(Form):
    """The household's own name and how often it wants to be seen."""

    model = models.Household
    model_fields = ("name", "presence_gap_days")


class NewHouseholdMemberForm(PersonForm):
    """A person not written down yet who joins a household."""

    model_fields = ("family_name", "given_name", "sex", "birth_date", "birth_country", "citizenships", "speaks")
    role = forms.ChoiceField(label=_("ruolo nel nucleo"), choices=models.HouseholdRole.choices[1:])
    since = DayFormField(label=_("dal"), initial=clock.today)


class HouseholdMemberForm(Form):
    """A person already written down who joins a household."""

    role = forms.ChoiceField(label=_("ruolo nel nucleo"), choices=models.HouseholdRole.choices)
    since = DayFormField(label=_("dal"), initial=clock.today)


class EndForm(Form):
    """The last day of something."""

    until = DayFormField(label=_("ultimo giorno"), initial=clock.today)


class CloseHouseholdForm(Form):
    """The day on which the file is closed."""

    closed_on = DayFormField(label=_("chiuso il"), initial=clock.today)


class ContactPointForm(Form):
    """A phone number or mail address and how it is safe to use it."""

    model = models.ContactPoint
    model_fields = ("kind", "value", "safety", "note")


class PaperForm(Form):
    """A paper with its expiry."""

    model = models.Paper
    model_fields = ("kind", "issued_on", "expires_on", "note")


class RenewPaperForm(Form):
    """The paper that takes the place of an old one."""

    model = models.Paper
    model_fields = ("issued_on", "expires_on", "note")


class ConsentForm(Form):
    """An answer about one purpose."""

    model = models.Consent
    model_fields = ("purpose", "notice_version", "evidence")
    is_given = forms.TypedChoiceField(
        label=_("risposta"),
        choices=[("yes", _("acconsente")), ("no", _("non acconsente"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    answered_on = DayFormField(label=_("data della risposta"), initial=clock.today)


class MembershipForm(Form):
    """A line of the members' book."""

    model = models.Membership
    model_fields = ("book_number", "category", "admitted_on", "left_on", "share_paid")


class CoordinatorForm(Form):
    """A coordinator who joins the team."""

    user = forms.ModelChoiceField(User.objects.filter(role=Role.COORDINATOR, is_active=True), label=_("chi"))
    since = DayFormField(label=_("dal"), initial=clock.today)
    why = forms.CharField(label=_("perché"), max_length=200)


class SocialWorkerForm(Form):
    """The social worker of a public body, who stays first responsible."""

    contact = forms.ModelChoiceField(Contact.objects.select_related("organisation"), label=_("referente dell'ente"))
    since = DayFormField(label=_("dal"), initial=clock.today)
    why = forms.CharField(label=_("perché"), max_length=200)


class WarningForm(Form):
    """What whoever makes contact must know first."""

    text = forms.CharField(
        label=_("avviso"), max_length=200, help_text=_("per esempio: non lasciare messaggi in segreteria")
    )
    asked_by = forms.CharField(label=_("chiesto da"), max_length=100)
    until = DayFormField(label=_("fino al"))


class WhyForm(Form):
    """The reason for restricting a household."""

    why = forms.CharField(label=_("perché"), max_length=200)


class NamedReaderForm(Form):
    """Somebody to be named on a restricted household."""

    user = forms.ModelChoiceField(
        User.objects.filter(role__in=[Role.COORDINATOR, Role.VOLUNTEER], is_active=True), label=_("chi")
    )
    why = forms.CharField(label=_("perché"), max_length=200)


class PaperKindForm(Form):
    """When a kind of paper reminds of its expiry."""

    model = models.PaperKind
    model_fields = ("name", "source", "checked_on")
    remind_days_before = forms.RegexField(
        r"^\s*\d{1,3}(\s*,\s*\d{1,3})*\s*$",
        label=_("giorni prima della scadenza"),
        help_text=_("per esempio: 120, 90, 60, 30"),
        error_messages={"invalid": _("Scrivi numeri di giorni divisi da virgole.")},
    )

    def __init__(self, *args, record, **kwargs):
        days = ", ".join(str(days) for days in record.remind_days_before)
        super().__init__(*args, record=record, initial={"remind_days_before": days}, **kwargs)

    def clean_remind_days_before(self) -> list[int]:
        days = {int(word) for word in self.cleaned_data["remind_days_before"].split(",")}
        return sorted(days, reverse=True)


class HouseholdFilter(forms.Form):
    """The list of households, filtered by its address."""

    q = forms.CharField(label=_("nome"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("lingua"), required=False)
    show = forms.ChoiceField(
        label=_("quali"),
        required=False,
        choices=[("", _("aperti")), ("mine", _("affidati a me")), ("closed", _("chiusi")), ("all", _("tutti"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("tutte")), *language_choices()]


class MemberFilter(forms.Form):
    """The members' book, filtered by its address."""

    q = forms.CharField(label=_("nome"), required=False, max_length=100)
    category = forms.ChoiceField(
        label=_("categoria"), required=False, choices=[("", _("tutte")), *models.MembershipCategory.choices]
    )
    show = forms.ChoiceField(
        label=_("quali"), required=False, choices=[("", _("in carica")), ("left", _("usciti")), ("all", _("tutti"))]
    )
