"""The directory as a file: out, and in after a look at what would change."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.directory import actions, queries
from accanto.directory.forms import ArrivalForm
from accanto.directory.hsds import writing
from accanto.directory.hsds.plan import Outcome


@requires(Permission.MANAGE_DIRECTORY)
def exchange(request):
    """Take the directory out, or bring one in."""
    form = ArrivalForm(posted(request), request.FILES or None)
    if response := submitted(request, form, actions.receive_arrival, by=request.user):
        return response
    return render(request, "directory/exchange.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.MANAGE_DIRECTORY)
def download(request):
    """The whole directory as Open Referral data."""
    content = json.dumps(writing.directory(), ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="enti-{clock.today():%Y-%m-%d}.json"'
    return response


@requires(Permission.MANAGE_DIRECTORY)
def arrival(request, arrival_id):
    """What taking over a file would do, row by row."""
    found = queries.arrival_for(arrival_id)
    steps = queries.steps_of(found)
    counts = [(outcome, sum(step.outcome == outcome for step in steps)) for outcome in Outcome]
    context = {
        "arrival": found,
        "steps": [step for step in steps if step.outcome != Outcome.SAME],
        "counts": counts,
        "may_take_over": any(step.is_written for step in steps),
    }
    return render(request, "directory/arrival.html", context)


@requires(Permission.MANAGE_DIRECTORY)
def arrival_take_over(request, arrival_id):
    """Write what the look at the file showed."""
    return _settle(request, arrival_id, actions.take_over_arrival, _("Rubrica aggiornata."))


@requires(Permission.MANAGE_DIRECTORY)
def arrival_discard(request, arrival_id):
    """Throw the file away."""
    return _settle(request, arrival_id, actions.discard_arrival, _("Il file è stato scartato."))


def _settle(request, arrival_id, action, said):
    found = queries.arrival_for(arrival_id)
    form = Form(posted(request))
    if response := submitted(request, form, action, to=_list, by=request.user, arrival=found):
        messages.success(request, said)
        return response
    return redirect(found)


def _list(_settled) -> str:
    return reverse("directory:organisation_list")
