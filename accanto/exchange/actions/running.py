"""Carrying out an import, in portions, so that nobody waits long and the page can say how far it is."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.exchange import report
from accanto.exchange.actions.batches import move, plan_of, remove_files
from accanto.exchange.arrival.plan import Arrival, Filing, HomePlan, Outcome, Plan
from accanto.exchange.arrival.saving import Ledger, in_portions
from accanto.exchange.arrival.snapshot import Snapshot
from accanto.exchange.arrival.writing_homes import write_buildings, write_homes
from accanto.exchange.arrival.writing_people import write_people
from accanto.exchange.arrival.writing_procedures import write_procedures
from accanto.exchange.arrival.writing_remarks import write_remarks
from accanto.exchange.arrival.writing_volunteers import write_volunteers
from accanto.exchange.models import ImportBatch
from accanto.exchange.states import BatchState


def run_batch(*, by, batch: ImportBatch, plan: Plan | None = None) -> ImportBatch:
    """Write what is certain and what was decided; doubtful rows stay out and are told.

    Not one transaction but many: a note that somebody saves meanwhile never waits long. A run that
    was killed may be started again: what it wrote is found as already there.
    """
    with transaction.atomic():
        move(batch, BatchState.RUNNING, beat_at=clock.now())
        record(by=by, verb="run_import", subject=batch)
    try:
        plan = plan or plan_of(batch)
        ImportBatch.objects.filter(pk=batch.pk).update(total=plan.size, done=0)
        _carry_out(batch, plan)
    except Exception:
        ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED)
        raise
    with transaction.atomic():
        batch.refresh_from_db()
        found = report.of_plan(plan)
        move(batch, BatchState.DONE, report=found, finished_at=clock.now(), done=plan.size)
        record(by=by, verb="finish_import", subject=batch, rows=batch.rows.count())
    remove_files(batch)
    return batch


def _carry_out(batch: ImportBatch, plan: Plan) -> None:
    ledger, snapshot = Ledger(batch), Snapshot()
    placed = [arrival for arrival in plan.people if arrival.someone]
    _portions(batch, placed, partial(write_people, ledger), _refuse_person)
    volunteers = [arrival for arrival in placed if arrival.enrols and arrival.someone.pk]
    _portions(batch, volunteers, partial(write_volunteers, ledger), _refuse_person, counts=False)
    with transaction.atomic():
        write_buildings(ledger, snapshot, plan.homes)
    _portions(batch, plan.homes, partial(write_homes, ledger, snapshot), _refuse_home)
    filings = [filing for filing in plan.filings if filing.outcome == Outcome.CREATED and filing.someone.pk]
    _portions(batch, filings, partial(write_procedures, ledger), _refuse_filing)
    if batch.with_remarks:
        remarked = [arrival for arrival in placed if arrival.person.remarks and arrival.someone.pk]
        _portions(batch, remarked, partial(write_remarks, ledger), _refuse_person, counts=False)


def _portions(batch: ImportBatch, items: Iterable, write: Callable, refuse: Callable, counts: bool = True) -> None:
    for handled in in_portions(items, write, refuse):
        if counts:
            batch.done += handled
            ImportBatch.objects.filter(pk=batch.pk).update(done=batch.done, beat_at=clock.now())


def _refuse_person(arrival: Arrival, why: str) -> None:
    arrival.outcome = Outcome.SKIPPED
    if arrival.is_new:
        arrival.someone.pk = None
    arrival.sheet.say("row_not_saved", arrival.sheet.row(arrival.person.row), why=why)


def _refuse_home(home: HomePlan, why: str) -> None:
    home.outcome = Outcome.SKIPPED
    home.settlings = []
    home.sheet.say("row_not_saved", home.sheet.row(home.dwelling.row), why=why)


def _refuse_filing(filing: Filing, why: str) -> None:
    filing.outcome = Outcome.SKIPPED
    filing.sheet.say("row_not_saved", filing.sheet.row(filing.record.row), why=why)
