"""Promises: written, read, settled, moved."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.plans import actions, queries
from accanto.plans.forms.promises import MovePromiseForm, PromiseFilterForm, PromiseForm, ReopenForm, SettleForm
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PLANS)
def promise_list(request):
    """Promises of every side by day, filtered by the address."""
    filters = PromiseFilterForm(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.promise_page(request.user, **wanted, cursor=request.GET.get("page", ""))
    return render(request, "plans/promise_list.html", {"page": page, "filters": filters})


@requires(Permission.WORK_ON_PLANS)
def promise_new(request, household_id):
    """Who promises what to whom by when, written where it is said."""
    household = residents.household_for(request.user, household_id)
    form = PromiseForm(posted(request), household=household)
    if response := submitted(request, form, actions.make_promise, by=request.user, household=household):
        return response
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/promise_form.html", {"form": form, "household": household}, status=status)


@requires(Permission.WORK_ON_PLANS)
def promise_detail(request, promise_id):
    """A promise with its life, and the form that says what became of it: from Oggi to its end in two clicks."""
    promise = queries.promise_for(request.user, promise_id)
    form = SettleForm(posted(request), record=promise)
    if response := submitted(request, form, partial(actions.settle_promise, promise=promise), by=request.user):
        return response
    record_read(by=request.user, subject=promise, household_id=promise.household_id)
    context = {"promise": promise, "life": queries.life_of(promise), "form": form}
    return render(request, "plans/promise_detail.html", context, status=422 if form.is_bound and form.errors else 200)


@requires(Permission.WORK_ON_PLANS)
def promise_move(request, promise_id):
    """Promise another day; the earlier one is kept."""
    action, form = actions.move_promise, MovePromiseForm
    return _step(request, promise_id, action, form, heading=_("Un altro giorno"), save=_("Sposta"))


@requires(Permission.WORK_ON_PLANS)
def promise_reopen(request, promise_id):
    """Open again what was judged too early."""
    action, form = actions.reopen_promise, ReopenForm
    return _step(request, promise_id, action, form, heading=_("Riapri la promessa"), save=_("Riapri"))


def _step(request, promise_id, action, form_class, **page):
    promise = queries.promise_for(request.user, promise_id)
    form = form_class(posted(request), record=promise)
    if response := submitted(request, form, partial(action, promise=promise), by=request.user):
        return response
    record_read(by=request.user, subject=promise, household_id=promise.household_id)
    return form_page(request, form=form, back=promise.get_absolute_url(), lead=promise.what, **page)
