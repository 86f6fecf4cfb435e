"""The gallery. It shows no data, so it asks for no log-in: accounts/gate.py names it."""

from django.shortcuts import render

from accanto.ui import gallery as examples


def gallery(request):
    """Every component, with its variants and states."""
    return render(request, "ui/gallery.html", {"shown": examples.shown(request)})
