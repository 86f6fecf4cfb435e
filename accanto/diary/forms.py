"""Forms of the diary."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, SeveralRowsField, TextFormField
from accanto.base.forms import Form
from accanto.diary import queries
from accanto.diary.states import MOST_MINUTES, STEP_LENGTH, TEXT_LENGTH, Contact, Kind

WHAT_NOT_TO_WRITE = _("Solo fatti. Niente diagnosi, niente giudizi: la famiglia può leggere.")


def line(**kwargs) -> TextFormField:
    """One line of text, in which lone surrogates are replaced as in longer ones."""
    return TextFormField(widget=forms.TextInput, required=False, **kwargs)


class EntryFields(Form):
    """What an entry says, in the order in which it is told."""

    kind = forms.ChoiceField(label=_("Che cosa"), choices=Kind.choices, initial=Kind.VISIT, widget=forms.RadioSelect)
    contact = forms.ChoiceField(
        label=_("C'era?"),
        choices=[(Contact.MET, Contact.MET.label), (Contact.ATTEMPTED, Contact.ATTEMPTED.label)],
        initial=Contact.MET,
        required=False,
        widget=forms.RadioSelect,
    )
    happened_at = forms.DateTimeField(
        label=_("Quando"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Scrivi giorno e ora, per esempio 22/11/2026 16:10.")},
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y", "%d.%m.%Y %H:%M"],
    )
    minutes = forms.IntegerField(label=_("Minuti"), min_value=0, max_value=MOST_MINUTES, initial=20)
    text = TextFormField(
        label=_("Che cosa è successo"), max_length=TEXT_LENGTH, rows=5, required=False, help_text=WHAT_NOT_TO_WRITE
    )
    with_whom = line(label=_("Con chi altro"), max_length=200, help_text=_("per esempio: la maestra, l'impiegata"))
    reserved_text = TextFormField(
        label=_("Parte riservata"),
        max_length=TEXT_LENGTH,
        rows=3,
        required=False,
        help_text=_("La leggono solo chi l'ha scritta, le coordinatrici e chi indichi qui."),
    )
    next_step = line(label=_("Prossimo passo"), max_length=STEP_LENGTH)
    next_step_on = DayFormField(label=_("Entro il"), required=False)


class CorrectionForm(EntryFields):
    """An entry to correct; without the reserved part for who may not read it."""

    bodies = SeveralRowsField(None, label=_("Con quale ente"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *, entry, reserved, may_read_reserved: bool):
        initial = {name: getattr(entry, name) for name in EntryFields.base_fields if name in FACTS}
        super().__init__(data, record=entry, initial={**initial, "reserved_text": reserved.text if reserved else ""})
        self.fields["bodies"].queryset = queries.bodies_to_name(entry)
        self.fields["bodies"].initial = entry.bodies.all()
        if not may_read_reserved:
            del self.fields["reserved_text"]


FACTS = {"kind", "contact", "happened_at", "minutes", "text", "with_whom", "next_step", "next_step_on"}


class StrikeForm(Form):
    """Why an entry was written by mistake."""

    why = line(label=_("Perché è un errore"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].required = True


class StepDayForm(Form):
    """The new day of a next step."""

    to = DayFormField(label=_("Nuovo giorno"))


class AttachmentForm(Form):
    """A file to keep with an entry."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("Al massimo 20 MB. Dalle fotografie togliamo il luogo e i dati del telefono."),
    )


class TimelineFilter(forms.Form):
    """What of a diary to show."""

    kind = forms.ChoiceField(label=_("Che cosa"), choices=[("", _("Tutto")), *Kind.choices], required=False)
    with_attachments = forms.BooleanField(label=_("Con allegati"), required=False)
