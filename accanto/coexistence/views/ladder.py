"""What a coordinator's and the board's pages about a breach share."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions
from accanto.coexistence.actions.ladder import has_minors
from accanto.coexistence.forms.matters import RungForm
from accanto.coexistence.models import Breach, BreachStep
from accanto.coexistence.queries import breaches as queries
from accanto.coexistence.states import BreachState
from accanto.documents.responses import sent


def ladder_of(user, breach: Breach) -> dict:
    """The ladder, what was said on each rung, and what the law asks."""
    steps = queries.steps_of(breach)
    minors = has_minors(breach.household, breach.reported_on)
    return {
        "breach": breach,
        "household": breach.household,
        "steps": steps,
        "rungs": queries.rungs_of(breach, steps),
        "asked": queries.asked_by_law(breach, steps, has_minors=minors),
        "next_rungs": queries.next_rungs(user, breach),
    }


def climb(request, breach: Breach, to: BreachState, *, back: str):
    """Show and carry out one rung; that the file was opened is written before it is shown.

    Whoever comes from a page that is no longer true is led back to where the breach stands; what she has
    typed is not lost, the action refuses it.
    """
    if request.method == "GET" and to not in queries.next_rungs(request.user, breach):
        words = {"state": breach.state_label}
        messages.error(request, _("Adesso è «%(state)s»: nessun gradino si salta, e nessuno si rifà.") % words)
        return redirect(back)
    form = RungForm(posted(request), request.FILES or None, breach=breach, to=to)
    action = partial(actions.take_step, breach=breach, to=to)
    if response := submitted(request, form, action, to=lambda _breach: back, by=request.user):
        return response
    record_read(by=request.user, subject=breach, household_id=breach.household_id)
    heading = _("Archivia la questione") if to == BreachState.SET_ASIDE else _("Passo: %(rung)s") % {"rung": to.label}
    context = {"form": form, "breach": breach, "heading": heading, "back": back}
    return render(request, "coexistence/rung_form.html", context, status=422 if form.is_bound and form.errors else 200)


def evidence(request, breach: Breach, step: BreachStep):
    """The file of a step, once its opening is recorded."""
    record_read(by=request.user, subject=step.document, household_id=breach.household_id)
    return sent(step.document)
