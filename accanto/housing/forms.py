"""What housing's pages ask for; each form is carried out by the action of the same shape."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.housing import models
from accanto.housing.states import STEPS, TRANSITIONS, ApplicationState, DwellingState

MONEY = ("occupancy_charge", "expenses", "deposit")
YEARS_AT_MOST = 30
MOST_PEOPLE = 30
TERMS = ("basis", "since", "entered_at", "planned_end", *MONEY)
ASKED = (
    "origin",
    "organisation",
    "people_count",
    "rooms_needed",
    "needs_accessible",
    "cause",
    "urgency",
    "urgency_reasons",
    "received_on",
)


class Amounts:
    """For forms with numbers that are never below zero, typed with a comma or a point."""

    amounts: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.amounts:
            self.fields[name].localize = True
            self.fields[name].validators.append(MinValueValidator(0))
            self.fields[name].widget.attrs["min"] = 0


class BuildingForm(Form):
    """A building."""

    model = models.Building
    model_fields = ("name", "address", "municipality", "note")


class DwellingForm(Amounts, Form):
    """A dwelling of a building."""

    model = models.Dwelling
    model_fields = (
        "label",
        "floor",
        "sqm",
        "rooms",
        "beds",
        "is_accessible",
        "is_shared",
        "tenure",
        "sheet",
        "parcel",
        "sub",
        "held_since",
        "held_until",
    )
    amounts = ("sqm", "rooms")


class PlaceForm(Form):
    """A room or bed of a shared home."""

    model = models.Place
    model_fields = ("name", "beds")


class WorksForm(Form):
    """A time of works."""

    model = models.Works
    model_fields = ("since", "until", "why")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("l'ultimo giorno; lascia vuoto finché non si sa")


class TermsForm(Amounts, Form):
    """The terms of an assignment."""

    model = models.Assignment
    model_fields = TERMS
    amounts = MONEY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["entered_at"].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        self.fields["entered_at"].help_text = _(
            "per chi viene dall'estero: le 48 ore per la comunicazione partono da qui"
        )
        self.fields["planned_end"].help_text = _("ricorda la scadenza, non fa finire l'assegnazione")


class AssignmentForm(TermsForm):
    """A new assignment: in a shared home also of which place."""

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today
        if places.exists():
            place = forms.ModelChoiceField(places, label=_("Posto"), required=False, empty_label=_("tutta la casa"))
            self.fields = {"place": place, **self.fields}


class CorrectionForm(TermsForm):
    """An assignment as it should have been written; the end where it has one."""

    model_fields = (*TERMS, "until", "end_reason", "destination")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if record.until is None:
            for name in ("until", "end_reason", "destination"):
                del self.fields[name]
        else:
            self.fields["until"].help_text = _("vuoto: l'assegnazione non è finita")


class EndForm(Form):
    """The last day of an assignment, why, and where the household goes."""

    until = DayFormField(label=_("Ultimo giorno in casa"), initial=clock.today)
    end_reason = forms.ChoiceField(label=_("Perché finisce"), choices=[("", _("scegli")), *models.EndReason.choices])
    destination = forms.ChoiceField(
        label=_("Dove va il nucleo"), choices=[("", _("scegli")), *models.Destination.choices]
    )


class NotificationForm(Form):
    """When the host's notification was made, and its number."""

    notified_on = DayFormField(label=_("Comunicata il"), initial=clock.today)
    reference = forms.CharField(label=_("Protocollo o ricevuta"), max_length=100, required=False)


class ApplicationForm(Form):
    """What is asked for, how urgent it is and why."""

    model = models.Application
    model_fields = ASKED
    need = TextFormField(
        label=_("Il bisogno in breve"),
        required=False,
        max_length=2000,
        help_text=_("Scrivi che cosa serve. Niente diagnosi, niente giudizi."),
    )

    def __init__(self, *args, record=None, **kwargs):
        if record is not None:
            kwargs["initial"] = {"need": record.need}
        super().__init__(*args, record=record, **kwargs)
        self.fields["people_count"].validators += [MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
        self.fields["origin"].label = _("Chi presenta la domanda")
        self.fields["received_on"].initial = clock.today
        self.fields["urgency_reasons"].help_text = _("i fatti: per esempio la data dello sfratto")


class DecisionForm(Form):
    """The next step of an application, with the reasons; the dwelling where one is offered."""

    to_state = forms.ChoiceField(label=_("Che cosa decidi"), widget=forms.RadioSelect)
    dwelling = forms.TypedChoiceField(
        label=_("Alloggio da proporre"), required=False, empty_value=None, help_text=_("solo se proponi un alloggio")
    )
    reasons = TextFormField(label=_("Motivi"), max_length=1000, rows=3)

    def __init__(self, *args, application, fitting, free, **kwargs):
        super().__init__(*args, record=application, **kwargs)
        steps = TRANSITIONS[ApplicationState(application.state)]
        self.fields["to_state"].choices = [(state, STEPS[state]) for state in steps]
        if ApplicationState.OFFERED not in steps:
            del self.fields["dwelling"]
            return
        known = {str(dwelling.pk): dwelling for dwelling in [*fitting, *free]}
        self.fields["dwelling"].coerce = known.__getitem__
        self.fields["dwelling"].choices = [
            ("", _("nessuno")),
            (_("adatti e liberi"), [(str(d.pk), in_words(d)) for d in fitting]),
            (_("liberi"), [(str(d.pk), in_words(d)) for d in free]),
        ]


def in_words(dwelling: models.Dwelling) -> str:
    """A dwelling with its beds, as one line of a list of choices."""
    beds = "?" if dwelling.beds is None else dwelling.beds
    return _("%(dwelling)s · %(beds)s posti letto") % {"dwelling": dwelling, "beds": beds}


class DwellingFilter(forms.Form):
    """The list of dwellings, filtered by its address."""

    q = forms.CharField(label=_("via o interno"), required=False, max_length=100)
    town = forms.ChoiceField(label=_("comune"), required=False)
    state = forms.ChoiceField(label=_("stato"), required=False, choices=[("", _("tutti")), *DwellingState.choices])
    beds = forms.IntegerField(label=_("almeno posti letto"), required=False, min_value=1, max_value=50)

    def __init__(self, *args, towns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = [("", _("tutti")), *((town, town) for town in towns)]


class WaitingFilter(forms.Form):
    """The list of those who wait, narrowed by its address."""

    urgency = forms.ChoiceField(label=_("urgenza"), required=False, choices=[("", _("tutte")), *models.Urgency.choices])
    cause = forms.ChoiceField(
        label=_("perché serve una casa"), required=False, choices=[("", _("tutti")), *models.Cause.choices]
    )
    fit = forms.BooleanField(label=_("solo se è libero un alloggio adatto"), required=False)


class YearsFilter(forms.Form):
    """From which year to which a picture of occupancy goes."""

    since = forms.IntegerField(label=_("dall'anno"), required=False, min_value=1900, max_value=2200)
    until = forms.IntegerField(label=_("all'anno"), required=False, min_value=1900, max_value=2200)

    def __init__(self, data, *, usual: int):
        this_year = clock.today().year
        super().__init__(data or None, initial={"since": this_year - usual + 1, "until": this_year})
        self.usual = usual

    def years(self) -> tuple[int, int]:
        """First and last year: this one and `usual` - 1 before it unless said; at most thirty."""
        wanted = self.cleaned_data if self.is_valid() else {}
        last = wanted.get("until") or clock.today().year
        first = min(wanted.get("since") or last - self.usual + 1, last)
        return max(first, last - YEARS_AT_MOST + 1), last
