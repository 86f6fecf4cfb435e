"""Pages for those outside: nothing that one would not want seen over the shoulder."""

from django.shortcuts import render
from django.urls import reverse

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.portal import queries
from accanto.portal.forms import AskForm
from accanto.support.actions import open_request
from accanto.support.states import Channel, Origin


@requires(Permission.OWN_FILE)
def own_file(request):
    """The resident's own file: who is beside her, what she asked and what was promised, what expires."""
    place = queries.own_place(request.user)
    return render(request, "portal/own_file.html", {"place": place, **queries.own_file(place.household)})


@requires(Permission.OWN_FILE)
def readings(request):
    """Who opened the resident's file."""
    place = queries.own_place(request.user)
    page = queries.readings_of(place.household, request.GET.get("page", ""))
    return render(request, "portal/readings.html", {"page": page})


@requires(Permission.OWN_FILE)
def ask(request):
    """The resident asks for support, in her own words."""
    place = queries.own_place(request.user)
    form = AskForm(posted(request))
    fixed = {
        "by": request.user,
        "household": place.household,
        "asked_by": place.person,
        "origin": Origin.MEMBER,
        "word_how": Channel.PORTAL,
    }
    if response := submitted(request, form, open_request, to=lambda _request: reverse("portal:own_file"), **fixed):
        return response
    return render(request, "portal/ask.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.SHARED_FILES)
def shared_files(request):
    """What is shared with a social worker's office: nothing, as long as no agreement shares anything."""
    return render(request, "portal/shared_files.html")
