"""Papers with an expiry, and when to be reminded of them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base.rules import check_not_future
from accanto.residents.actions.people import household_of
from accanto.residents.models import Paper, PaperKind, Person


def check_paper(issued_on: date | None, expires_on: date | None) -> None:
    """Refuse a paper that is still to be issued, or that expires before it was."""
    check_not_future("issued_on", issued_on)
    if issued_on and expires_on and expires_on < issued_on:
        raise ValidationError({"expires_on": _("La scadenza viene prima del rilascio.")})


@transaction.atomic
def add_paper(*, by, person: Person, kind: PaperKind, issued_on=None, expires_on=None, note: str = "") -> Paper:
    """Write down a paper that somebody holds."""
    check_paper(issued_on, expires_on)
    paper = Paper.objects.create(person=person, kind=kind, issued_on=issued_on, expires_on=expires_on, note=note)
    record(by=by, verb="add_paper", subject=paper, household_id=household_of(person))
    return paper


@transaction.atomic
def change_paper(*, by, paper: Paper, version: int | None = None, **values) -> Paper:
    """Correct a paper."""
    check_paper(values.get("issued_on"), values.get("expires_on"))
    if changed := paper.change(version=version, **values):
        record(by=by, verb="change_paper", subject=paper, household_id=household_of(paper.person), fields=changed)
    return paper


@transaction.atomic
def renew_paper(*, by, paper: Paper, issued_on: date | None, expires_on: date | None, note: str = "") -> Paper:
    """Put a new paper in the place of an old one, which then reminds of nothing any more."""
    if paper.renewed_by_id:
        raise ValidationError(_("Questo documento è già stato rinnovato."))
    renewed = add_paper(
        by=by, person=paper.person, kind=paper.kind, issued_on=issued_on, expires_on=expires_on, note=note
    )
    paper.change(version=paper.version, renewed_by=renewed)
    return renewed


@transaction.atomic
def change_paper_kind(*, by, kind: PaperKind, version: int | None = None, **values) -> PaperKind:
    """Rename a kind of paper or change when it reminds. Refuses a source that was checked on a day to come."""
    check_not_future("checked_on", values.get("checked_on"))
    if changed := kind.change(version=version, **values):
        record(by=by, verb="change_paper_kind", subject=kind, fields=changed)
    return kind
