"""What stands around an agreement: what it covers, duties, days of reports, costs."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.documents.actions import keep_upload
from accanto.documents.states import Kind
from accanto.partners import queries
from accanto.partners.models import Agreement, AgreementCost, Duty, ReportingDate

COVERS = {"dwelling": "dwellings", "building": "dwellings", "household": "households"}


@transaction.atomic
def add_cover(*, by, agreement: Agreement, what: str, pk: int) -> Agreement:
    """Let an agreement cover a dwelling, every dwelling of a building, or a household ("what" and its id)."""
    rows = queries.coverable(by, what, pk)
    _check_open(agreement)
    getattr(agreement, COVERS[what]).add(*rows)
    record(by=by, verb="add_cover", subject=agreement, what=what, **_household(what, pk))
    return agreement


@transaction.atomic
def remove_cover(*, by, agreement: Agreement, what: str, pk: int) -> Agreement:
    """Let an agreement no longer cover a dwelling or a household."""
    rows = queries.coverable(by, what, pk)
    _check_open(agreement)
    getattr(agreement, COVERS[what]).remove(*rows)
    record(by=by, verb="remove_cover", subject=agreement, what=what, **_household(what, pk))
    return agreement


def _household(what: str, pk: int) -> dict:
    return {"household_id": pk} if what == "household" else {}


def _check_open(agreement: Agreement) -> None:
    if not agreement.is_editable:
        raise ValidationError(_("Questo accordo è finito: resta com'era."))


@transaction.atomic
def keep_signed_copy(*, by, agreement: Agreement, file) -> Agreement:
    """Keep the signed agreement as a document; an earlier copy stays as well. Raises ValidationError at `file`."""
    document = keep_upload(by=by, title=agreement.object, kind=Kind.AGREEMENT, file=file)
    agreement.change(signed_copy=document)
    record(by=by, verb="keep_signed_copy", subject=agreement)
    return agreement


@transaction.atomic
def add_duty(*, by, agreement: Agreement, side: str, what: str, due_on: date | None = None) -> Duty:
    """Write down what a side has to do, perhaps by a day."""
    duty = Duty.objects.create(agreement=agreement, side=side, what=what, due_on=due_on)
    record(by=by, verb="add_duty", subject=duty)
    return duty


@transaction.atomic
def change_duty(*, by, duty: Duty, version: int | None = None, **values) -> Duty:
    """Correct a duty."""
    if changed := duty.change(version=version, **values):
        record(by=by, verb="change_duty", subject=duty, fields=changed)
    return duty


@transaction.atomic
def finish_duty(*, by, duty: Duty) -> Duty:
    """It was done, today, as this person says. Raises ValidationError when it was already done."""
    if duty.done_on:
        raise ValidationError(_("Questo è già fatto."))
    duty.change(done_on=clock.today(), done_by=by)
    record(by=by, verb="finish_duty", subject=duty)
    return duty


@transaction.atomic
def reopen_duty(*, by, duty: Duty) -> Duty:
    """It was not done after all."""
    duty.change(done_on=None, done_by=None)
    record(by=by, verb="reopen_duty", subject=duty)
    return duty


@transaction.atomic
def move_duty(*, by, duty: Duty, to: date) -> Duty:
    """A duty is put off to another day."""
    duty.change(due_on=to)
    record(by=by, verb="move_duty", subject=duty)
    return duty


@transaction.atomic
def move_reporting_date(*, by, reporting_date: ReportingDate, to: date) -> ReportingDate:
    """A report may be sent by another day. Raises ValidationError before the end of its period."""
    if to < reporting_date.until:
        raise ValidationError({"to": _("Il periodo della relazione non è ancora finito quel giorno.")})
    reporting_date.change(due_on=to)
    record(by=by, verb="move_reporting_date", subject=reporting_date)
    return reporting_date


@transaction.atomic
def send_reporting_date(*, by, agreement: Agreement, since: date) -> None:
    """The report on the period that begins on a day went out today; nothing where no such report was owed."""
    owed = agreement.reporting_dates.filter(since=since, sent_on=None).first()
    if owed:
        owed.change(sent_on=clock.today())
        record(by=by, verb="send_reporting_date", subject=owed)


@transaction.atomic
def add_cost(*, by, agreement: Agreement, day: date, what: str, amount: Decimal, evidence: str) -> AgreementCost:
    """Write down what the cooperative spent for an agreement, with its document. Raises ValidationError by field."""
    check_not_future("day", day)
    if amount <= 0:
        raise ValidationError({"amount": _("Scrivi un importo maggiore di zero.")})
    cost = AgreementCost.objects.create(agreement=agreement, day=day, what=what, amount=amount, evidence=evidence)
    record(by=by, verb="add_cost", subject=cost)
    return cost


@transaction.atomic
def remove_cost(*, by, cost: AgreementCost) -> Agreement:
    """Take back a cost written by mistake."""
    agreement = cost.agreement
    record(by=by, verb="remove_cost", subject=cost)
    cost.delete()
    return agreement
