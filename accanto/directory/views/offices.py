"""Pages of offices."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.directory import actions, queries
from accanto.directory.forms import OfficeForm
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_DIRECTORY)
def office_new(request, organisation_id):
    """Write down an office."""
    organisation = queries.organisation_for(organisation_id)
    form = OfficeForm(posted(request))
    if response := submitted(request, form, actions.add_office, by=request.user, organisation=organisation):
        return response
    heading = _("Nuovo ufficio: %(body)s") % {"body": organisation.name}
    return form_page(request, form=form, heading=heading, back=_page_of(organisation_id))


@requires(Permission.MANAGE_DIRECTORY)
def office_edit(request, organisation_id, office_id):
    """Correct an office, or write the day on which it closed."""
    organisation = queries.organisation_for(organisation_id)
    office = queries.office_for(organisation, office_id)
    form = OfficeForm(posted(request), record=office)
    if response := submitted(request, form, actions.change_office, by=request.user, office=office):
        return response
    return form_page(request, form=form, heading=office.name, back=_page_of(organisation_id))


def _page_of(organisation_id: int) -> str:
    return reverse("directory:organisation_detail", args=[organisation_id])
