"""The pages on which the apps meet."""

from collections.abc import Callable

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import open_to_all, requires
from accanto.audit.actions import record_read
from accanto.base import clock
from accanto.base.due import Whose
from accanto.desk.queries import pages as queries
from accanto.desk.views.notes import note_box
from accanto.residents import queries as residents
from accanto.residents.forms import HouseholdFilter

WHOSE = {"": Whose.MINE, "nuclei": Whose.HOUSEHOLDS, "tutti": Whose.COOPERATIVE}
MOST_PARTS = 50


@requires(Permission.DAILY_WORK)
def today(request):
    """Oggi: what is due, whom we have lost from sight, who waits for a first answer, the note box."""
    chosen = request.GET.get("di", "")
    whose = WHOSE.get(chosen, Whose.MINE)
    page = queries.today_page(request.user, whose, part=_part(request.GET.get("tutte", "")))
    context = {"today": clock.today(), "chosen": chosen, "box": note_box(request), **page}
    return render(request, "desk/today.html", context)


def _part(asked: str) -> int:
    """Which hundred of the things due is asked for; anything else than a small number is the first page."""
    return min(int(asked), MOST_PARTS) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0


@requires(Permission.READ_HOUSEHOLDS)
def household_list(request):
    """Who lives where: the households this person may open, by name, filtered by the address."""
    filters = HouseholdFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = residents.household_page(request.user, wanted, cursor=request.GET.get("page", ""))
    return render(request, "desk/household_list.html", {"page": queries.with_homes(page), "filters": filters})


@requires(Permission.READ_HOUSEHOLDS)
def household(request, household_id):
    """A household's page; that it was opened is written before it is shown."""
    found = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=found, household_id=found.pk)
    return render(request, "desk/household.html", queries.household_page(request.user, found))


@requires(Permission.READ_HOUSEHOLDS)
def search(request):
    """People by any part of their names, and dwellings."""
    text = request.GET.get("q", "")[:100]
    found = queries.found(request.user, text, everything="tutte" in request.GET)
    return render(request, "desk/search.html", {"text": text, "with_everything": _with_everything(request), **found})


def _with_everything(request) -> Callable[[], str]:
    """The same search without its limit; asked for only where there is more."""

    def address() -> str:
        query = request.GET.copy()
        query["tutte"] = "1"
        return f"?{query.urlencode()}"

    return address


@requires(Permission.READ_FIGURES)
def figures(request):
    """How many, without names."""
    shares = queries.promise_shares(request.user)
    return render(request, "desk/figures.html", {"figures": queries.figures(), "shares": shares})


@open_to_all
def health(request):
    """Whether the server and its database answer; shown to anybody since it says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ready": True})
