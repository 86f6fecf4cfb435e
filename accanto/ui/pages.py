"""The page that holds one form and a way back: most writes need no more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def form_page(
    request: HttpRequest,
    *,
    form,
    heading,
    back: str,
    save="",
    lead: str = "",
    danger: bool = False,
    look: str = "plain",
) -> HttpResponse:
    """Show `form` under `heading`; `back` is where "Annulla" leads; 422 where what was typed cannot stand.

    `look="chips"` shows groups of choices as chips.
    """
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "save": save or _("Salva"),
        "lead": lead,
        "danger": danger,
        "look": look,
    }
    return render(request, "ui/form_page.html", context, status=422 if form.is_bound and form.errors else 200)
