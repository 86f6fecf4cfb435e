"""The steps of a procedure as buttons, each with its short form: a table, and one page for all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.procedures import actions, queries
from accanto.procedures.forms.steps import (
    AcceptForm,
    AnswerForm,
    AppealForm,
    IntegrationForm,
    ReadyForm,
    ReasonForm,
    RefuseForm,
    SubmitForm,
)
from accanto.procedures.models import Procedure
from accanto.procedures.states import TRANSITIONS, Renewal, State
from accanto.procedures.views.file import procedure_form_page

S = State


@dataclass(frozen=True)
class Step:
    """One step that a person can take: from which states, where it leads, what it asks and how it is called."""

    slug: str
    origins: tuple[State, ...]
    to: State
    action: Callable
    form: type[Form]
    label: Promise
    note: Promise | str = ""
    icon: str = ""

    def is_open_to(self, procedure: Procedure) -> bool:
        """Whether the table of transitions knows it from the state of this procedure."""
        state = State(procedure.state)
        if self.to == S.TO_RENEW and procedure.type.renewal == Renewal.NONE and state != S.LAPSED:
            return False
        return state in self.origins and self.to in TRANSITIONS[state]


STEPS = [
    Step(
        "raccogli",
        (S.TO_START,),
        S.COLLECTING,
        actions.collect_papers,
        Form,
        _("Comincia a raccogliere i documenti"),
        icon="file",
    ),
    Step(
        "pronta",
        (S.COLLECTING,),
        S.READY,
        actions.ready_procedure,
        ReadyForm,
        _("È tutto pronto"),
        icon="check",
    ),
    Step(
        "presenta",
        (S.READY,),
        S.SUBMITTED,
        actions.submit_procedure,
        SubmitForm,
        _("È presentata"),
        _("Da questo giorno l'ente ce l'ha. Se la presentiamo noi serve una delega che la copre."),
        "forward",
    ),
    Step(
        "rispondi",
        (S.INTEGRATION,),
        S.SUBMITTED,
        actions.answer_integration,
        AnswerForm,
        _("Abbiamo mandato quello che mancava"),
        icon="forward",
    ),
    Step(
        "accolta",
        (S.SUBMITTED,),
        S.ACCEPTED,
        actions.accept_procedure,
        AcceptForm,
        _("L'ente ha detto di sì"),
        icon="ok",
    ),
    Step(
        "integrazione",
        (S.SUBMITTED,),
        S.INTEGRATION,
        actions.ask_integration,
        IntegrationForm,
        _("L'ente chiede altro"),
        icon="attachment",
    ),
    Step(
        "respinta",
        (S.SUBMITTED, S.INTEGRATION),
        S.REFUSED,
        actions.refuse_procedure,
        RefuseForm,
        _("L'ente ha detto di no"),
        _("Da questo giorno si contano i termini per il ricorso."),
        "close",
    ),
    Step(
        "ricorso",
        (S.REFUSED,),
        S.SUBMITTED,
        actions.appeal_procedure,
        AppealForm,
        _("Il ricorso è presentato"),
        _("Ricorso, o domanda di riesame: si aspetta di nuovo la risposta."),
        "forward",
    ),
    Step(
        "da-rinnovare",
        (S.ACCEPTED, S.LAPSED),
        S.TO_RENEW,
        actions.time_to_renew,
        Form,
        _("È da rifare"),
        _("Torna nel tabellone, finché non si apre la prossima."),
        "undo",
    ),
    Step(
        "torna-ai-documenti",
        (S.READY,),
        S.COLLECTING,
        actions.collect_papers,
        Form,
        _("Manca ancora qualcosa"),
        icon="undo",
    ),
    Step(
        "decaduta",
        tuple(S),
        S.LAPSED,
        actions.lapse_procedure,
        ReasonForm,
        _("È decaduta"),
        _("Un termine è passato, o l'ente l'ha chiusa senza rispondere."),
        "clock",
    ),
    Step(
        "lasciata",
        tuple(S),
        S.WITHDRAWN,
        actions.withdraw_procedure,
        ReasonForm,
        _("La persona non la vuole più"),
        icon="close",
    ),
]


@dataclass(frozen=True)
class Choice:
    """A step that can be taken now, with its address; `is_away`: it gives the procedure up."""

    label: str
    url: str
    icon: str
    is_away: bool = False


def steps_of(procedure: Procedure) -> list[Choice]:
    """The steps that can follow, the most likely first; the next one of its kind before all others."""
    choices = [
        Choice(
            str(step.label),
            reverse("procedures:procedure_step", args=[procedure.pk, step.slug]),
            step.icon,
            is_away=step.to in (S.LAPSED, S.WITHDRAWN),
        )
        for step in STEPS
        if step.is_open_to(procedure)
    ]
    renews = procedure.type.renewal != Renewal.NONE
    if procedure.state == S.TO_RENEW or (procedure.state == S.ACCEPTED and renews):
        address = reverse("procedures:procedure_renew", args=[procedure.pk])
        choices.insert(0, Choice(str(_("Apri il rinnovo")), address, "add"))
    return choices


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_step(request, procedure_id, step):
    """The short form of one step, and the step itself."""
    found = queries.procedure_for(request.user, procedure_id)
    chosen = next((known for known in STEPS if known.slug == step), None)
    if chosen is None:
        raise Http404
    form = chosen.form(posted(request), record=found)
    action = partial(chosen.action, procedure=found)
    if response := submitted(request, form, action, by=request.user):
        return response
    heading = _("%(step)s: %(procedure)s") % {"step": chosen.label, "procedure": found.type.name}
    return procedure_form_page(
        request, found, form=form, heading=heading, lead=str(chosen.note), save=str(chosen.label)
    )
