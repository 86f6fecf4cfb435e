"""What the pages of reports ask for."""

from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.reports.models import WORDS, AgreementReport


class PeriodForm(Form):
    """On which days."""

    since = DayFormField(label=_("dal"))
    until = DayFormField(label=_("al"))


class WordsForm(Form):
    """What only a person can say."""

    model = AgreementReport
    model_fields = ("open_points", "proposals")
    open_points = TextFormField(label=_("punti aperti"), required=False, max_length=WORDS)
    proposals = TextFormField(label=_("proposte"), required=False, max_length=WORDS)


class SendForm(Form):
    """To whom, and how."""

    model = AgreementReport
    model_fields = ("sent_to",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sent_to"].required = True
        self.fields["sent_to"].help_text = _("per esempio: PEC ai servizi sociali, protocollo 4821")
