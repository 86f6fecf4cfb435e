"""Expenses, and the rules by which they are paid."""

from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.archive.queries import cooperative
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.ui.pages import form_page
from accanto.volunteers import actions, forms, queries


@requires(Permission.DAILY_WORK)
def expenses(request, volunteer_id):
    """A month of a volunteer's expenses, and what it pays."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    month = month_of(request.GET.get("mese", ""))
    context = {
        "volunteer": volunteer,
        "law": queries.law(),
        "month": queries.expense_month(volunteer, month),
        "months": queries.last_months()[::-1],
    }
    return render(request, "volunteers/expenses.html", context)


def month_of(text: str) -> date:
    """The first day of a month written as 2026-11; this month for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)


@requires(Permission.DAILY_WORK)
def expense_new(request, volunteer_id):
    """An expense of a day."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    form = forms.ExpenseForm(posted(request))
    if response := submitted(request, form, actions.enter_expense, by=request.user, volunteer=volunteer):
        return response
    back = reverse("volunteers:expenses", args=[volunteer.pk])
    return form_page(request, form=form, heading=_("Nuova spesa"), back=back, lead=str(volunteer))


@requires(Permission.MANAGE_VOLUNTEERS)
def expense_list(request):
    """Expenses that wait for a decision."""
    page = queries.waiting_page(request.user, cursor=request.GET.get("page", ""))
    return render(request, "volunteers/expense_list.html", {"page": page})


@requires(Permission.MANAGE_VOLUNTEERS)
def expense_approve(request, expense_id):
    """Approve an expense."""
    expense = queries.expense_for(request.user, expense_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.approve_expense, to=_waiting, by=request.user, expense=expense):
        return response
    heading = _("Approva la spesa")
    return form_page(request, form=form, heading=heading, back=_waiting(), lead=_in_words(expense), save=heading)


@requires(Permission.MANAGE_VOLUNTEERS)
def expense_refuse(request, expense_id):
    """Refuse an expense, with the reason."""
    expense = queries.expense_for(request.user, expense_id)
    form = forms.RefuseExpenseForm(posted(request))
    if response := submitted(request, form, actions.refuse_expense, to=_waiting, by=request.user, expense=expense):
        return response
    heading = _("Non approvare la spesa")
    return form_page(request, form=form, heading=heading, back=_waiting(), lead=_in_words(expense), save=heading)


@requires(Permission.DAILY_WORK)
def expense_withdraw(request, expense_id):
    """Take back an expense that nobody has decided."""
    expense = queries.expense_for(request.user, expense_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.withdraw_expense, by=request.user, expense=expense):
        return response
    heading = _("Ritira la spesa")
    back = expense.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=_in_words(expense), save=heading)


def _waiting(_expense=None) -> str:
    return reverse("volunteers:expense_list")


def _in_words(expense) -> str:
    words = {"name": expense.volunteer, "amount": expense.amount, "what": expense.what}
    return _("%(name)s: %(amount)s €, %(what)s") % words


@requires(Permission.MANAGE_VOLUNTEERS)
def law(request):
    """The rules on volunteers that hold here, with their sources."""
    context = {
        "law": queries.law(),
        "cooperative": cooperative(),
        "parameters": queries.parameters_in_force(),
        "resolutions": queries.resolutions(),
        "share": queries.share_on(clock.today()),
        "check_needed": queries.check_needed_near_minors(clock.today()),
    }
    return render(request, "volunteers/law.html", context)


@requires(Permission.MANAGE_VOLUNTEERS)
def policy_edit(request):
    """Whether a record check is asked of whoever is near minors."""
    answer = "yes" if queries.check_needed_near_minors(clock.today()) else "no"
    form = forms.PolicyForm(posted(request), initial={"is_needed": answer})
    back = reverse("volunteers:law")
    action = actions.set_record_check_policy
    if response := submitted(request, form, action, to=lambda _result: back, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Controllo del casellario"), back=back)


@requires(Permission.MANAGE_VOLUNTEERS)
def resolution_new(request):
    """A decision of the board on self-certified expenses."""
    form = forms.ResolutionForm(posted(request))
    back = reverse("volunteers:law")
    if response := submitted(request, form, actions.add_resolution, to=lambda _result: back, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Delibera sui rimborsi"), back=back)
