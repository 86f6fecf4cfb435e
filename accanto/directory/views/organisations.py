"""Pages of bodies and the people to call there."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.base.pages import keyset_page
from accanto.directory import actions, queries
from accanto.directory.forms import ContactForm, MergerForm, OrganisationFilterForm, OrganisationForm
from accanto.ui.pages import form_page


@requires(Permission.READ_DIRECTORY)
def organisation_list(request):
    """Bodies by name, found by part of a name, a town or a person."""
    form = OrganisationFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.organisations(wanted.get("q", ""), wanted.get("kind", ""))
    page = keyset_page(found, by=("name", "id"), cursor=request.GET.get("page", ""))
    return render(
        request,
        "directory/organisation_list.html",
        {"form": form, "page": page, "may_edit": may(request.user, Permission.MANAGE_DIRECTORY)},
    )


@requires(Permission.READ_DIRECTORY)
def organisation_detail(request, organisation_id):
    """One body: how it works and whom to call."""
    organisation = queries.organisation_for(organisation_id)
    return render(
        request,
        "directory/organisation_detail.html",
        {"organisation": organisation, "may_edit": may(request.user, Permission.MANAGE_DIRECTORY)},
    )


@requires(Permission.MANAGE_DIRECTORY)
def organisation_new(request):
    """Write down a body."""
    form = OrganisationForm(posted(request))
    if response := submitted(request, form, actions.add_organisation, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Nuovo ente"), back=reverse("directory:organisation_list"))


@requires(Permission.MANAGE_DIRECTORY)
def organisation_edit(request, organisation_id):
    """Correct a body."""
    organisation = queries.organisation_for(organisation_id)
    form = OrganisationForm(posted(request), record=organisation)
    fixed = {"by": request.user, "organisation": organisation}
    if response := submitted(request, form, actions.change_organisation, **fixed):
        return response
    return form_page(request, form=form, heading=organisation.name, back=organisation.get_absolute_url())


@requires(Permission.MANAGE_DIRECTORY)
def organisation_merge(request, organisation_id):
    """Say into which body this one was merged."""
    organisation = queries.organisation_for(organisation_id)
    form = MergerForm(posted(request), organisation=organisation)
    fixed = {"by": request.user, "organisation": organisation}
    if response := submitted(request, form, actions.merge_organisation, **fixed):
        return response
    heading = _("%(body)s è confluito in un altro ente") % {"body": organisation.name}
    lead = _("La sua pagina resta leggibile e lo dice. Nelle nuove richieste non si può più scegliere.")
    return form_page(request, form=form, heading=heading, lead=lead, back=organisation.get_absolute_url())


@requires(Permission.MANAGE_DIRECTORY)
def merger_undo(request, organisation_id):
    """Take back that this body was merged into another."""
    organisation = queries.organisation_for(organisation_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.undo_merger, by=request.user, organisation=organisation):
        return response
    return redirect(organisation)


@requires(Permission.MANAGE_DIRECTORY)
def contact_new(request, organisation_id):
    """Add somebody to call."""
    organisation = queries.organisation_for(organisation_id)
    form = ContactForm(posted(request))
    if response := submitted(request, form, actions.add_contact, by=request.user, organisation=organisation):
        return response
    heading = _("Chi chiamare: %(body)s") % {"body": organisation.name}
    return form_page(request, form=form, heading=heading, back=organisation.get_absolute_url())


@requires(Permission.MANAGE_DIRECTORY)
def contact_edit(request, organisation_id, contact_id):
    """Correct somebody's lines, or write her last day."""
    organisation = queries.organisation_for(organisation_id)
    contact = queries.contact_for(organisation, contact_id)
    form = ContactForm(posted(request), record=contact)
    if response := submitted(request, form, actions.change_contact, by=request.user, contact=contact):
        return response
    return form_page(request, form=form, heading=str(contact), back=organisation.get_absolute_url())
