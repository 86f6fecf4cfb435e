"""Applications for a home: the list, one of them, and what a person decides."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.housing import actions, forms, queries
from accanto.housing.states import AWAITING_ANSWER, ApplicationState
from accanto.housing.views.assignments import assignment_address
from accanto.residents import queries as residents
from accanto.ui.components.lists import Link
from accanto.ui.pages import form_page

CLOSED = (
    ApplicationState.ACCEPTED,
    ApplicationState.REFUSED,
    ApplicationState.WITHDRAWN,
    ApplicationState.NOT_ADMITTED,
)
SHOWN = {"attesa": AWAITING_ANSWER, "chiuse": CLOSED}


@requires(Permission.DECIDE_APPLICATIONS)
def application_list(request):
    """The list in its order with the reasons; or those that wait for a word, or those that are closed."""
    shown = request.GET.get("mostra", "")
    address = reverse("housing:application_list")
    labels = [("", _("In lista")), ("attesa", _("Da decidere")), ("chiuse", _("Chiuse"))]
    tabs = [Link(label, f"{address}?mostra={key}" if key else address, current=key == shown) for key, label in labels]
    if shown not in SHOWN:
        return _waiting(request, tabs)
    page = queries.application_page(request.user, SHOWN[shown], cursor=request.GET.get("page", ""))
    return render(request, "housing/application_page.html", {"tabs": tabs, "page": page})


def _waiting(request, tabs):
    filters = forms.WaitingFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.waiting_page(request.user, wanted, request.GET.get("page", ""))
    context = {"tabs": tabs, "filters": filters, "page": page, "criteria": queries.criteria()}
    return render(request, "housing/application_list.html", context)


@requires(Permission.DECIDE_APPLICATIONS)
def application_new(request):
    """Who applies? Look for the person or the household."""
    text = request.GET.get("q", "")[:100]
    found = list(residents.with_stays(residents.search_people(request.user, text))[:20])
    return render(request, "housing/application_start.html", {"text": text, "found": found})


@requires(Permission.DECIDE_APPLICATIONS)
def application_for_household(request, household_id):
    """Write down the application of a household."""
    household = residents.household_for(request.user, household_id)
    initial = {"people_count": len(residents.members_of(household))}
    form = forms.ApplicationForm(posted(request), initial=initial)
    if response := submitted(request, form, actions.receive_application, by=request.user, household=household):
        return response
    heading = _("Domanda di alloggio del nucleo %(household)s") % {"household": household}
    return form_page(request, form=form, heading=heading, back=household.get_absolute_url())


@requires(Permission.DECIDE_APPLICATIONS)
def application_for_person(request, person_id):
    """Write down the application of a person who has no household with us."""
    person = residents.person_for(request.user, person_id)
    form = forms.ApplicationForm(posted(request), initial={"people_count": 1})
    if response := submitted(request, form, actions.receive_application, by=request.user, person=person):
        return response
    heading = _("Domanda di alloggio di %(person)s") % {"person": person}
    return form_page(request, form=form, heading=heading, back=reverse("housing:application_new"))


@requires(Permission.DECIDE_APPLICATIONS)
def application_detail(request, application_id):
    """An application: the need, where it stands and why, what was decided, what can be decided now."""
    application = queries.application_for(request.user, application_id)
    record_read(by=request.user, subject=application, household_id=application.household_id)
    context = queries.application_file(request.user, application) | {"form": _decision_form(request, application)}
    return render(request, "housing/application_detail.html", context)


@requires(Permission.DECIDE_APPLICATIONS)
def application_decide(request, application_id):
    """A person decides, with reasons. An accepted offer leads on to the assignment."""
    application = queries.application_for(request.user, application_id)
    form = _decision_form(request, application)
    if response := submitted(request, form, actions.decide, to=_after, by=request.user, application=application):
        return response
    heading = _("Decidi sulla domanda di %(applicant)s") % {"applicant": application}
    return form_page(request, form=form, heading=heading, back=application.get_absolute_url(), save=_("Decidi"))


def _decision_form(request, application):
    fitting, free = queries.free_by_fit(request.user, application)
    return forms.DecisionForm(posted(request), application=application, fitting=fitting, free=free)


def _after(decision) -> str:
    if decision.to_state == ApplicationState.ACCEPTED:
        return assignment_address(decision)
    return decision.application.get_absolute_url()


@requires(Permission.DECIDE_APPLICATIONS)
def application_edit(request, application_id):
    """Correct what was asked for."""
    application = queries.application_for(request.user, application_id)
    form = forms.ApplicationForm(posted(request), record=application)
    if response := submitted(request, form, actions.change_application, by=request.user, application=application):
        return response
    record_read(by=request.user, subject=application, household_id=application.household_id)
    return form_page(request, form=form, heading=str(application), back=application.get_absolute_url())
