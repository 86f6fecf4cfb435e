"""What is asked about house meetings and their decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.coexistence.models.meetings import LONGEST_MINUTES, LONGEST_SUMMARY
from accanto.coexistence.queries.meetings import coordinators
from accanto.coexistence.states import Ballot
from accanto.plans.queries import offices_to_promise

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


class OwnerField(forms.ChoiceField):
    """Who sees to a decision: a household by its sign, somebody of the cooperative, a public office or a person in it.

    Cleans to the keyword of add_decision and its row; to nothing where nobody was chosen.
    """

    def __init__(self, homes, **kwargs):
        offices, contacts = offices_to_promise()
        groups = [
            (_("famiglie"), "household", [(home.household, home.sign) for home in homes]),
            (_("cooperativa"), "user", [(user, user.name) for user in coordinators()]),
            (_("persone negli uffici"), "contact", [(contact, str(contact)) for contact in contacts]),
            (_("uffici"), "organisation", [(office, office.name) for office in offices]),
        ]
        self.rows = {f"{keyword}-{row.pk}": {keyword: row} for _label, keyword, rows in groups for row, _words in rows}
        choices = [
            (label, [(f"{keyword}-{row.pk}", words) for row, words in rows]) for label, keyword, rows in groups if rows
        ]
        super().__init__(label=_("Chi ci pensa"), choices=[("", _("scegli")), *choices], required=False, **kwargs)

    def clean(self, value):
        return self.rows.get(super().clean(value), {})


class DecisionForm(Form):
    """What was decided, who sees to it, by when."""

    what = forms.CharField(label=_("Che cosa si è deciso"), max_length=300)
    owner = forms.ChoiceField()
    due_on = DayFormField(label=_("Entro il"))

    def __init__(self, *args, homes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"] = OwnerField(homes)

    def values(self) -> dict:
        """The owner becomes the keyword of whoever it is."""
        values = super().values()
        return values | values.pop("owner")


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
