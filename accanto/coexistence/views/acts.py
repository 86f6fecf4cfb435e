"""Buttons that do one thing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accanto.base.forms import Form, posted, submitted
from accanto.ui.pages import form_page


def carry_out(
    request: HttpRequest, action: Callable, *, heading: str, back: str, lead: str = "", danger: bool = False, **fixed
) -> HttpResponse:
    """Carry out an act and go back; or ask once more, and say there why it cannot be."""
    form = Form(posted(request))
    if response := submitted(request, form, action, to=lambda _result: back, by=request.user, **fixed):
        return response
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=heading, danger=danger)
