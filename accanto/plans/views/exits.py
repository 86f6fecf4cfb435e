"""Leaving, the keys, and how it goes afterwards."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.plans import actions, queries
from accanto.plans.forms.exits import ExitForm, FollowUpForm, KeysForm
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_HOUSING)
def exit_new(request, household_id):
    """A household leaves: its home is free from the day after, and follow-ups fall due by themselves."""
    household = residents.household_for(request.user, household_id)
    form = ExitForm(posted(request))
    if response := submitted(request, form, actions.record_exit, by=request.user, household=household):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    lead = _("L'assegnazione finisce con questo giorno. Poi chiediamo come va: dopo tre, sei e dodici mesi.")
    heading, back = _("L'uscita dalla casa"), household.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=_("Scrivi l'uscita"))


@requires(Permission.WORK_ON_PLANS)
def exit_detail(request, exit_id):
    """Where to, when, the keys, and how it goes."""
    gone = queries.exit_for(request.user, exit_id)
    record_read(by=request.user, subject=gone, household_id=gone.household_id)
    return render(request, "plans/exit_detail.html", {"exit": gone, "follow_ups": queries.follow_ups_of(gone)})


@requires(Permission.MANAGE_HOUSING)
def keys_back(request, exit_id):
    """The keys have come back."""
    gone = queries.exit_for(request.user, exit_id)
    form = KeysForm(posted(request), record=gone)
    if response := submitted(request, form, partial(actions.take_keys_back, exit=gone), by=request.user):
        return response
    record_read(by=request.user, subject=gone, household_id=gone.household_id)
    return form_page(request, form=form, heading=_("Le chiavi"), back=gone.get_absolute_url())


@requires(Permission.WORK_ON_PLANS)
def follow_up_answer(request, follow_up_id):
    """How it goes, or that nobody could be reached."""
    follow_up = queries.follow_up_for(request.user, follow_up_id)
    form = FollowUpForm(posted(request), record=follow_up)
    action = partial(actions.answer_follow_up, follow_up=follow_up)
    if response := submitted(request, form, action, by=request.user):
        return response
    household = follow_up.exit.household
    record_read(by=request.user, subject=follow_up, household_id=household.pk)
    heading = _("Come va, %(months)s mesi dopo l'uscita?") % {"months": follow_up.months}
    back = follow_up.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=household.name, look="chips")
