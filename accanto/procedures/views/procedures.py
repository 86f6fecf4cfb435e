"""One procedure: opened, read, corrected, with its papers, its days and its appointment."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.procedures import actions, queries
from accanto.procedures.forms.opening import ProcedureChangeForm, ProcedureForm, RenewForm
from accanto.procedures.forms.steps import AppointmentForm, MoveForm
from accanto.procedures.views.file import procedure_form_page
from accanto.procedures.views.steps import steps_of
from accanto.residents import queries as residents


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_new(request, household_id):
    """A procedure begins, from a request (`?richiesta=`) or alone, for one or several of the family."""
    household = residents.household_for(request.user, household_id)
    asked = request.GET.get("richiesta", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 18 else None
    form = ProcedureForm(posted(request), household=household, user=request.user, request=number)
    if response := submitted(request, form, actions.open_procedures, by=request.user, household=household):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "household": household}
    return render(request, "procedures/procedure_form.html", context, status=status)


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_detail(request, procedure_id):
    """A procedure with its papers, days, steps and life; that it was opened is written before it is shown."""
    found = queries.procedure_for(request.user, procedure_id)
    record_read(by=request.user, subject=found, household_id=found.household_id)
    context = {
        "procedure": found,
        "steps": steps_of(found),
        "lines": queries.checklist(found),
        "days": queries.days_of(found),
        "are_days_stale": queries.stale_days(found),
        "integrations": list(found.integrations.all()),
        "together": queries.together_with(found),
        "life": queries.life_of(found),
        "mandate": found.mandate or queries.mandate_of(found, clock.today()),
        "amounts": queries.amounts_of(found.type),
        "newer": queries.version_of_today(found.type) if found.type.is_withdrawn else None,
    }
    return render(request, "procedures/procedure_detail.html", context)


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_edit(request, procedure_id):
    """Correct who goes there, which office, who follows it, the day of the fact."""
    found = queries.procedure_for(request.user, procedure_id)
    form = ProcedureChangeForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.change_procedure, procedure=found), by=request.user):
        return response
    return procedure_form_page(request, found, form=form, heading=_("Correggi la pratica"))


@requires(Permission.WORK_ON_PROCEDURES)
def procedure_renew(request, procedure_id):
    """Open the next one."""
    found = queries.procedure_for(request.user, procedure_id)
    form = RenewForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.renew_procedure, procedure=found), by=request.user):
        return response
    heading = _("Rinnova: %(procedure)s") % {"procedure": found.type.name}
    return procedure_form_page(request, found, form=form, heading=heading, save=_("Apri il rinnovo"), look="chips")


@requires(Permission.WORK_ON_PROCEDURES)
def appointment_edit(request, procedure_id):
    """When and where the body expects her."""
    found = queries.procedure_for(request.user, procedure_id)
    form = AppointmentForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.set_appointment, procedure=found), by=request.user):
        return response
    return procedure_form_page(request, found, form=form, heading=_("Appuntamento presso l'ente"))


@requires(Permission.WORK_ON_PROCEDURES)
def appointment_end(request, procedure_id):
    """The appointment has been, or will not be."""
    found = queries.procedure_for(request.user, procedure_id)
    form = Form(posted(request))
    if response := submitted(request, form, partial(actions.cancel_appointment, procedure=found), by=request.user):
        return response
    heading = _("L'appuntamento c'è stato, o non ci sarà più")
    return procedure_form_page(request, found, form=form, heading=heading, save=_("Conferma"))


@requires(Permission.WORK_ON_PROCEDURES)
def days_again(request, procedure_id):
    """Count the days anew, after the paper they count from was corrected."""
    found = queries.procedure_for(request.user, procedure_id)
    form = Form(posted(request))
    if response := submitted(request, form, partial(actions.count_days_again, procedure=found), by=request.user):
        return response
    return procedure_form_page(request, found, form=form, heading=_("Conta di nuovo i giorni"), save=_("Conta"))


def _need(request, procedure_id, need_id, action, heading):
    """A document on the checklist, ticked or not."""
    found = queries.procedure_for(request.user, procedure_id)
    need = queries.need_for(found.type, need_id)
    form = Form(posted(request))
    if response := submitted(request, form, partial(action, procedure=found, need=need), by=request.user):
        return response
    return procedure_form_page(
        request, found, form=form, heading=heading % {"document": need.words}, save=_("Conferma")
    )


@requires(Permission.WORK_ON_PROCEDURES)
def need_tick(request, procedure_id, need_id):
    """Somebody has this document in hand."""
    return _need(request, procedure_id, need_id, actions.tick_need, _("C'è: %(document)s"))


@requires(Permission.WORK_ON_PROCEDURES)
def need_untick(request, procedure_id, need_id):
    """It is not there after all."""
    return _need(request, procedure_id, need_id, actions.untick_need, _("Non c'è ancora: %(document)s"))


@requires(Permission.WORK_ON_PROCEDURES)
def day_settle(request, day_id):
    """A reminder is done with."""
    day = queries.day_for(request.user, day_id)
    form = Form(posted(request))
    if response := submitted(request, form, partial(actions.settle_day, day=day), by=request.user):
        return response
    heading = _("Fatto: %(what)s") % {"what": day.words}
    return procedure_form_page(request, day.procedure, form=form, heading=heading, save=_("Fatto"))


@requires(Permission.WORK_ON_PROCEDURES)
def day_move(request, day_id):
    """A reminder is put off."""
    day = queries.day_for(request.user, day_id)
    form = MoveForm(posted(request))
    if response := submitted(request, form, partial(actions.move_day, day=day), by=request.user):
        return response
    heading = _("Sposta: %(what)s") % {"what": day.words}
    return procedure_form_page(request, day.procedure, form=form, heading=heading)
