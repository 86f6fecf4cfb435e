"""Opening a path, goals, phases, reviews."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.plans import queries
from accanto.plans.forms.promises import ALL, WORD_LENGTH, PromiseForm
from accanto.plans.models import Goal, Plan, Review
from accanto.plans.queries.plans import DUE
from accanto.plans.states import GOAL_TRANSITIONS, PLAN_TRANSITIONS, GoalState, PlanPhase
from accanto.residents.models import Household
from accanto.support.forms.intake import SPOKEN, PersonChoice, head_of, members_of
from accanto.support.models import SupportArea

GOAL_LENGTH = 500
TEXT_LENGTH = 4000


class PlanForm(Form):
    """Whose path, and by whose word."""

    person = PersonChoice(
        None,
        label=_("Per chi"),
        required=False,
        blank=True,
        empty_label=_("tutta la famiglia"),
        widget=forms.RadioSelect,
    )
    assent_by = PersonChoice(
        None,
        label=_("Chi ha detto di sì"),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("La persona stessa; per chi è minorenne un adulto del nucleo."),
    )
    assent_how = forms.ChoiceField(label=_("Come lo ha detto"), choices=SPOKEN, widget=forms.RadioSelect)
    assent_on = DayFormField(label=_("Giorno"), initial=clock.today)

    def __init__(self, *args, household: Household, **kwargs):
        super().__init__(*args, initial={"assent_by": head_of(household)}, **kwargs)
        self.fields["person"].queryset = queries.people_without_plan(household)
        self.fields["assent_by"].queryset = members_of(household)


class GoalForm(Form):
    """Where she wants to arrive, in her own words."""

    words = TextFormField(
        label=_("L'obiettivo, con le sue parole"),
        rows=2,
        max_length=GOAL_LENGTH,
        help_text=_("Come lo dice lei, anche nella sua lingua."),
    )
    area = forms.ModelChoiceField(None, label=_("Ambito"), empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args, record: Goal | None = None, **kwargs):
        first = {"words": record.words, "area": record.area_id} if record else {}
        super().__init__(*args, record=record, initial=first, **kwargs)
        known = SupportArea.objects.filter(pk=record.area_id) if record else SupportArea.objects.none()
        self.fields["area"].queryset = (SupportArea.objects.in_use() | known).distinct()


class GoalStateForm(Form):
    """What became of a goal."""

    state = forms.ChoiceField(label=_("Com'è andata"), widget=forms.RadioSelect)
    word = TextFormField(label=_("In una parola, perché"), rows=2, max_length=WORD_LENGTH, required=False)

    def __init__(self, *args, record: Goal, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        following = GOAL_TRANSITIONS[GoalState(record.state)]
        self.fields["state"].choices = [(state.value, state.label) for state in following]


class GoalPromiseForm(PromiseForm):
    """A promise for a goal: where it was made is known."""

    source = source_text = None


class PhaseForm(Form):
    """The next phase, and a word where one is owed."""

    phase = forms.ChoiceField(label=_("Nuova fase"), widget=forms.RadioSelect)
    word = TextFormField(
        label=_("Perché"),
        rows=2,
        max_length=WORD_LENGTH,
        required=False,
        help_text=_("Serve per tornare indietro e per concludere."),
    )

    def __init__(self, *args, record: Plan, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        following = [phase for phase in PLAN_TRANSITIONS[PlanPhase(record.phase)] if phase != PlanPhase.AFTER]
        self.fields["phase"].choices = [(phase.value, phase.label) for phase in following]


class ReviewForm(Form):
    """A look at the path together, with two open questions that she may leave without an answer."""

    model = Review
    model_fields = ("held_on", "present")
    changed = TextFormField(label=_("Che cosa è cambiato"), rows=3, max_length=TEXT_LENGTH)
    next = TextFormField(label=_("Che cosa viene adesso"), rows=3, max_length=TEXT_LENGTH)
    can_now = TextFormField(
        label=_("Che cosa riesce a fare ora che prima non poteva?"), rows=2, max_length=TEXT_LENGTH, required=False
    )
    would_like = TextFormField(label=_("Che cosa vorrebbe poter fare?"), rows=2, max_length=TEXT_LENGTH, required=False)
    next_on = DayFormField(
        label=_("Prossima verifica"),
        required=False,
        help_text=_("Vuoto: il giorno che viene dal termine."),
    )

    def __init__(self, *args, record: Plan, **kwargs):
        super().__init__(*args, record=record, initial={"held_on": clock.today()}, **kwargs)


class PlanFilterForm(forms.Form):
    """What the list of paths is narrowed to."""

    phase = forms.ChoiceField(label=_("Fase"), choices=[ALL, *PlanPhase.choices], required=False)
    show = forms.ChoiceField(
        label=_("Mostra"), choices=[("", _("tutti")), (DUE, _("con la verifica in ritardo"))], required=False
    )
