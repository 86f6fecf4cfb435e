"""A form about a request, as every page here shows it."""

from django.http import HttpRequest, HttpResponse

from accanto.audit.actions import record_read
from accanto.support.models import SupportRequest
from accanto.ui.pages import form_page


def request_form_page(request: HttpRequest, asked: SupportRequest, **page) -> HttpResponse:
    """Show a form about a request, with the way back to it; that it was opened is written first."""
    record_read(by=request.user, subject=asked, household_id=asked.household_id)
    return form_page(request, back=asked.get_absolute_url(), **page)
