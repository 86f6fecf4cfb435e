"""What is asked when a referral goes out, comes in, or is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.directory.forms import BodyChoice
from accanto.directory.queries import contacts_choices
from accanto.documents.models import Document
from accanto.partners.actions.referrals import follow_up_after
from accanto.partners.models import Referral
from accanto.partners.models.referrals import ASKED_LENGTH
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.support.forms.intake import AreasField
from accanto.support.models import SupportRequest
from accanto.support.states import InformedHow, ToldUnder

EMPTY = ("", "—")
NOT_MORE_THAN_NEEDED = _(
    "Solo quello che serve all'ente per rispondere: niente diagnosi, niente giudizi, niente di altre persone."
)


class AskedForm(Form):
    """What is asked of a body, of whom there, and on what ground."""

    asked = TextFormField(
        label=_("Che cosa chiediamo"), rows=5, max_length=ASKED_LENGTH, help_text=NOT_MORE_THAN_NEEDED
    )
    contact = forms.ModelChoiceField(None, label=_("A chi, nell'ente"), required=False)
    ground = forms.ChoiceField(label=_("Su quale base"), choices=ToldUnder.choices, initial=ToldUnder.CONSENT)
    ground_words = forms.CharField(
        label=_("Se manca il consenso: il fatto e la norma"),
        max_length=200,
        required=False,
        help_text=_("per esempio: minore solo in casa di notte, art. 9 L. 184/1983"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts_choices()


class ReferralForm(AskedForm):
    """A referral about a request; one that has gone out already says when and how."""

    organisation = BodyChoice(label=_("A quale ente"))
    sent_on = DayFormField(label=_("Mandata il"), required=False)
    how = forms.ChoiceField(label=_("Come"), choices=[EMPTY, *InformedHow.choices], required=False)
    reference = forms.CharField(label=_("Protocollo o riferimento"), max_length=60, required=False)
    answer_due = DayFormField(label=_("Risposta attesa entro"), required=False)

    def __init__(self, *args, request: SupportRequest, **kwargs):
        first = {
            "organisation": request.lead_organisation_id,
            "contact": request.lead_contact_id,
            "answer_due": follow_up_after(clock.today()),
        }
        super().__init__(*args, initial=first, **kwargs)


class ReferralChangeForm(AskedForm):
    """Correct what has not gone out yet."""

    def __init__(self, *args, record: Referral, **kwargs):
        names = ("asked", "contact", "ground", "ground_words")
        super().__init__(*args, record=record, initial={name: getattr(record, name) for name in names}, **kwargs)


class SendForm(Form):
    """When and how it went out."""

    sent_on = DayFormField(label=_("Mandata il"))
    how = forms.ChoiceField(label=_("Come"), choices=InformedHow.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Protocollo o riferimento"), max_length=60, required=False, help_text=_("il nostro, o quello dell'ente")
    )
    answer_due = DayFormField(label=_("Risposta attesa entro"))

    def __init__(self, *args, record: Referral, **kwargs):
        today = clock.today()
        first = {"sent_on": today, "how": InformedHow.LETTER, "answer_due": follow_up_after(today)}
        super().__init__(*args, record=record, initial=first, **kwargs)


class AnswerForm(Form):
    """What the body answered."""

    answered_on = DayFormField(label=_("Ha risposto il"), initial=clock.today)
    outcome = forms.ChoiceField(
        label=_("Che cosa ha detto"),
        choices=[(ReferralState.ACCEPTED, _("accoglie")), (ReferralState.REFUSED, _("non accoglie"))],
        widget=forms.RadioSelect,
    )
    answer = TextFormField(label=_("La risposta, in breve"), rows=3, max_length=ASKED_LENGTH, required=False)
    reason = forms.CharField(label=_("Se non accoglie: perché"), max_length=300, required=False)
    look_again_on = DayFormField(
        label=_("Se accoglie: quando chiediamo a che punto è"), required=False, help_text=_("fra 15 giorni se vuoto")
    )

    def __init__(self, *args, record: Referral, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        days = (follow_up_after(clock.today()) - clock.today()).days
        self.fields["look_again_on"].help_text = _("fra %(days)s giorni se vuoto") % {"days": days}


class WithdrawForm(Form):
    """Taken back, with the reason."""

    reason = forms.CharField(label=_("Perché"), max_length=300)

    def __init__(self, *args, record: Referral, **kwargs):
        super().__init__(*args, record=record, **kwargs)


class ArrivalForm(Form):
    """A family that a body sends to us."""

    organisation = BodyChoice(label=_("Da quale ente"))
    contact = forms.ModelChoiceField(None, label=_("Chi la segue, nell'ente"), required=False)
    family_named = forms.CharField(
        label=_("Chi ci segnalano"), max_length=150, help_text=_("nome e cognome come li scrive l'ente; niente altro")
    )
    asked = TextFormField(
        label=_("Che cosa ci chiedono"), rows=4, max_length=ASKED_LENGTH, help_text=NOT_MORE_THAN_NEEDED
    )
    sent_on = DayFormField(label=_("Arrivata il"), initial=clock.today)
    how = forms.ChoiceField(label=_("Come"), choices=InformedHow.choices, initial=InformedHow.EMAIL)
    reference = forms.CharField(label=_("Il loro protocollo"), max_length=60, required=False)
    answer_due = DayFormField(label=_("Rispondiamo entro"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts_choices()


class KnownArrivalForm(ArrivalForm):
    """The same about a household that we know."""

    family_named = None


class AcceptArrivalForm(Form):
    """Yes to a body. The family becomes a household, and what we would do is proposed to her."""

    answered_on = DayFormField(label=_("Rispondiamo il"), initial=clock.today)
    answer = TextFormField(label=_("Che cosa rispondiamo"), rows=3, max_length=ASKED_LENGTH)
    family_name = forms.CharField(label=_("Cognome"), max_length=100)
    given_name = forms.CharField(label=_("Nome"), max_length=100, required=False)
    proposal = TextFormField(
        label=_("Che cosa le proponiamo"),
        rows=3,
        max_length=ASKED_LENGTH,
        required=False,
        help_text=_("Resta una proposta finché la persona non dice di sì: la parola dell'ente non è la sua."),
    )
    areas = AreasField(required=False)

    def __init__(self, *args, record: Referral, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        if record.household_id:
            del self.fields["family_name"], self.fields["given_name"]


class RefuseArrivalForm(Form):
    """No to a body, with the reason."""

    answered_on = DayFormField(label=_("Rispondiamo il"), initial=clock.today)
    reason = forms.CharField(label=_("Perché"), max_length=300)
    answer = TextFormField(label=_("Che altro rispondiamo"), rows=3, max_length=ASKED_LENGTH, required=False)

    def __init__(self, *args, record: Referral, **kwargs):
        super().__init__(*args, record=record, **kwargs)


class ReferralDocumentForm(Form):
    """A file that belongs to a referral."""

    model = Document
    model_fields = ("title",)
    file = forms.FileField(label=_("File"), max_length=1000, help_text=_("PDF, foto o altro, fino a 20 MB"))


class ReferralFilterForm(forms.Form):
    """Which referrals the list shows."""

    direction = forms.ChoiceField(label=_("Verso"), required=False, choices=[("", _("tutte")), *Direction.choices])
    state = forms.ChoiceField(label=_("Stato"), required=False, choices=[("", _("tutti")), *ReferralState.choices])
