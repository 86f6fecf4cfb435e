"""One request: written, read, corrected, and what stands around it."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.residents import queries as residents
from accanto.support import actions, queries
from accanto.support.forms.around import DiscriminationForm, EntryLinkForm, LeadForm, WorkerForm
from accanto.support.forms.intake import RequestChangeForm, RequestForm
from accanto.support.views.file import request_form_page
from accanto.support.views.steps import steps_of


@requires(Permission.WORK_ON_REQUESTS)
def request_new(request, household_id):
    """What a member asks, written where she says it."""
    household = residents.household_for(request.user, household_id)
    form = RequestForm(posted(request), household=household, user=request.user)
    if response := submitted(request, form, actions.open_request, by=request.user, household=household):
        return response
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "support/request_form.html", {"form": form, "household": household}, status=status)


@requires(Permission.WORK_ON_REQUESTS)
def request_detail(request, request_id):
    """A request with its promises, next steps and life; that it was opened is written before it is shown."""
    found = queries.request_for(request.user, request_id)
    record_read(by=request.user, subject=found, household_id=found.household_id)
    context = {
        "asked": found,
        "steps": steps_of(found),
        "life": queries.life_of(found),
        "workers": queries.workers_of(found),
        "entries": queries.entries_of(request.user, found),
    }
    context["is_mine"] = any(worker.user_id == request.user.pk for worker in context["workers"])
    return render(request, "support/request_detail.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def request_edit(request, request_id):
    """Correct her words or the areas."""
    found = queries.request_for(request.user, request_id)
    form = RequestChangeForm(posted(request), record=found)
    action = partial(actions.change_request, request=found)
    if response := submitted(request, form, action, by=request.user):
        return response
    return request_form_page(request, found, form=form, heading=_("Correggi la richiesta"))


@requires(Permission.WORK_ON_REQUESTS)
def lead_edit(request, request_id):
    """Who is first responsible, and whether a public body knows."""
    found = queries.request_for(request.user, request_id)
    form = LeadForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.state_lead, request=found), by=request.user):
        return response
    lead = _(
        "Per diversi bisogni il primo responsabile è un ente pubblico. Noi lo affianchiamo e non lo sostituiamo: "
        "prima di lavorarci lo informiamo, oppure scriviamo perché non va informato."
    )
    return request_form_page(request, found, form=form, heading=_("Primo responsabile"), lead=lead)


@requires(Permission.WORK_ON_REQUESTS)
def worker_new(request, request_id):
    """Somebody joins the work."""
    found = queries.request_for(request.user, request_id)
    form = WorkerForm(posted(request), possible=queries.possible_workers(found))
    if response := submitted(request, form, partial(actions.add_worker, request=found), by=request.user):
        return response
    heading = _("Chi lavora a questa richiesta")
    return request_form_page(request, found, form=form, heading=heading, save=_("Aggiungi"))


@requires(Permission.WORK_ON_REQUESTS)
def worker_end(request, request_id, worker_id):
    """Somebody stops working on it."""
    found = queries.request_for(request.user, request_id)
    worker = queries.worker_for(found, worker_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.end_worker, by=request.user, worker=worker):
        return response
    heading = _("%(name)s non ci lavora più") % {"name": worker.user.name}
    return request_form_page(request, found, form=form, heading=heading, save=_("Conferma"))


@requires(Permission.WORK_ON_REQUESTS)
def discrimination_edit(request, request_id):
    """Where somebody was treated worse, on what ground, and who was told."""
    found = queries.request_for(request.user, request_id)
    form = DiscriminationForm(posted(request), record=getattr(found, "discrimination", None))
    action = partial(actions.write_discrimination, request=found)
    if response := submitted(request, form, action, by=request.user):
        return response
    return request_form_page(request, found, form=form, heading=_("Che cosa è successo"))


@requires(Permission.WORK_ON_REQUESTS)
def entry_link(request, request_id):
    """Show a note of the diary on the request too."""
    found = queries.request_for(request.user, request_id)
    form = EntryLinkForm(posted(request), entries=queries.entries_to_link(request.user, found))
    if response := submitted(request, form, partial(actions.link_entry, request=found), by=request.user):
        return response
    heading = _("Una nota su questa richiesta")
    return request_form_page(request, found, form=form, heading=heading, save=_("Collega"))
