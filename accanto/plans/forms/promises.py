"""Promising, and saying what became of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.plans import queries
from accanto.plans.models import Promise
from accanto.plans.queries.promises import OVERDUE
from accanto.plans.states import SETTLED, PromiseState, Side, Source
from accanto.residents.models import Household, Person

WORD_LENGTH = 1000
ALL = ("", _("tutte"))


class PromiserField(forms.ChoiceField):
    """Who promises: one list for the three sides. Cleans to the keyword of make_promise and its row."""

    def __init__(self, household: Household, **kwargs):
        people = list(queries.members_to_promise(household))
        workers = list(queries.workers_to_promise(household))
        offices, contacts = (list(rows) for rows in queries.offices_to_promise())
        self.rows = {
            f"{keyword}-{row.pk}": (keyword, row)
            for keyword, rows in [
                ("person", people),
                ("user", workers),
                ("contact", contacts),
                ("organisation", offices),
            ]
            for row in rows
        }
        groups = [
            (Side.MEMBER.label, [(f"person-{person.pk}", _with_age(person)) for person in people]),
            (Side.COOPERATIVE.label, [(f"user-{user.pk}", user.name) for user in workers]),
            (Side.PUBLIC_BODY.label, [(f"contact-{contact.pk}", str(contact)) for contact in contacts]),
            (_("un ufficio"), [(f"organisation-{office.pk}", office.name) for office in offices]),
        ]
        choices = [("", "—"), *(group for group in groups if group[1])]
        super().__init__(label=_("Chi promette"), choices=choices, **kwargs)

    def clean(self, value):
        return self.rows[super().clean(value)]


def _with_age(person: Person) -> str:
    name = person.given_name or person.family_name
    if person.age is None:
        return name
    years = ngettext("%(name)s, %(years)s anno", "%(name)s, %(years)s anni", person.age)
    return years % {"name": name, "years": person.age}


class PromiseForm(Form):
    """Who promises what to whom by when."""

    promiser = forms.ChoiceField()
    what = forms.CharField(
        label=_("Che cosa"),
        max_length=300,
        help_text=_("Una cosa sola, che si può vedere fatta: «porto la busta paga»."),
    )
    due_on = DayFormField(label=_("Entro il"))
    to = forms.CharField(
        label=_("A chi"), max_length=100, required=False, help_text=_("Vuoto: alla cooperativa, o alla famiglia.")
    )
    made_on = DayFormField(label=_("Promessa il"), initial=clock.today)
    source = forms.ChoiceField(label=_("Dove è nata"), choices=Source.choices, initial=Source.TALK)
    source_text = forms.CharField(label=_("In breve"), max_length=200, required=False)

    def __init__(self, *args, household: Household, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["promiser"] = PromiserField(household)

    def values(self) -> dict:
        """The promiser becomes the keyword of her side."""
        values = super().values()
        keyword, row = values.pop("promiser")
        return values | {keyword: row}


class SettleForm(Form):
    """What became of it, with a word on why."""

    state = forms.ChoiceField(label=_("Com'è andata"), widget=forms.RadioSelect)
    word = TextFormField(
        label=_("In una parola, perché"),
        rows=2,
        max_length=WORD_LENGTH,
        required=False,
        help_text=_("Per una promessa mantenuta nel suo giorno si può lasciare vuoto."),
    )
    settled_on = DayFormField(label=_("In che giorno"), initial=clock.today)

    def __init__(self, *args, record: Promise, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in SETTLED]
        if not record.is_overdue:
            self.fields["state"].initial = PromiseState.KEPT


class ReopenForm(Form):
    """Why it is open again."""

    word = TextFormField(label=_("Perché"), rows=2, max_length=WORD_LENGTH)


class MovePromiseForm(Form):
    """Another day, with a word on why."""

    to = DayFormField(label=_("Entro il"))
    word = TextFormField(label=_("Perché"), rows=2, max_length=WORD_LENGTH, required=False)


class PromiseFilterForm(forms.Form):
    """What a list of promises is narrowed to."""

    side = forms.ChoiceField(label=_("Di chi"), choices=[ALL, *Side.choices], required=False)
    state = forms.ChoiceField(
        label=_("Stato"), choices=[*PromiseState.choices, (OVERDUE, _("scadute senza esito"))], required=False
    )
