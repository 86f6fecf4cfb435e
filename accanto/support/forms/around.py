"""First responsible, people at work, discrimination, notes, areas, filters."""

import re

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField
from accanto.base.forms import Form
from accanto.diary.models import Entry
from accanto.directory.queries import contacts_choices, offices_choices, organisation_choices, public_body_choices
from accanto.residents.queries import household_choice, who_may_open
from accanto.support import queries
from accanto.support.models import DiscriminationReport, SupportArea
from accanto.support.queries.lists import ME, NOBODY
from accanto.support.states import InformedHow, Lead, NotInformedWhy, State, ToldUnder
from accanto.ui.components.moments import written

NOTES_OFFERED = 20
EMPTY = ("", "—")


class LeadForm(Form):
    """Who is first responsible; for a public body also whether it knows."""

    lead = forms.ChoiceField(label=_("Primo responsabile"), choices=Lead.choices, widget=forms.RadioSelect)
    lead_organisation = forms.ModelChoiceField(None, label=_("Quale ente pubblico"), required=False)
    lead_office = forms.ModelChoiceField(None, label=_("Quale ufficio"), required=False)
    lead_contact = forms.ModelChoiceField(None, label=_("Chi, nell'ente"), required=False)
    informed_on = DayFormField(label=_("Informato il"), required=False)
    informed_how = forms.ChoiceField(label=_("Come"), choices=[EMPTY, *InformedHow.choices], required=False)
    informed_by = forms.ModelChoiceField(None, label=_("Da chi"), required=False, empty_label=_("da me"))
    informed_reference = forms.CharField(label=_("Protocollo o riferimento"), max_length=60, required=False)
    informed_under = forms.ChoiceField(
        label=_("Su quale base"),
        choices=ToldUnder.choices,
        required=False,
        help_text=_("Di una famiglia si parla a un ente con il suo consenso, o per ciò che la legge permette senza."),
    )
    not_informed_why = forms.ChoiceField(
        label=_("Oppure: perché non va informato"), choices=[EMPTY, *NotInformedWhy.choices], required=False
    )
    not_informed_words = forms.CharField(label=_("Il motivo, in breve"), max_length=200, required=False)

    def __init__(self, *args, record, **kwargs):
        first = {name: getattr(record, name) for name in self.base_fields if name != "form_token"}
        super().__init__(*args, record=record, initial=first, **kwargs)
        self.fields["informed_by"].queryset = who_may_open(record.household)
        self.fields["lead_organisation"].queryset = public_body_choices()
        self.fields["lead_office"].queryset = offices_choices()
        self.fields["lead_contact"].queryset = contacts_choices()


class WorkerForm(Form):
    """Somebody who joins the work."""

    user = forms.ModelChoiceField(None, label=_("Chi ci lavora"))

    def __init__(self, *args, possible: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible


class DiscriminationForm(Form):
    """Where, on what ground, who was told: fields, and no names of people."""

    model = DiscriminationReport
    model_fields = ("happened_on", "place", "ground", "body_contacted", "contacted_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body_contacted"].queryset = organisation_choices()


class EntryChoice(forms.ModelChoiceField):
    """A note of the diary by its day and first words."""

    def label_from_instance(self, entry: Entry) -> str:
        day = written(timezone.localtime(entry.happened_at), "j F Y")
        return f"{day} · {entry.get_kind_display()} · {Truncator(entry.text).chars(80)}"


class EntryLinkForm(Form):
    """A note of the household that is about this request."""

    entry = EntryChoice(None, label=_("Quale nota"), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args, entries: QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        latest = entries.values("pk")[:NOTES_OFFERED]
        self.fields["entry"].queryset = entries.filter(pk__in=list(latest.values_list("pk", flat=True)))


class AreaForm(Form):
    """An area's name."""

    model = SupportArea
    model_fields = ("name",)


class RequestFilterForm(forms.Form):
    """The board and the list, narrowed by the address. A person or a household comes from a link, by number."""

    state = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("tutte le aperte")), *State.choices])
    area = forms.ChoiceField(label=_("Ambito"), required=False)
    worker = forms.ChoiceField(label=_("Chi ci lavora"), required=False)
    overdue = forms.BooleanField(label=_("solo in ritardo"), required=False)
    household = forms.ChoiceField(label=_("Nucleo"), widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, user, **kwargs):
        super().__init__(data, **kwargs)
        worker, household = _number(data.get("worker")), _number(data.get("household"))
        self.fields["area"].choices = area_choices()
        self.fields["worker"].choices = [
            ("", _("tutti")),
            (ME, _("io")),
            (NOBODY, _("nessuno")),
            *queries.worker_choice(user, worker),
        ]
        self.fields["household"].choices = household_choice(user, household)

    def wanted(self) -> queries.Wanted:
        """The filters that can be read; what cannot be is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return queries.Wanted(**given)


class WithoutLeadFilterForm(forms.Form):
    """Needs without a public body, by who is first responsible today."""

    lead = forms.ChoiceField(
        label=_("Primo responsabile"),
        required=False,
        choices=[
            ("", _("tutte")),
            (NOBODY, _("non ancora scritto")),
            *[choice for choice in Lead.choices if choice[0] != Lead.PUBLIC_BODY],
        ],
    )


class FlowFilterForm(forms.Form):
    """The figures of one area."""

    area = forms.ChoiceField(label=_("Ambito"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()


def area_choices() -> list[tuple[str, str]]:
    """Every area by its code, and none."""
    return [("", _("tutti")), *((area.code, area.name) for area in queries.areas())]


def _number(text: str | None) -> int | None:
    """The id in an address, if it can be one."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else None
