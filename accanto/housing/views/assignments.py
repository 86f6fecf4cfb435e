"""Who gets a home, and what the host tells the police."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.housing import actions, forms, queries
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.READ_HOUSEHOLDS)
def household_home(request, household_id):
    """The home of a household: where it lives and lived, what it asked for."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {"household": household} | queries.household_home(request.user, household)
    return render(request, "housing/household_home.html", context)


@requires(Permission.MANAGE_HOUSING)
def assignment_start(request, dwelling_id):
    """For whom is this dwelling? Look for the household."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    text = request.GET.get("q", "")[:100]
    found = residents.household_page(request.user, {"q": text}, cursor="").rows if text else []
    context = {"dwelling": dwelling, "text": text, "found": found}
    return render(request, "housing/assignment_start.html", context)


@requires(Permission.MANAGE_HOUSING)
def assignment_for_household(request, household_id):
    """Which of the free dwellings for this household?"""
    household = residents.household_for(request.user, household_id)
    people = len(residents.members_of(household))
    context = {
        "household": household,
        "home": queries.home_of(household),
        "free": queries.free_for(request.user, people),
        "people": people,
    }
    return render(request, "housing/assignment_for_household.html", context)


@requires(Permission.MANAGE_HOUSING)
def assignment_new(request, dwelling_id, household_id):
    """Give this dwelling to this household."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    household = residents.household_for(request.user, household_id)
    form = forms.AssignmentForm(posted(request), places=dwelling.places.all())
    fixed = {"by": request.user, "dwelling": dwelling, "household": household}
    if response := submitted(request, form, actions.assign_dwelling, **fixed):
        return response
    heading = _("%(dwelling)s al nucleo %(household)s") % {"dwelling": dwelling, "household": household}
    return form_page(
        request,
        form=form,
        heading=heading,
        back=dwelling.get_absolute_url(),
        lead=_lives_already(household),
        save=_("Assegna"),
    )


def _lives_already(household) -> str:
    home = queries.home_of(household)
    return _("Oggi il nucleo abita in %(dwelling)s.") % {"dwelling": home.dwelling} if home else ""


@requires(Permission.MANAGE_HOUSING)
def assignment_end(request, assignment_id):
    """The last day of an assignment, and why."""
    assignment = queries.assignment_for(request.user, assignment_id)
    form = forms.EndForm(posted(request))
    if response := submitted(request, form, actions.end_assignment, by=request.user, assignment=assignment):
        return response
    heading = _("%(household)s lascia %(dwelling)s") % {
        "household": assignment.household,
        "dwelling": assignment.dwelling,
    }
    lead = _("Dal giorno dopo l'alloggio è libero.")
    return form_page(request, form=form, heading=heading, back=assignment.get_absolute_url(), lead=lead)


@requires(Permission.MANAGE_HOUSING)
def assignment_edit(request, assignment_id):
    """Correct an assignment."""
    assignment = queries.assignment_for(request.user, assignment_id)
    form = forms.CorrectionForm(posted(request), record=assignment)
    if response := submitted(request, form, actions.change_assignment, by=request.user, assignment=assignment):
        return response
    record_read(by=request.user, subject=assignment, household_id=assignment.household_id)
    return form_page(request, form=form, heading=str(assignment), back=assignment.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def notification_new(request, assignment_id, person_id):
    """Write down that public security was told of a foreign guest."""
    assignment = queries.assignment_for(request.user, assignment_id)
    person = residents.person_for(request.user, person_id)
    if not any(guest.person == person for guest in queries.guests_of([assignment])[assignment.pk]):
        raise Http404
    form = forms.NotificationForm(posted(request))
    fixed = {"by": request.user, "assignment": assignment, "person": person}
    to = lambda _result: assignment.get_absolute_url()  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.notify_host, to=to, **fixed):
        return response
    heading = _("Comunicazione dell'ospitante: %(person)s") % {"person": person}
    return form_page(request, form=form, heading=heading, back=assignment.get_absolute_url(), lead=_term_in_words())


def _term_in_words() -> str:
    term = queries.term()
    return _("Va fatta entro %(hours)s ore dall'ingresso (%(source)s, verificato il %(checked)s).") % {
        "hours": int(term.value),
        "source": term.source,
        "checked": date_format(term.checked_on, "SHORT_DATE_FORMAT"),
    }


def assignment_address(decision) -> str:
    """Where an accepted offer leads: to the form that assigns the dwelling."""
    application = decision.application
    return reverse("housing:assignment_new", args=[application.offered_dwelling_id, application.household_id])
