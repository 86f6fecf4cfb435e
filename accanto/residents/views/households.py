"""Households: opening one, and the parts of its file that residents holds."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.audit.queries import readers_of
from accanto.base.forms import Form, posted, submitted
from accanto.residents import actions, forms, queries
from accanto.ui.pages import form_page


@requires(Permission.EDIT_HOUSEHOLDS)
def household_open(request):
    """A new household, with its head."""
    form = forms.HouseholdOpenForm(posted(request))
    if response := submitted(request, form, actions.open_household_for, by=request.user):
        return response
    back = reverse("desk:household_list")
    return form_page(request, form=form, heading=_("Nuovo nucleo"), back=back, lead=_("Chi è l'intestatario?"))


@requires(Permission.READ_HOUSEHOLDS)
def household_people(request, household_id):
    """Everybody in the household, past members too, with contact points, papers and consents."""
    household = queries.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {
        "household": household,
        "members": queries.people_of(household),
        "past": queries.past_members_of(request.user, household),
    }
    return render(request, "residents/household_people.html", context)


@requires(Permission.READ_HOUSEHOLDS)
def household_readers(request, household_id):
    """Who opened this file, and when."""
    household = queries.household_for(request.user, household_id)
    page = readers_of(household.pk, cursor=request.GET.get("page", ""))
    return render(request, "residents/household_readers.html", {"household": household, "page": page})


@requires(Permission.EDIT_HOUSEHOLDS)
def household_edit(request, household_id):
    """The household's name and after how many days without contact it is looked for."""
    household = queries.household_for(request.user, household_id)
    form = forms.HouseholdForm(posted(request), record=household)
    if response := submitted(request, form, actions.change_household, by=request.user, household=household):
        return response
    return form_page(request, form=form, heading=_("Modifica il nucleo"), back=household.get_absolute_url())


@requires(Permission.EDIT_HOUSEHOLDS)
def household_close(request, household_id):
    """Close the file; its history stays."""
    household = queries.household_for(request.user, household_id)
    form = forms.CloseHouseholdForm(posted(request))
    if response := submitted(request, form, actions.close_household, by=request.user, household=household):
        return response
    lead = _("La storia resta. Le persone accanto non aprono più la scheda quando finisce il loro incarico.")
    back = household.get_absolute_url()
    return form_page(request, form=form, heading=_("Chiudi la scheda"), back=back, lead=lead, save=_("Chiudi"))


@requires(Permission.EDIT_HOUSEHOLDS)
def member_new(request, household_id):
    """A person not written down yet joins the household."""
    household = queries.household_for(request.user, household_id)
    form = forms.NewHouseholdMemberForm(posted(request))
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.add_new_household_member, to=_people_page(household), **fixed):
        return response
    back = reverse("residents:household_people", args=[household.pk])
    return form_page(request, form=form, heading=_("Aggiungi una persona al nucleo"), back=back)


@requires(Permission.EDIT_HOUSEHOLDS)
def member_find(request, household_id):
    """Look for somebody already written down who joins the household."""
    household = queries.household_for(request.user, household_id)
    text = request.GET.get("q", "")[:100]
    found = list(queries.with_stays(queries.search_people(request.user, text))[:20])
    context = {"household": household, "text": text, "found": found}
    return render(request, "residents/member_find.html", context)


@requires(Permission.EDIT_HOUSEHOLDS)
def member_add(request, household_id, person_id):
    """The person found joins the household."""
    household = queries.household_for(request.user, household_id)
    person = queries.person_for(request.user, person_id)
    form = forms.HouseholdMemberForm(posted(request))
    fixed = {"by": request.user, "household": household, "person": person}
    if response := submitted(request, form, actions.add_household_member, to=_people_page(household), **fixed):
        return response
    back = reverse("residents:household_people", args=[household.pk])
    heading = _("%(person)s entra nel nucleo") % {"person": person}
    return form_page(request, form=form, heading=heading, back=back)


@requires(Permission.EDIT_HOUSEHOLDS)
def member_end(request, household_id, member_id):
    """A person leaves the household."""
    household = queries.household_for(request.user, household_id)
    member = queries.member_of(household, member_id)
    form = forms.EndForm(posted(request))
    if response := submitted(
        request, form, actions.end_household_member, to=_people_page(household), by=request.user, member=member
    ):
        return response
    back = reverse("residents:household_people", args=[household.pk])
    heading = _("%(person)s lascia il nucleo") % {"person": member.person}
    return form_page(request, form=form, heading=heading, back=back)


def _people_page(household):
    return lambda _result: reverse("residents:household_people", args=[household.pk])


@requires(Permission.EDIT_HOUSEHOLDS)
def warning_new(request, household_id):
    """A warning above the household's page."""
    household = queries.household_for(request.user, household_id)
    form = forms.WarningForm(posted(request))
    if response := submitted(
        request, form, actions.add_warning, to=_household_page(household), by=request.user, household=household
    ):
        return response
    return form_page(request, form=form, heading=_("Avviso per chi chiama o visita"), back=household.get_absolute_url())


@requires(Permission.EDIT_HOUSEHOLDS)
def warning_end(request, household_id, warning_id):
    """Take a warning down before its day."""
    household = queries.household_for(request.user, household_id)
    warning = queries.warning_of(household, warning_id)
    form = Form(posted(request))
    if response := submitted(
        request, form, actions.end_warning, to=_household_page(household), by=request.user, warning=warning
    ):
        return response
    back = household.get_absolute_url()
    record_read(by=request.user, subject=warning, household_id=household.pk)
    return form_page(request, form=form, heading=_("Togli l'avviso"), back=back, lead=warning.text, save=_("Togli"))


def _household_page(household):
    return lambda _result: household.get_absolute_url()


@requires(Permission.MANAGE_TEAMS)
def restrict(request, household_id):
    """Hide the household from everybody not named on it."""
    household = queries.household_for(request.user, household_id)
    form = forms.WhyForm(posted(request))
    if response := submitted(request, form, actions.restrict_household, by=request.user, household=household):
        return response
    lead = _("Per chi non è indicato questo nucleo non esiste più: né nome, né conteggi, né ricerca.")
    return form_page(
        request,
        form=form,
        heading=_("Rendi riservato"),
        back=household.get_absolute_url(),
        lead=lead,
        save=_("Rendi riservato"),
    )


@requires(Permission.MANAGE_TEAMS)
def unrestrict(request, household_id):
    """Open the household again to coordinators and its team."""
    household = queries.household_for(request.user, household_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.unrestrict_household, by=request.user, household=household):
        return response
    heading = _("Togli la riservatezza")
    return form_page(request, form=form, heading=heading, back=household.get_absolute_url(), save=heading)
