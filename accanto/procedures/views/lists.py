"""The board, the list, and the procedures of one household."""

from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.addresses import narrowed
from accanto.procedures import queries
from accanto.procedures.forms.opening import ProcedureFilterForm
from accanto.residents import queries as residents


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_board(request):
    """Open procedures by state, those that were opened first on top."""
    filters = ProcedureFilterForm(request.GET, user=request.user)
    del filters.fields["state"]
    wanted = filters.wanted()
    context = narrowed(request, filters) | {"columns": queries.board(request.user, wanted)}
    return render(request, "procedures/procedure_board.html", context)


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_list(request):
    """Open procedures, or those of one state, the latest first."""
    filters = ProcedureFilterForm(request.GET, user=request.user)
    wanted = filters.wanted()
    page = queries.procedure_page(request.user, wanted, cursor=request.GET.get("page", ""))
    return render(request, "procedures/procedure_list.html", narrowed(request, filters) | {"page": page})


@requires(Permission.WORK_ON_PROCEDURES)
def household_procedures(request, household_id):
    """All procedures of a household: open ones first."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {"household": household, "procedures": queries.procedures_of(household)}
    return render(request, "procedures/household_procedures.html", context)
