"""The short form of each step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.procedures import queries
from accanto.procedures.models import Procedure

REASON_LENGTH = 2000


class ReasonForm(Form):
    """A step that says why."""

    reason = TextFormField(label=_("Perché"), rows=3, max_length=REASON_LENGTH)


class ReadyForm(Form):
    """Everything is there; or what is missing, and why it goes all the same."""

    reason = TextFormField(
        label=_("Se manca qualcosa, perché va bene così"), rows=2, max_length=REASON_LENGTH, required=False
    )

    def __init__(self, *args, record: Procedure, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        missing = [line.need.words for line in queries.checklist(record) if line.is_missing]
        if missing:
            self.fields["reason"].help_text = _("Manca: %(documents)s") % {"documents": "; ".join(missing)}
        else:
            del self.fields["reason"]


class SubmitForm(Form):
    """The body has it."""

    submitted_on = DayFormField(label=_("Presentata il"), initial=clock.today)
    protocol = forms.CharField(
        label=_("Numero di protocollo o della ricevuta"), max_length=60, required=False, help_text=_("se c'è già")
    )


class AppealForm(SubmitForm):
    """The body, or the court, has the appeal."""

    submitted_on = DayFormField(label=_("Presentato il"), initial=clock.today)


class IntegrationForm(Form):
    """What the body asks for besides."""

    words = TextFormField(label=_("Che cosa chiede l'ente"), rows=3, max_length=REASON_LENGTH)
    asked_on = DayFormField(label=_("Chiesto il"), initial=clock.today)
    due_on = DayFormField(label=_("Da mandare entro il"))


class AnswerForm(Form):
    """It has been sent."""

    answered_on = DayFormField(label=_("Mandato il"), initial=clock.today)


class AcceptForm(Form):
    """The body said yes; until when it holds."""

    decided_on = DayFormField(label=_("Risposta del"), initial=clock.today)
    issued_on = DayFormField(label=_("Rilasciato il"), required=False)
    expires_on = DayFormField(
        label=_("Vale fino al"),
        required=False,
        help_text=_("Da qui si conta il prossimo rinnovo. Se è un documento, viene scritto tra quelli della persona."),
    )

    def __init__(self, *args, record: Procedure, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if not record.type.paper_kind_id:
            del self.fields["issued_on"]


class RefuseForm(ReasonForm):
    """The body said no."""

    decided_on = DayFormField(label=_("Risposta del"), initial=clock.today, help_text=_("il giorno in cui è arrivata"))
    field_order = ("decided_on", "reason")


class AppointmentForm(Form):
    """When and where the body expects her."""

    appointment_at = forms.DateTimeField(
        label=_("Giorno e ora"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Scrivi giorno e ora, per esempio 22/11/2026 16:10.")},
        input_formats=["%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M"],
    )
    appointment_place = forms.CharField(
        label=_("Dove"), max_length=150, required=False, help_text=_("per esempio: Questura, sportello 3")
    )

    def __init__(self, *args, record: Procedure, **kwargs):
        place = record.appointment_place or (record.organisation.name if record.organisation else "")
        first = {"appointment_at": record.appointment_at, "appointment_place": place[:150]}
        super().__init__(*args, record=record, initial=first, **kwargs)


class MoveForm(Form):
    """Another day."""

    to = DayFormField(label=_("A quale giorno"))
