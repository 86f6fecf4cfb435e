"""How a procedure begins, and what narrows a list of them."""

import re

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, SeveralRowsField
from accanto.base.forms import Form
from accanto.directory.forms import BodyChoice
from accanto.procedures import queries
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.queries.lists import ME, NOBODY
from accanto.procedures.states import How, State
from accanto.residents.models import Household, Person
from accanto.residents.permissions import running
from accanto.residents.queries import household_choice, who_may_open
from accanto.support.forms.intake import SPOKEN, PersonChoice, WordByChoice, head_of, members_of
from accanto.support.models import SupportRequest
from accanto.support.states import WITHOUT_HER_WORD, Channel


class PersonsChoice(SeveralRowsField):
    """Several of a household, each with her age."""

    label_from_instance = PersonChoice.label_from_instance


class TypesInUse(ModelChoiceIterator):
    """What is offered: no type that was withdrawn, none that is to come."""

    def __init__(self, field):
        super().__init__(field)
        self.queryset = queries.types_in_use()


class TypeChoice(forms.ModelChoiceField):
    """A type by its plain name. One that was withdrawn after the page was opened is understood too: the action, which
    refuses it, says since when."""

    iterator = TypesInUse

    def label_from_instance(self, kind: ProcedureType) -> str:
        return kind.name


def open_requests_of(household: Household) -> QuerySet[SupportRequest]:
    """Requests of a household in which the word of the person stands."""
    return household.requests.still_open().exclude(state__in=WITHOUT_HER_WORD).order_by("-asked_on", "-id")


class ProcedureForm(Form):
    """Which procedure, for whom, by whose word, who goes there."""

    type = TypeChoice(queries.catalogue(), label=_("Quale pratica"))
    persons = PersonsChoice(
        None,
        label=_("Per chi"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Scegli almeno una persona.")},
        help_text=_("Permessi, scuola, medico: si può aprire insieme per più persone della famiglia."),
    )
    how = forms.ChoiceField(label=_("Chi va dall'ente"), choices=How.choices, widget=forms.RadioSelect)
    request = forms.ModelChoiceField(
        None, label=_("Da quale richiesta"), required=False, empty_label=_("nessuna: lo chiede adesso")
    )
    word_how = forms.ChoiceField(
        label=_("Come lo ha chiesto"),
        choices=SPOKEN,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Se c'è una richiesta, vale la parola data lì."),
    )
    word_by = WordByChoice()
    organisation = BodyChoice(label=_("Quale ente, se si sa già"), required=False)
    event_on = DayFormField(
        label=_("Giorno del fatto da cui nasce"),
        required=False,
        help_text=_("Per esempio il giorno del trasloco o della nascita. Se manca, si conta da oggi."),
    )
    followed_by = forms.ModelChoiceField(None, label=_("Chi la segue"), required=False, empty_label=_("nessuno ancora"))

    def __init__(self, *args, household: Household, user, request: int | None, **kwargs):
        requests = open_requests_of(household)
        first = {
            "persons": [head_of(household)],
            "how": How.ACCOMPANIED,
            "request": requests.filter(pk=request).first() if request else None,
            "word_how": Channel.VOLUNTEER if user.is_volunteer else Channel.OFFICE,
            "followed_by": user.pk,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["persons"].queryset = members_of(household)
        self.fields["word_by"].queryset = members_of(household)
        self.fields["request"].queryset = requests
        self.fields["followed_by"].queryset = who_may_open(household)


class ProcedureChangeForm(Form):
    """Correct who goes there, which office, who follows it, or the day of the fact."""

    model = Procedure
    model_fields = ("how", "followed_by", "event_on", "protocol")
    organisation = BodyChoice(label=_("ente"), required=False)
    field_order = ("how", "organisation", "followed_by", "event_on", "protocol")

    def __init__(self, *args, record: Procedure, **kwargs):
        body = record.organisation
        first = {"organisation": body.successor_id if body and body.is_merged else record.organisation_id}
        super().__init__(*args, record=record, initial=first, **kwargs)
        self.fields["followed_by"].queryset = who_may_open(record.household)


class RenewForm(Form):
    """The next one: who goes there this time, and her word for it."""

    how = forms.ChoiceField(label=_("Chi va dall'ente"), choices=How.choices, widget=forms.RadioSelect)
    word_how = forms.ChoiceField(label=_("Come lo ha chiesto"), choices=SPOKEN, widget=forms.RadioSelect)
    word_by = WordByChoice()

    def __init__(self, *args, record: Procedure, **kwargs):
        super().__init__(*args, record=record, initial={"how": record.how, "word_how": Channel.OFFICE}, **kwargs)
        present = record.household.members.filter(running()).values("person")
        self.fields["word_by"].queryset = Person.objects.filter(pk__in=present).order_by("birth_date", "id")


class ProcedureFilterForm(forms.Form):
    """The board and the list, narrowed by the address. A household comes from a link, by number."""

    state = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("tutte le aperte")), *State.choices])
    type = forms.ChoiceField(label=_("Pratica"), required=False)
    followed = forms.ChoiceField(
        label=_("Chi la segue"), required=False, choices=[("", _("tutti")), (ME, _("io")), (NOBODY, _("nessuno"))]
    )
    overdue = forms.BooleanField(label=_("solo con un giorno passato"), required=False)
    household = forms.ChoiceField(label=_("Nucleo"), widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, user, **kwargs):
        super().__init__(data, **kwargs)
        number = data.get("household") or ""
        household = int(number) if re.fullmatch(r"[0-9]{1,18}", number) else None
        self.fields["type"].choices = [("", _("tutte")), *queries.type_choices()]
        self.fields["household"].choices = household_choice(user, household)

    def wanted(self) -> queries.Wanted:
        """The filters that can be read; what cannot be is left out."""
        self.is_valid()
        return queries.Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
