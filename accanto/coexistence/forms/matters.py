"""What the pages about disagreements and breaches ask for."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import language_choices
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.base.picking import PickField
from accanto.coexistence.actions.ladder import ITALIAN, PROTECTED_RUNGS, languages_of
from accanto.coexistence.models import Breach
from accanto.coexistence.queries.disagreements import members_of_both
from accanto.coexistence.states import TOLD_TO_THE_FAMILY, BreachState
from accanto.directory.queries import public_body_choices
from accanto.residents import queries as residents

MOST = 5000
# What each rung asks beside day, reason and evidence.
ASKED = {
    BreachState.REMINDER: ("mediation_outcome",),
    BreachState.WARNING: ("remedy_by", "services", "services_informed_on"),
    BreachState.RESOLVED: ("ground", "statute_article", "votes_for", "votes_against"),
}
FACTS_NOT_JUDGEMENTS = _("Solo fatti, senza giudizi: la famiglia lo può leggere.")


def lines(label, *, rows: int = 3, required: bool = True, hint="") -> TextFormField:
    """A few lines."""
    return TextFormField(label=label, rows=rows, required=required, max_length=MOST, help_text=hint)


def line(label, *, max_length: int, hint="") -> TextFormField:
    """One line."""
    return TextFormField(label=label, widget=forms.TextInput, max_length=max_length, help_text=hint)


class ReportForm(Form):
    """A rule that is said to be broken."""

    model = Breach
    model_fields = ("rule", "what", "happened_on")
    what = lines(_("che cosa è successo"), hint=FACTS_NOT_JUDGEMENTS)
    evidence = lines(_("su che cosa si fonda"), rows=2, hint=_("chi l'ha visto, una foto, una lettera"))


class RungForm(Form):
    """One rung of the ladder, with what the guards of this rung ask for."""

    model = Breach
    on = DayFormField(label=_("Giorno"))
    reason = lines(_("perché"))
    evidence = lines(_("su che cosa si fonda"), rows=2)
    file = forms.FileField(
        label=_("File"), required=False, max_length=1000, help_text=_("una prova o la copia firmata")
    )
    text = lines(_("che cosa diciamo alla famiglia"), rows=5, required=False, hint=_("in italiano semplice"))
    language = forms.ChoiceField(label=_("lingua"), choices=language_choices)
    translation = lines(_("lo stesso nella sua lingua"), rows=5, required=False)

    def __init__(self, data=None, files=None, *, breach: Breach, to: BreachState):
        self.model_fields = (*ASKED.get(to, ()), *self._team(breach, to))
        reads = languages_of(breach.household)
        language = ITALIAN if not reads or ITALIAN in reads else reads[0]
        super().__init__(data, files, record=breach, initial={"on": clock.today(), "language": language})
        if to not in TOLD_TO_THE_FAMILY:
            for name in ("text", "language", "translation"):
                del self.fields[name]
        if "services" in self.fields:
            self.fields["services"].queryset = public_body_choices()

    @staticmethod
    def _team(breach: Breach, to: BreachState) -> tuple[str, ...]:
        return ("team_met_on",) if breach.household.is_restricted and to in PROTECTED_RUNGS else ()


class ReplyForm(Form):
    """What the family answered."""

    reply = lines(_("che cosa risponde la famiglia"), hint=_("con le sue parole"))
    replied_on = DayFormField(label=_("Giorno"))


class HearingForm(Form):
    """The hearing before the board decides."""

    model = Breach
    model_fields = ("heard_on", "has_come", "heard_words")
    heard_on = DayFormField(label=_("audizione del"))
    heard_words = lines(_("che cosa ha detto"), required=False, hint=_("con le sue parole"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["has_come"].help_text = _("se era invitata e non è venuta, lascia vuoto")


class NoticeForm(Form):
    """When and how the resolution reached the person."""

    model = Breach
    model_fields = ("notified_on", "notified_how")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.model_fields:
            self.fields[name].required = True


class PairForm(Form):
    """Two households of those that this user may open."""

    first = PickField(label=_("Una famiglia"))
    second = PickField(label=_("L'altra famiglia"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].offer(
                search=partial(residents.found_households, user),
                among=partial(residents.open_households_by_id, user),
                label_of=residents.household_label,
            )


class DisagreementForm(PairForm):
    """Neighbours who do not get on."""

    about = line(_("Su che cosa"), max_length=200, hint=_("senza nomi: lo leggono tutte e due le famiglie"))
    heard_on = DayFormField(label=_("Ascoltato il"))
    words = lines(_("che cosa è stato detto"), hint=FACTS_NOT_JUDGEMENTS)


class KeptApartForm(PairForm):
    """Two households that must never meet."""

    why = lines(_("perché"), hint=_("lo legge solo chi lo scrive"))


class DisagreementStepForm(Form):
    """What was done next, and what was said."""

    on = DayFormField(label=_("Giorno"))
    words = lines(_("che cosa è stato detto"), hint=FACTS_NOT_JUDGEMENTS)


class PointForm(Form):
    """A point of an agreement: who promises what by when."""

    member = forms.ModelChoiceField(None, label=_("Chi promette"))
    what = line(_("Che cosa"), max_length=300)
    due_on = DayFormField(label=_("Entro il"))

    def __init__(self, *args, disagreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members_of_both(disagreement)
