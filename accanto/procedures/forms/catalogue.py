"""The catalogue: types, rules, documents, amounts. A change of rules is confirmed after its effects were shown."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.procedures.models import DocumentNeed, ProcedureType, TermRule
from accanto.procedures.states import Basis, Renewal


class TypeForm(Form):
    """What a type is called, who is competent, until when it is in use, who says so."""

    model = ProcedureType
    model_fields = (
        "name",
        "official_name",
        "body_kind",
        "body_words",
        "event_name",
        "is_for_each",
        "paper_kind",
        "renewal",
        "renewal_month",
        "renewal_day",
        "renewal_words",
        "valid_from",
        "valid_to",
        "source",
        "checked_on",
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    to_know = TextFormField(label=_("Che cosa sapere"), rows=4, max_length=2000, required=False)

    def __init__(self, *args, record: ProcedureType | None, initial=None, **kwargs):
        first = {"to_know": record.to_know} if record else initial
        super().__init__(*args, record=record, initial=first, **kwargs)

    def clean(self):
        given = super().clean()
        _check_day_of_year(self, given, ("renewal_month", "renewal_day"), given.get("renewal") == Renewal.YEARLY)
        return given

    def values(self) -> dict:
        """What the action is called with: that the effects were seen is no part of the type."""
        return {name: value for name, value in super().values().items() if name != "confirmed"}


class NewTypeForm(TypeForm):
    """A kind of procedure that the catalogue does not know yet."""

    code = forms.RegexField(
        r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
        label=_("Sigla"),
        max_length=30,
        help_text=_("lettere, cifre e trattini, per esempio PDS; non si cambia più"),
        error_messages={"invalid": _("Solo lettere, cifre e trattini: per esempio PDS o BON-LUCE.")},
    )
    field_order = ("name", "official_name", "code")

    def __init__(self, *args, **kwargs):
        today = clock.today()
        first = {"valid_from": today, "checked_on": today, "renewal": Renewal.NONE}
        super().__init__(*args, record=None, initial=first, **kwargs)
        del self.fields["confirmed"]
        self.order_fields(self.field_order)


class VersionForm(Form):
    """The same kind of procedure as it will be from a day."""

    model = ProcedureType
    model_fields = ("valid_from", "source", "checked_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"checked_on": clock.today()}, **kwargs)


class WithdrawForm(Form):
    """From when no more are opened."""

    valid_to = DayFormField(label=_("Ultimo giorno in cui se ne può aprire una"), initial=clock.today)


class RuleForm(Form):
    """A term or a reminder."""

    model = TermRule
    model_fields = ("kind", "basis", "offset", "unit", "month", "day", "what", "shifts", "rests_in_august")
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("month", "day"):
            self.fields[name].help_text = _("solo per quello che cade ogni anno nello stesso giorno")

    def clean(self):
        given = super().clean()
        _check_day_of_year(self, given, ("month", "day"), given.get("basis") == Basis.FIXED)
        return given

    def values(self) -> dict:
        """What the action is called with: that the effects were seen is no part of the rule."""
        return {name: value for name, value in super().values().items() if name != "confirmed"}


def _check_day_of_year(form: Form, given: dict, names: tuple[str, str], is_wanted: bool) -> None:
    """A day of the year, which exists in some year, where it is asked for; none elsewhere."""
    month, day = (given.get(name) for name in names)
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    if not is_wanted:
        given.update(dict.fromkeys(names))
    elif not (month and day and 1 <= month <= 12 and 1 <= day <= longest.get(month, 31)):
        form.add_error(names[1], ValidationError(_("Scrivi un mese da 1 a 12 e un giorno che esiste.")))


class RemoveForm(Form):
    """A rule or a document goes; confirmed after its effects were shown."""

    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict:
        """Nothing."""
        return {}


class NeedForm(Form):
    """A document that is asked for, confirmed after its effects were shown."""

    model = DocumentNeed
    model_fields = ("words", "paper_kind", "is_optional")
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict:
        """What the action is called with: that the effects were seen is no part of the document."""
        return {name: value for name, value in super().values().items() if name != "confirmed"}


class NeedChangeForm(NeedForm):
    """A document that is asked for already, with its place in the list."""

    model_fields = (*NeedForm.model_fields, "position")


class AmountForm(Form):
    """A new figure from a day."""

    value = forms.DecimalField(label=_("Quanto"), max_digits=14, decimal_places=4, min_value=0)
    valid_from = DayFormField(label=_("Vale dal"), initial=clock.today)
    source = forms.CharField(label=_("Fonte"), max_length=200)
    checked_on = DayFormField(label=_("Verificato il"), initial=clock.today)
