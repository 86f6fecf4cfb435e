"""The team around a household, and who is named on a restricted one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.residents import actions, forms, queries
from accanto.residents.models import TeamRole
from accanto.ui.pages import form_page


@requires(Permission.READ_HOUSEHOLDS)
def household_team(request, household_id):
    """Who stands beside the household, now and before, with since when and why."""
    household = queries.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {
        "household": household,
        "team": queries.team_of(household),
        "past": queries.past_team_of(household),
        "named": queries.named_readers_of(household),
    }
    return render(request, "residents/household_team.html", context)


def _team_page(household):
    return lambda _result: reverse("residents:household_team", args=[household.pk])


def _back(household) -> str:
    return reverse("residents:household_team", args=[household.pk])


@requires(Permission.MANAGE_TEAMS)
def coordinator_add(request, household_id):
    """A coordinator joins the team."""
    household = queries.household_for(request.user, household_id)
    form = forms.CoordinatorForm(posted(request))
    fixed = {"by": request.user, "household": household, "role": TeamRole.COORDINATOR}
    if response := submitted(request, form, actions.add_to_team, to=_team_page(household), **fixed):
        return response
    return form_page(request, form=form, heading=_("Coordinatrice di riferimento"), back=_back(household))


@requires(Permission.MANAGE_TEAMS)
def social_worker_add(request, household_id):
    """The social worker of a public body, who stays first responsible, joins the team."""
    household = queries.household_for(request.user, household_id)
    form = forms.SocialWorkerForm(posted(request))
    fixed = {"by": request.user, "household": household, "role": TeamRole.SOCIAL_WORKER}
    if response := submitted(request, form, actions.add_to_team, to=_team_page(household), **fixed):
        return response
    return form_page(request, form=form, heading=_("Assistente sociale dell'ente"), back=_back(household))


@requires(Permission.MANAGE_TEAMS)
def place_end(request, household_id, place_id):
    """Somebody leaves the team; access ends with the day."""
    household = queries.household_for(request.user, household_id)
    place = queries.place_of(household, place_id)
    form = forms.EndForm(posted(request))
    fixed = {"by": request.user, "team_member": place}
    if response := submitted(request, form, actions.end_team_place, to=_team_page(household), **fixed):
        return response
    heading = _("%(who)s non è più accanto al nucleo") % {"who": place}
    lead = _("L'accesso alla scheda finisce con questo giorno.")
    return form_page(request, form=form, heading=heading, back=_back(household), lead=lead)


@requires(Permission.MANAGE_TEAMS)
def reader_add(request, household_id):
    """Somebody is named on a restricted household."""
    household = queries.household_for(request.user, household_id)
    form = forms.NamedReaderForm(posted(request))
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.name_reader, to=_team_page(household), **fixed):
        return response
    return form_page(request, form=form, heading=_("Chi può aprire la scheda riservata"), back=_back(household))


@requires(Permission.MANAGE_TEAMS)
def reader_end(request, household_id, reader_id):
    """Somebody is named no longer."""
    household = queries.household_for(request.user, household_id)
    reader = queries.named_reader_of(household, reader_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "reader": reader}
    if response := submitted(request, form, actions.stop_naming_reader, to=_after_naming(request, household), **fixed):
        return response
    heading = _("%(who)s non apre più la scheda") % {"who": reader}
    return form_page(request, form=form, heading=heading, back=_back(household), save=_("Togli"), danger=True)


def _after_naming(request, household):
    """Whoever takes herself off cannot see the team page any more."""

    def address(_result) -> str:
        visible = queries.households_open_to(request.user).filter(pk=household.pk).exists()
        return _back(household) if visible else reverse("desk:household_list")

    return address
