"""What the page of an import shows, by where the import stands."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.base import clock
from accanto.exchange import queries
from accanto.exchange.models import ImportBatch
from accanto.exchange.sentences import Level
from accanto.exchange.states import AT_WORK, OPEN, BatchState

NO_WORKER_AFTER = timedelta(seconds=10)
SHOWN_PROBLEMS = 100
TONES = {Level.REFUSED: "danger", Level.DOUBT: "warn", Level.NOTICE: "plain"}


def of_batch(user, batch: ImportBatch) -> dict:
    """The context of the page."""
    report = batch.report or {"files": [], "questions": [], "totals": {}}
    context = {
        "batch": batch,
        "files": [_file(place, file, batch) for place, file in enumerate(report["files"])],
        "totals": report["totals"],
        "open_questions": report["questions"],
        "questions": queries.questions_of(batch),
        "is_open": batch.state in OPEN,
        "is_at_work": batch.state in AT_WORK,
        "is_done": batch.state == BatchState.DONE,
        "no_worker": batch.state == BatchState.QUEUED and clock.now() - batch.queued_at > NO_WORKER_AFTER,
    }
    if batch.state == BatchState.DONE:
        context |= {
            "households": queries.households_made_by(user, batch),
            "people": queries.people_made_by(user, batch),
            "made": made(batch),
            "places": places(batch),
        }
    if batch.state == BatchState.UNDONE:
        context["kept"] = sum(batch.report.get("kept", {}).values())
    return context


def _file(place: int, file: dict, batch: ImportBatch) -> dict:
    """A sheet's part of the report with the problems that are shown, the gravest first."""
    order = list(Level)
    problems = sorted(file["problems"], key=lambda problem: (order.index(problem["level"]), problem["row"] or 0))
    shown = [{**problem, "tone": TONES[problem["level"]]} for problem in problems[:SHOWN_PROBLEMS]]
    has_columns = place < len(batch.sheets)
    return {
        **file,
        "place": place,
        "has_columns": has_columns,
        "problems": shown,
        "problem_count": len(problems),
        "doubts": sum(problem["level"] != Level.NOTICE for problem in problems),
        "more": len(problems) - len(shown),
    }


def made(batch: ImportBatch) -> list[str]:
    """What an import made, in words."""
    counts = queries.counts_of(batch)
    words = {
        "residents.Person": lambda n: ngettext("%(n)s persona", "%(n)s persone", n),
        "residents.Membership": lambda n: ngettext("%(n)s riga del libro soci", "%(n)s righe del libro soci", n),
        "housing.Dwelling": lambda n: ngettext("%(n)s alloggio", "%(n)s alloggi", n),
        "residents.Household": lambda n: ngettext("%(n)s nucleo", "%(n)s nuclei", n),
        "housing.Assignment": lambda n: ngettext("%(n)s assegnazione", "%(n)s assegnazioni", n),
        "volunteers.Volunteer": lambda n: ngettext("%(n)s volontario", "%(n)s volontari", n),
        "directory.Organisation": lambda n: ngettext("%(n)s ente nella rubrica", "%(n)s enti nella rubrica", n),
        "partners.Agreement": lambda n: ngettext("%(n)s accordo", "%(n)s accordi", n),
        "procedures.Procedure": lambda n: ngettext("%(n)s pratica", "%(n)s pratiche", n),
    }
    found = [say(counts[label]) % {"n": counts[label]} for label, say in words.items() if counts.get(label)]
    return found or [_("niente di nuovo: c'era già tutto")]


def places(batch: ImportBatch) -> list[tuple[str, str]]:
    """Where to look at what an import made, besides people and households: label and address."""
    counts = queries.counts_of(batch)
    lists = {
        "housing.Dwelling": (_("Gli alloggi"), "housing:dwelling_list"),
        "volunteers.Volunteer": (_("I volontari"), "volunteers:volunteer_list"),
        "partners.Agreement": (_("Gli accordi"), "partners:agreement_list"),
        "procedures.Procedure": (_("Le pratiche"), "procedures:procedure_board"),
        "directory.Organisation": (_("Gli enti"), "directory:organisation_list"),
    }
    return [(label, reverse(name)) for model, (label, name) in lists.items() if counts.get(model)]


def address_of_start(batch: ImportBatch) -> str:
    """The page of all imports."""
    return reverse("exchange:start")
