"""What the directory's pages ask for."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import TextFormField
from accanto.base.forms import Form
from accanto.directory.models import Contact, Office, Organisation, OrganisationKind, WayIn
from accanto.directory.municipalities import MunicipalityFormField, by_code
from accanto.directory.opening import HoursFormField
from accanto.directory.queries import every_body, organisation_choices


class BodiesOfToday(ModelChoiceIterator):
    """What is offered: no body that another took the place of."""

    def __init__(self, field):
        super().__init__(field)
        self.queryset = organisation_choices()


class BodyChoice(forms.ModelChoiceField):
    """A body of today. One that was merged after the page was opened is understood too: the action, which refuses it,
    can then say what took its place."""

    iterator = BodiesOfToday

    def __init__(self, **kwargs):
        super().__init__(every_body(), **kwargs)


class WithMunicipality(Form):
    """A form that asks for a municipality by part of its name, and gives its name and cadastral code."""

    municipality = MunicipalityFormField(required=False)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if record is not None and (town := by_code(record.municipality_code)):
            self.initial["municipality"] = str(town)

    def values(self) -> dict:
        values = super().values()
        town = values.pop("municipality")
        return values | {
            "municipality": town.name if town else "",
            "municipality_code": town.code if town else "",
        }


class OrganisationForm(WithMunicipality):
    """A body."""

    model = Organisation
    model_fields = ("name", "kind", "is_public", "municipality", "phone", "email", "how_it_works")
    how_it_works = TextFormField(
        label=_("come funziona"), required=False, help_text=_("che cosa portare, che cosa chiedono"), max_length=5000
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_public"].help_text = _(
            "Un ente pubblico può essere il primo responsabile di una richiesta: noi lo affianchiamo."
        )


class OfficeForm(WithMunicipality):
    """A door of a body."""

    model = Office
    model_fields = (
        "name",
        "ways_in",
        "address",
        "postal_code",
        "municipality",
        "hours",
        "by_appointment",
        "phone",
        "website",
        "email",
        "pec",
        "accessibility",
        "note",
        "closed_on",
    )
    ways_in = forms.MultipleChoiceField(
        label=_("come si entra"), choices=WayIn.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = HoursFormField(label=_("orari"), help_text=_("un giorno vuoto è un giorno chiuso"))
    accessibility = TextFormField(
        label=_("accessibilità"),
        required=False,
        rows=2,
        max_length=1000,
        help_text=_("gradini, ascensore, bagno, interprete"),
    )
    note = TextFormField(label=_("da sapere"), required=False, rows=3, max_length=2000)


class MergerForm(Form):
    """Which body has taken this one's place, and since when."""

    model = Organisation
    model_fields = ("successor", "merged_on")

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = organisation_choices().exclude(pk=organisation.pk)
        for field in self.fields.values():
            field.required = not field.widget.is_hidden


class ContactForm(Form):
    """Somebody to call in a body."""

    model = Contact
    model_fields = ("name", "role", "phone", "email", "since", "until")


class ArrivalForm(Form):
    """A directory as a file."""

    file = forms.FileField(label=_("File"), max_length=1000, help_text=_("un file JSON in formato HSDS 3"))


class OrganisationFilterForm(forms.Form):
    """Which bodies the list shows."""

    q = forms.CharField(label=_("Nome, comune o persona"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Tipo"), required=False, choices=[("", _("tutti")), *OrganisationKind.choices])
