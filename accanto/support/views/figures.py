"""Figures without names: what is asked, and how it flows."""

from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.support import queries
from accanto.support.forms.around import FlowFilterForm
from accanto.support.pictures import flow_picture
from accanto.support.states import OPEN


@requires(Permission.READ_FIGURES)
def flow(request):
    """Requests that came in and ended month by month, and those open now by area and state."""
    filters = FlowFilterForm(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    months = queries.flow_by_month(request.user, wanted.get("area", ""))
    context = {
        "filters": filters,
        "months": months,
        "picture": flow_picture(months),
        "states": [state.label for state in OPEN],
        "rows": queries.counts_by_state_and_area(request.user),
        "hides": not request.user.is_coordinator,
    }
    return render(request, "support/flow.html", context)
