"""The board, the list, and the requests of one household."""

from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.addresses import narrowed
from accanto.residents import queries as residents
from accanto.support import queries
from accanto.support.forms.around import RequestFilterForm, WithoutLeadFilterForm


@requires(Permission.WORK_ON_REQUESTS)
def request_board(request):
    """Open requests by state, those that have waited longest first."""
    filters = RequestFilterForm(request.GET, user=request.user)
    del filters.fields["state"]
    wanted = filters.wanted()
    context = narrowed(request, filters) | {"columns": queries.board(request.user, wanted)}
    return render(request, "support/request_board.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def request_list(request):
    """Open requests, or those of one state, the latest first."""
    filters = RequestFilterForm(request.GET, user=request.user)
    wanted = filters.wanted()
    page = queries.request_page(request.user, wanted, cursor=request.GET.get("page", ""))
    return render(request, "support/request_list.html", narrowed(request, filters) | {"page": page})


@requires(Permission.WORK_ON_REQUESTS)
def without_public_lead(request):
    """Open requests for which no public body is first responsible, the oldest first."""
    filters = WithoutLeadFilterForm(request.GET)
    lead = filters.cleaned_data["lead"] if filters.is_valid() else ""
    page = queries.without_public_lead_page(request.user, lead, request.GET.get("page", ""))
    return render(request, "support/without_public_lead.html", {"filters": filters, "page": page})


@requires(Permission.WORK_ON_REQUESTS)
def household_requests(request, household_id):
    """All requests of a household: open ones first."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {"household": household, "requests": queries.requests_of(household)}
    return render(request, "support/household_requests.html", context)
