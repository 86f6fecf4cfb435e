"""Disagreements between neighbours."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_all, record_read
from accanto.audit.models import READ
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions
from accanto.coexistence.forms.matters import DisagreementForm, DisagreementStepForm, KeptApartForm, PointForm
from accanto.coexistence.queries import disagreements as queries
from accanto.coexistence.states import DISAGREEMENT_TRANSITIONS, DisagreementState
from accanto.coexistence.views.acts import carry_out
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_MATTERS)
def disagreement_list(request):
    """Disagreements that are still open, or with ?chiusi those that have ended."""
    ended = "chiusi" in request.GET
    page = queries.disagreement_page(request.user, ended=ended, cursor=request.GET.get("page", ""))
    return render(request, "coexistence/disagreement_list.html", {"page": page, "ended": ended})


@requires(Permission.WORK_ON_MATTERS)
def disagreement_new(request):
    """Write down that neighbours do not get on, after listening."""
    form = DisagreementForm(posted(request), user=request.user)
    if response := submitted(request, form, actions.hear_disagreement, by=request.user):
        return response
    lead = _("Prima si ascolta ciascuna famiglia per conto suo.")
    back = reverse("coexistence:disagreement_list")
    return form_page(request, form=form, heading=_("Un disaccordo tra vicini"), lead=lead, back=back)


@requires(Permission.WORK_ON_MATTERS)
def disagreement_detail(request, disagreement_id):
    """What was heard and said, the points agreed, and what can come next."""
    found = _opened(request, disagreement_id)
    following = DISAGREEMENT_TRANSITIONS[DisagreementState(found.state)]
    return render(request, "coexistence/disagreement_detail.html", {"disagreement": found, "following": following})


@requires(Permission.WORK_ON_MATTERS)
def disagreement_step(request, disagreement_id, to):
    """The next step, with what was said."""
    found = queries.disagreement_for(request.user, disagreement_id)
    if to not in DisagreementState:
        raise Http404
    if request.method == "GET" and to not in DISAGREEMENT_TRANSITIONS[DisagreementState(found.state)]:
        messages.error(request, _("Adesso è «%(state)s»: questo passo non si può fare.") % {"state": found.state_label})
        return redirect(found)
    form = DisagreementStepForm(posted(request), record=found)
    action = partial(actions.take_disagreement_further, disagreement=found, to=to)
    heading = _("Passo: %(step)s") % {"step": DisagreementState(to).label}
    return _about(request, found, form, action, heading)


@requires(Permission.WORK_ON_MATTERS)
def point_new(request, disagreement_id):
    """A point of the agreement: a promise of one of the neighbours."""
    found = queries.disagreement_for(request.user, disagreement_id)
    form = PointForm(posted(request), disagreement=found)
    action = partial(actions.add_agreed_point, disagreement=found)
    return _about(request, found, form, action, _("Un punto dell'accordo"))


def _about(request, found, form, action, heading):
    if response := submitted(request, form, action, by=request.user):
        return response
    _record(request, found)
    return form_page(request, form=form, heading=heading, lead=found.about, back=found.get_absolute_url())


def _opened(request, disagreement_id):
    found = queries.disagreement_for(request.user, disagreement_id)
    _record(request, found)
    return found


def _record(request, found) -> None:
    """The matter is in the file of both households."""
    for household in found.households:
        record_read(by=request.user, subject=found, household_id=household.pk)


@requires(Permission.WORK_ON_MATTERS)
def kept_apart_list(request):
    """The pairs that this person keeps apart, and the form for another."""
    form = KeptApartForm(posted(request), user=request.user)
    here = reverse("coexistence:kept_apart_list")
    if response := submitted(request, form, actions.keep_households_apart, to=lambda _kept: here, by=request.user):
        return response
    pairs = queries.own_kept_apart(request.user)
    record_all(by=request.user, verb=READ, subjects=[(kept, kept.first_id) for kept in pairs])
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "coexistence/kept_apart.html", {"form": form, "pairs": pairs}, status=status)


@requires(Permission.WORK_ON_MATTERS)
def kept_apart_end(request, kept_id):
    """From tomorrow these two may meet again."""
    kept = queries.kept_apart_for(request.user, kept_id)
    back = reverse("coexistence:kept_apart_list")
    heading = _("Da domani possono incontrarsi")
    return carry_out(request, actions.end_keeping_apart, heading=heading, back=back, kept=kept)
