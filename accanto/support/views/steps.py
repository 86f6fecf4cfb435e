"""The steps of a request as buttons, each with its short form: a table, and one page for all."""

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
from accanto.support import actions, queries
from accanto.support.forms.intake import NoForm, WordForm
from accanto.support.forms.steps import (
    AcceptForm,
    CloseForm,
    PauseForm,
    ReasonForm,
    ResumeForm,
    TalkForm,
)
from accanto.support.models import SupportRequest
from accanto.support.states import ENDED, TRANSITIONS, WAITING, State
from accanto.support.views.file import request_form_page

S = State
HERE = "support:request_step"


@dataclass(frozen=True)
class Step:
    """One step that a person can take: where it leads, from which states, what it asks and how it is called."""

    slug: str
    origins: tuple[State, ...]
    targets: tuple[State, ...]
    action: Callable
    form: type[Form]
    label: Promise
    note: Promise | str = ""
    icon: str = ""
    page: str = HERE  # where it is taken

    def is_open_to(self, request: SupportRequest) -> bool:
        """Whether the table of transitions knows it from the state of this request."""
        state = State(request.state)
        return state in self.origins and any(to in self.targets for to in TRANSITIONS[state])

    def address(self, request: SupportRequest) -> str:
        """The page on which it is taken."""
        own = [self.slug] if self.page == HERE else []
        return reverse(self.page, args=[request.pk, *own])


STEPS = [
    Step(
        "accetta-la-proposta",
        (S.PROPOSED,),
        (S.RECEIVED,),
        actions.accept_proposal,
        WordForm,
        _("Ha detto di sì"),
        _("Da questo giorno è una sua richiesta, e le promettiamo una risposta e un colloquio."),
        "ok",
    ),
    Step(
        "rifiuta-la-proposta",
        (S.PROPOSED,),
        (S.DECLINED,),
        actions.decline_proposal,
        NoForm,
        _("Ha detto di no"),
        _("Non deve dare spiegazioni. La proposta finisce qui."),
        "close",
    ),
    Step(
        "vista",
        (S.RECEIVED,),
        (S.SEEN,),
        actions.acknowledge,
        Form,
        _("Le abbiamo risposto: vista"),
        _("Hai detto alla persona che la richiesta è arrivata e che ne parlerete insieme."),
        "check",
    ),
    Step(
        "colloquio",
        (S.SEEN,),
        (S.TALK_SET,),
        actions.set_talk,
        TalkForm,
        _("Fissa il colloquio"),
        icon="calendar",
    ),
    Step(
        "inizia",
        (S.SEEN, S.TALK_SET),
        (S.ACCEPTED,),
        actions.accept_request,
        AcceptForm,
        _("Accogli e comincia"),
        icon="forward",
    ),
    Step("riprendi", WAITING, (S.ACCEPTED,), actions.resume_request, ResumeForm, _("Riprendi"), icon="forward"),
    Step(
        "chiudi",
        tuple(S),
        (S.CLOSED,),
        actions.close_request,
        CloseForm,
        _("Chiudi con l'esito"),
        _("Chi ha dato la risposta? Il lavoro degli enti non si conta come nostro."),
        "ok",
    ),
    # A referral has a life of its own: what was asked, on what ground, what was answered.
    Step(
        "segnala",
        tuple(S),
        (S.REFERRED,),
        actions.refer_request,
        Form,
        _("Segnala a un ente"),
        icon="organisations",
        page="partners:referral_new",
    ),
    Step("pausa", tuple(S), (S.PAUSED,), actions.pause_request, PauseForm, _("Metti in pausa"), icon="clock"),
    Step(
        "non-accogliere",
        tuple(S),
        (S.NOT_ACCEPTED,),
        actions.refuse_request,
        ReasonForm,
        _("Non accogliere"),
        _("Il motivo viene detto alla persona: scrivilo come lo diresti a lei."),
        "close",
    ),
    Step(
        "ritira",
        tuple(S),
        (S.WITHDRAWN,),
        actions.withdraw_request,
        ReasonForm,
        _("L'ha ritirata la persona"),
        icon="undo",
    ),
    Step(
        "riapri",
        ENDED,
        (S.ACCEPTED, S.RECEIVED),
        actions.reopen_request,
        ReasonForm,
        _("Riapri"),
        icon="undo",
    ),
]


@dataclass(frozen=True)
class Choice:
    """A step that can be taken now, with its address."""

    label: str
    url: str
    icon: str


def steps_of(request: SupportRequest) -> list[Choice]:
    """The steps that can follow, the most likely first."""
    return [Choice(str(step.label), step.address(request), step.icon) for step in STEPS if step.is_open_to(request)]


@requires(Permission.WORK_ON_REQUESTS)
def request_step(request, request_id, step):
    """The short form of one step, and the step itself."""
    found = queries.request_for(request.user, request_id)
    chosen = next((known for known in STEPS if known.slug == step and known.page == HERE), None)
    if chosen is None:
        raise Http404
    form = chosen.form(posted(request), record=found)
    action = partial(chosen.action, request=found)
    if response := submitted(request, form, action, by=request.user):
        return response
    heading = _("%(step)s: %(title)s") % {"step": chosen.label, "title": found.title}
    return request_form_page(request, found, form=form, heading=heading, lead=str(chosen.note), save=str(chosen.label))


@requires(Permission.WORK_ON_REQUESTS)
def talk_move(request, request_id):
    """Another moment for a talk that is fixed."""
    found = queries.request_for(request.user, request_id)
    form = TalkForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.move_talk, request=found), by=request.user):
        return response
    return request_form_page(request, found, form=form, heading=_("Sposta il colloquio"))
