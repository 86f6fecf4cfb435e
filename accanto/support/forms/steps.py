"""The short form of each step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.support.models import SupportRequest
from accanto.support.states import Lead, Outcome

REASON_LENGTH = 2000


class ReasonForm(Form):
    """A step that says why."""

    reason = TextFormField(label=_("Perché"), rows=3, max_length=REASON_LENGTH)


class ResumeForm(Form):
    """Back to work; a word about it if there is one."""

    reason = TextFormField(label=_("Che cosa è cambiato"), rows=2, max_length=REASON_LENGTH, required=False)


class TalkForm(Form):
    """The moment of a talk."""

    talk_at = forms.DateTimeField(
        label=_("Giorno e ora"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Scrivi giorno e ora, per esempio 22/11/2026 16:10.")},
        input_formats=["%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M"],
    )
    talk_place = forms.CharField(
        label=_("Dove"), max_length=100, required=False, help_text=_("per esempio: in ufficio, a casa sua")
    )

    def __init__(self, *args, record: SupportRequest, **kwargs):
        first = {"talk_at": record.talk_at, "talk_place": record.talk_place}
        super().__init__(*args, record=record, initial=first, **kwargs)


class AcceptForm(Form):
    """The talk has been; work begins."""

    talked_on = DayFormField(label=_("Quando è stato il colloquio"))

    def __init__(self, *args, record: SupportRequest, **kwargs):
        planned = clock.day_of(record.talk_at) if record.talk_at else clock.today()
        super().__init__(*args, record=record, initial={"talked_on": min(planned, clock.today())}, **kwargs)


class PauseForm(ReasonForm):
    """Rest until a day."""

    look_again_on = DayFormField(label=_("Da riguardare il"))


class CloseForm(Form):
    """How it ended."""

    outcome = forms.ChoiceField(label=_("Com'è finita"), widget=forms.RadioSelect)
    reason = TextFormField(label=_("In parole"), rows=3, max_length=REASON_LENGTH)

    def __init__(self, *args, record: SupportRequest, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["outcome"].choices = _outcomes(record)


def _outcomes(request: SupportRequest) -> list[tuple[str, str]]:
    """The outcomes that this request can have: the work of a public body is never counted as ours."""
    left_out = set()
    if request.lead == Lead.PUBLIC_BODY:
        left_out.add(Outcome.SOLVED_BY_US)
    if not (request.lead_organisation_id or request.referred_to_id):
        left_out.add(Outcome.SOLVED_BY_BODY)
    return [(value, label) for value, label in Outcome.choices if value not in left_out]
