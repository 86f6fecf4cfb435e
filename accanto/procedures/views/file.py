"""A form about a procedure, as every page here shows it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accanto.audit.actions import record_read
from accanto.procedures.models import Procedure
from accanto.ui.pages import form_page


def procedure_form_page(request: HttpRequest, procedure: Procedure, **page) -> HttpResponse:
    """Show a form about a procedure, with the way back to it; that it was opened is written first."""
    record_read(by=request.user, subject=procedure, household_id=procedure.household_id)
    words = {"person": procedure.person, "note": page.pop("lead", "")}
    lead = _("Per %(person)s. %(note)s") if words["note"] else _("Per %(person)s")
    return form_page(request, back=procedure.get_absolute_url(), lead=lead % words, **page)
