"""Referrals: out about a request, in from a body, and their steps."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.base.pages import keyset_page
from accanto.documents.responses import download
from accanto.partners import actions, letters, queries
from accanto.partners.forms import referrals as forms
from accanto.partners.models import Referral
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.residents import queries as residents
from accanto.support import queries as support
from accanto.ui.pages import form_page

R = ReferralState


@dataclass(frozen=True)
class Step:
    """One step that a person can take: from where, by which action, what it asks and how it is called."""

    slug: str
    origins: tuple[ReferralState, ...]
    directions: tuple[Direction, ...]
    action: Callable
    form: type[Form]
    label: Promise
    note: Promise | str = ""
    icon: str = ""
    permission: Permission = Permission.WORK_ON_REQUESTS

    def is_open_to(self, referral: Referral, user) -> bool:
        """Whether it can be taken now, by this person."""
        fits = referral.state in self.origins and referral.direction in self.directions
        return fits and may(user, self.permission)


OUT, IN = (Direction.OUT,), (Direction.IN,)
STEPS = [
    Step(
        "manda",
        (R.DRAFT,),
        OUT,
        actions.send_referral,
        forms.SendForm,
        _("È partita"),
        _("Da questo giorno l'ente è informato, e la richiesta aspetta la sua risposta."),
        "forward",
    ),
    Step("risposta", (R.SENT,), OUT, actions.answer_referral, forms.AnswerForm, _("Scrivi la risposta"), icon="ok"),
    Step(
        "accogli",
        (R.RECEIVED,),
        IN,
        actions.accept_arrival,
        forms.AcceptArrivalForm,
        _("Accogli"),
        _("L'ente ci indica una famiglia: quello che vuole, lo dirà lei."),
        "ok",
        Permission.EDIT_HOUSEHOLDS,
    ),
    Step(
        "non-accogliere",
        (R.RECEIVED,),
        IN,
        actions.refuse_arrival,
        forms.RefuseArrivalForm,
        _("Non accogliere"),
        _("Il motivo viene detto all'ente."),
        "close",
        Permission.EDIT_HOUSEHOLDS,
    ),
    Step("ritira", (R.DRAFT, R.SENT), OUT, actions.withdraw_referral, forms.WithdrawForm, _("Ritira"), icon="undo"),
]


@requires(Permission.WORK_ON_REQUESTS)
def referral_list(request):
    """Referrals in both directions, the latest first."""
    filters = forms.ReferralFilterForm(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.referral_page(request.user, wanted, request.GET.get("page", ""))
    context = {"filters": filters, "page": page, "may_receive": may(request.user, Permission.EDIT_HOUSEHOLDS)}
    return render(request, "partners/referral_list.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def unanswered(request):
    """What we asked and nobody has answered, the oldest first."""
    page = keyset_page(queries.unanswered(request.user), by=("sent_on", "id"), cursor=request.GET.get("page", ""))
    return render(request, "partners/unanswered.html", {"page": page})


@requires(Permission.WORK_ON_REQUESTS)
def referral_new(request, request_id):
    """Ask a body about a request: prepared to be sent, or written down when it has gone out."""
    asked = support.request_for(request.user, request_id)
    form = forms.ReferralForm(posted(request), request=asked)
    if response := submitted(request, form, partial(actions.write_referral, request=asked), by=request.user):
        return response
    record_read(by=request.user, subject=asked, household_id=asked.household_id)
    context = {
        "form": form,
        "asked": asked,
        "consents": residents.consents_running(asked.word_by) if asked.word_by else [],
        "referrals": queries.referrals_of_request(asked),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "partners/referral_form.html", context, status=status)


@requires(Permission.WORK_ON_REQUESTS)
def referral_detail(request, referral_id):
    """What was asked, on what ground, and what was answered."""
    found = _opened(request, referral_id)
    context = {
        "referral": found,
        "steps": [step for step in STEPS if step.is_open_to(found, request.user)],
        "documents": list(found.documents.all()),
        "may_edit": found.state == R.DRAFT,
        "forgotten_on": queries.forgotten_on(found),
    }
    return render(request, "partners/referral_detail.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def referral_edit(request, referral_id):
    """Correct what has not gone out."""
    found = queries.referral_for(request.user, referral_id)
    form = forms.ReferralChangeForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.change_referral, referral=found), by=request.user):
        return response
    return _form(request, found, form=form, heading=_("Correggi la segnalazione"))


@requires(Permission.WORK_ON_REQUESTS)
def referral_step(request, referral_id, step):
    """The short form of one step, and the step itself."""
    found = queries.referral_for(request.user, referral_id)
    chosen = next((known for known in STEPS if known.slug == step), None)
    if chosen is None or not may(request.user, chosen.permission) or found.direction not in chosen.directions:
        raise Http404
    form = chosen.form(posted(request), record=found)
    if response := submitted(request, form, partial(chosen.action, referral=found), by=request.user):
        return response
    return _form(
        request, found, form=form, heading=chosen.label, lead=str(chosen.note), save=str(chosen.label), look="chips"
    )


@requires(Permission.WORK_ON_REQUESTS)
def referral_letter(request, referral_id):
    """The letter, as a tagged PDF: our question, or our answer once there is one."""
    found = _opened(request, referral_id)
    if not (found.is_out or found.answered_on):
        raise Http404
    return download(letters.referral_letter(found, by=request.user), f"segnalazione-{found.pk}.pdf", "application/pdf")


@requires(Permission.WORK_ON_REQUESTS)
def referral_document(request, referral_id):
    """Keep a file with a referral."""
    found = queries.referral_for(request.user, referral_id)
    form = forms.ReferralDocumentForm(posted(request), request.FILES or None)
    if response := submitted(request, form, actions.keep_with_referral, by=request.user, referral=found):
        return response
    record_read(by=request.user, subject=found, household_id=found.household_id)
    context = {"form": form, "heading": _("Un documento della segnalazione"), "back": found.get_absolute_url()}
    return render(request, "partners/file_form.html", context, status=422 if form.is_bound and form.errors else 200)


@requires(Permission.EDIT_HOUSEHOLDS)
def arrival_new(request):
    """A body sends us a family that we do not know yet."""
    form = forms.ArrivalForm(posted(request))
    if response := submitted(request, form, actions.receive_referral, by=request.user):
        return response
    lead = _("Una famiglia che conosciamo già si segnala dalla sua scheda, nella parte «Enti e deleghe».")
    back = reverse("partners:referral_list")
    return form_page(request, form=form, heading=_("È arrivata una segnalazione"), lead=lead, back=back)


@requires(Permission.EDIT_HOUSEHOLDS)
def known_arrival_new(request, household_id):
    """A body writes to us about a household that we know."""
    household = residents.household_for(request.user, household_id)
    form = forms.KnownArrivalForm(posted(request))
    if response := submitted(request, form, actions.receive_referral, by=request.user, household=household):
        return response
    heading = _("È arrivata una segnalazione su %(household)s") % {"household": household.name}
    back = reverse("partners:household_bodies", args=[household.pk])
    return form_page(request, form=form, heading=heading, back=back)


def _opened(request, referral_id: int) -> Referral:
    """The referral; that it was opened is written before it is shown."""
    found = queries.referral_for(request.user, referral_id)
    record_read(by=request.user, subject=found, household_id=found.household_id)
    return found


def _form(request, found: Referral, **page):
    record_read(by=request.user, subject=found, household_id=found.household_id)
    return form_page(request, back=found.get_absolute_url(), **page)
