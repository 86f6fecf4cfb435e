"""What is asked about house meetings and their decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.coexistence.models.meetings import LONGEST_MINUTES, LONGEST_SUMMARY
from accanto.coexistence.states import Ballot

EASE_MEASURED = {"data-ease": ""}


class SummaryField(TextFormField):
    """A text in plain words, whose ease is measured as one types."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("In parole semplici"))
        kwargs.setdefault("help_text", _("Frasi corte, una cosa per frase. Per chi legge poco l'italiano."))
        super().__init__(max_length=LONGEST_SUMMARY, rows=6, required=False, **kwargs)
        self.widget.attrs |= EASE_MEASURED


class MeetingForm(Form):
    """When and where a meeting is, and about what."""

    called_for = forms.SplitDateTimeField(
        label=_("Quando"),
        input_date_formats=["%Y-%m-%d", "%d/%m/%Y"],
        input_time_formats=["%H:%M"],
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": _("giorno")},
            time_attrs={"type": "time", "aria-label": _("ora")},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )
    place = forms.CharField(label=_("Dove"), max_length=120, required=False)
    agenda = TextFormField(label=_("Di che cosa si parla"), max_length=LONGEST_SUMMARY)

    def __init__(self, *args, record=None, **kwargs):
        if record is not None:
            kwargs["initial"] = {name: getattr(record, name) for name in ("called_for", "place", "agenda")}
        super().__init__(*args, record=record, **kwargs)


class MinutesForm(Form):
    """What was said, and the same in plain words."""

    minutes = TextFormField(label=_("Verbale"), max_length=LONGEST_MINUTES, rows=8)
    summary = SummaryField()

    def __init__(self, *args, record, **kwargs):
        kwargs["initial"] = {"minutes": record.minutes, "summary": record.summary}
        super().__init__(*args, record=record, **kwargs)


class HeldForm(MinutesForm):
    """That a meeting took place: who was there too."""

    present = forms.TypedMultipleChoiceField(
        label=_("Chi c'era"), widget=forms.CheckboxSelectMultiple, required=False, empty_value=[]
    )

    def __init__(self, *args, homes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(home.household_id), home.sign) for home in homes]
        self.fields["present"].coerce = {str(home.household_id): home.household for home in homes}.__getitem__
        self.order_fields(["present"])


class DecisionForm(Form):
    """What was decided, who sees to it, by when."""

    text = forms.CharField(label=_("Che cosa si è deciso"), max_length=500)
    owner = forms.TypedChoiceField(label=_("Chi ci pensa"), required=False, empty_value=None)
    due_on = DayFormField(label=_("Entro il"))

    def __init__(self, *args, homes, coordinators, **kwargs):
        super().__init__(*args, **kwargs)
        households = {f"household:{home.household_id}": home for home in homes}
        users = {f"user:{user.pk}": user for user in coordinators}
        self.fields["owner"].choices = [
            ("", _("scegli")),
            (_("famiglie"), [(key, home.sign) for key, home in households.items()]),
            (_("cooperativa"), [(key, user.name) for key, user in users.items()]),
        ]
        owners = {key: home.household for key, home in households.items()} | users
        self.fields["owner"].coerce = owners.__getitem__


class VotesForm(Form):
    """What each household present votes."""

    def __init__(self, *args, voters, **kwargs):
        super().__init__(*args, **kwargs)
        self.voters = dict(voters)
        for household_id, sign in self.voters.items():
            self.fields[f"of_{household_id}"] = forms.ChoiceField(
                label=sign, choices=[("", _("non vota")), *Ballot.choices], required=False
            )

    def values(self) -> dict:
        """The ballots by household id; who does not vote is left out."""
        given = {pk: self.cleaned_data[f"of_{pk}"] for pk in self.voters}
        return {"ballots": {pk: ballot for pk, ballot in given.items() if ballot}}
