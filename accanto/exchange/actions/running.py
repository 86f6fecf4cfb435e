"""Carrying out an import, in portions, so that nobody waits long and the page can say how far it is."""

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.exchange import report
from accanto.exchange.actions.batches import move, plan_of, remove_files
from accanto.exchange.arrival.plan import Accession, Arrival, Filing, HomePlan, Outcome, Plan
from accanto.exchange.arrival.saving import Ledger, in_portions
from accanto.exchange.arrival.snapshot import Snapshot
from accanto.exchange.arrival.writing_agreements import new_bodies, write_agreements, write_bodies
from accanto.exchange.arrival.writing_homes import write_buildings, write_homes
from accanto.exchange.arrival.writing_people import write_people
from accanto.exchange.arrival.writing_procedures import write_procedures
from accanto.exchange.arrival.writing_remarks import write_remarks
from accanto.exchange.arrival.writing_volunteers import write_volunteers
from accanto.exchange.bodies import Body
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
    _portions(batch, new_bodies(plan), partial(write_bodies, ledger), partial(_refuse_body, plan), counts=False)
    accessions = [row for row in plan.accessions if row.outcome is Outcome.CREATED]
    _portions(batch, accessions, partial(write_agreements, ledger), _refuse_row)
    filings = [row for row in plan.filings if (row.outcome is Outcome.CREATED or row.fills) and row.someone.pk]
    _portions(batch, filings, partial(write_procedures, ledger), _refuse_row)
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


def _refuse_body(plan: Plan, arriving: tuple[Body, int, int], why: str) -> None:
    """A body that cannot be written keeps out the rows that name it."""
    body = arriving[0]
    rows = [row for row in plan.accessions if body in row.bodies] + [row for row in plan.filings if row.body is body]
    for row in rows:
        _refuse_row(row, why)


def _refuse_row(row: Accession | Filing, why: str) -> None:
    row.outcome = Outcome.SKIPPED
    if isinstance(row, Filing):
        row.fills = set()
    row.sheet.say("row_not_saved", row.sheet.row(row.record.row), why=why)
