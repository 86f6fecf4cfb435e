"""What comes before the board: it reads, decides, and writes the resolution."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.coexistence.queries import breaches as queries
from accanto.coexistence.states import BreachState
from accanto.coexistence.views.ladder import climb, evidence, ladder_of


@requires(Permission.DECIDE_MEASURES)
def measure_list(request):
    """Exclusions that are proposed, decided, opposed or carried out."""
    page = queries.measure_page(request.user, cursor=request.GET.get("page", ""))
    return render(request, "coexistence/measure_list.html", {"page": page})


@requires(Permission.DECIDE_MEASURES)
def measure_detail(request, measure_id):
    """What the law and the statute ask, what is there, and the whole story of the matter."""
    breach = queries.measure_for(request.user, measure_id)
    record_read(by=request.user, subject=breach, household_id=breach.household_id)
    return render(request, "coexistence/measure_detail.html", ladder_of(request.user, breach))


@requires(Permission.DECIDE_MEASURES)
def measure_resolve(request, measure_id):
    """The board's resolution."""
    return _decide(request, measure_id, BreachState.RESOLVED)


@requires(Permission.DECIDE_MEASURES)
def measure_set_aside(request, measure_id):
    """The board does not follow the proposal."""
    return _decide(request, measure_id, BreachState.SET_ASIDE)


def _decide(request, measure_id, to: BreachState):
    breach = queries.measure_for(request.user, measure_id)
    if breach.state != BreachState.PROPOSED:
        raise Http404
    list_of_all = reverse("coexistence:measure_list")
    own_page = reverse("coexistence:measure_detail", args=[measure_id])
    return climb(request, breach, to, back=list_of_all if to == BreachState.SET_ASIDE else own_page)


@requires(Permission.DECIDE_MEASURES)
def measure_evidence(request, measure_id, step_id):
    """The file on which a step rests."""
    breach = queries.measure_for(request.user, measure_id)
    step = queries.step_for(breach, step_id)
    if step.document is None:
        raise Http404
    return evidence(request, breach, step)
