"""Carry out the plan for bodies and agreements: new bodies first, so that whatever names them finds them."""

from collections.abc import Iterable

from accanto.directory.actions import add_organisation
from accanto.directory.models import Organisation
from accanto.exchange.arrival.plan import Accession, Filing, Outcome, Plan
from accanto.exchange.arrival.saving import Ledger
from accanto.exchange.bodies import PUBLIC, Body, town_of
from accanto.exchange.records import AgreementRow
from accanto.partners.actions import take_over_agreement


def new_bodies(plan: Plan) -> list[tuple[Body, int, int]]:
    """The bodies that rows which arrive bring with them, each once, with the sheet and row that name it first."""
    rows: list[Accession | Filing] = [*plan.accessions, *plan.filings]
    found: dict[str, tuple[Body, int, int]] = {}
    for row in rows:
        bodies = row.bodies if isinstance(row, Accession) else [row.body] if row.body else []
        arrives = row.outcome is Outcome.CREATED or isinstance(row, Filing) and "body" in row.fills
        for body in bodies if arrives else ():
            if body.pk is None:
                found.setdefault(body.key, (body, row.place, row.record.row))
    return list(found.values())


def write_bodies(ledger: Ledger, arriving: Iterable[tuple[Body, int, int]]) -> None:
    """Write down bodies that the directory has not got; one that somebody wrote down meanwhile is taken."""
    for body, place, row in arriving:
        here = Organisation.objects.filter(name__iexact=body.name).first()
        organisation = here or add_organisation(by=ledger.batch.by, **_values(body))
        if here is None:
            ledger.remember([(place, row, organisation, {})])
        body.pk = organisation.pk


def _values(body: Body) -> dict:
    town = town_of(body.name)
    return {
        "name": body.name,
        "kind": body.kind,
        "is_public": body.kind in PUBLIC,
        "municipality": town.name if town else "",
        "municipality_code": town.code if town else "",
    }


def write_agreements(ledger: Ledger, accessions: list[Accession]) -> None:
    """Write a portion of agreements."""
    bodies = Organisation.objects.in_bulk([body.pk for accession in accessions for body in accession.bodies])
    for accession in accessions:
        parties = [bodies[body.pk] for body in accession.bodies]
        values = _terms(accession.record) | {"overlap_reason": accession.beside}
        agreement = take_over_agreement(by=ledger.batch.by, parties=parties, **values)
        ledger.remember([(accession.place, accession.record.row, agreement, {})])


def _terms(record: AgreementRow) -> dict:
    return {
        "kind": record.kind,
        "object": record.subject,
        "protocol_number": record.protocol,
        "signed_on": record.signed,
        "starts_on": record.start,
        "ends_on": record.end,
        "renews_tacitly": record.renews,
        "contact": record.contact,
        "fee": record.fee or 0,
    }
