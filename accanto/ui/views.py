"""The gallery, and the page for what is too large. They show no data and ask for no log-in."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.views import defaults

from accanto.ui import gallery as examples


def gallery(request):
    """Every component, with its variants and states. Open: accounts/gate.py names it."""
    return render(request, "ui/gallery.html", {"shown": examples.shown(request)})


def bad_request(request, exception):
    """What Django calls a bad request; what was only too large gets a sentence of its own."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)


def too_many_requests(request):
    """Said to whoever tries a door too often in a minute."""
    return render(request, "429.html", status=429)
