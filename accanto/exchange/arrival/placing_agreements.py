"""Each row of agreements beside the archive: new, known, or waiting; two over one object are told."""

from collections import defaultdict

from django.utils.translation import gettext as _

from accanto.base.text import fold
from accanto.exchange.arrival.placing_bodies import find_body
from accanto.exchange.arrival.plan import NOBODY, Accession, Outcome, Plan, as_words
from accanto.exchange.arrival.snapshot import Accord, Snapshot
from accanto.exchange.bodies import Body
from accanto.exchange.cells.reading import as_text
from accanto.exchange.fields import KINDS
from accanto.exchange.records import AgreementRow
from accanto.exchange.tenants import meets
from accanto.partners.states.agreements import AgreementKind

# Field of the archive → column of the sheet.
SHOWN_OTHERS = 5
COMPARED = {"ends_on": "end", "protocol_number": "protocol", "fee": "amount", "contact": "contact"}

# Rows that arrive or are here already, by party and object.
Earlier = dict[tuple[str, str], list[AgreementRow]]


def place_accessions(plan: Plan, snapshot: Snapshot, decisions: dict[str, str]) -> None:
    """What becomes of every row of agreements."""
    earlier: Earlier = defaultdict(list)
    for place, sheet in enumerate(plan.folder.sheets):
        unsaid = []
        for record in sheet.agreements if not sheet.why_not else ():
            accession = Accession(place, sheet, record)
            plan.accessions.append(accession)
            if _find_bodies(plan, snapshot, accession, decisions):
                _conclude(snapshot, accession, earlier)
            if accession.outcome is Outcome.CREATED and not record.kind:
                record.kind = AgreementKind.CONVENTION
                unsaid.append(record.row)
        if unsaid:
            sheet.say("agreement_kind_unsaid", rows=", ".join(map(str, unsaid)))


def _find_bodies(plan: Plan, snapshot: Snapshot, accession: Accession, decisions: dict[str, str]) -> bool:
    """Whether every party is known; one that a person leaves out takes the row with it."""
    sheet, row = accession.sheet, accession.sheet.row(accession.record.row)
    found = [find_body(plan, snapshot, sheet, row, name, decisions) for name in accession.record.bodies]
    if NOBODY in found:
        accession.outcome = Outcome.SKIPPED
    accession.bodies = list({body.key: body for body in found if isinstance(body, Body)}.values())
    return all(isinstance(body, Body) for body in found)


def _conclude(snapshot: Snapshot, accession: Accession, earlier: Earlier) -> None:
    """New, known or twice; `earlier` are the rows before it that are about the same."""
    record, sheet = accession.record, accession.sheet
    row, keys = sheet.row(record.row), [(body.key, fold(record.subject)) for body in accession.bodies]
    before = [other for key in keys for other in earlier[key]]
    here = [
        known for body in accession.bodies for known in snapshot.agreements.get((body.pk, fold(record.subject)), [])
    ]
    exported = _exported(snapshot, record)
    known = exported or next((known for known in here if known.starts_on == record.start), None)
    same = next((other for other in before if other.start == record.start), None)
    if same and not exported:
        accession.outcome = Outcome.SKIPPED
        sheet.say("agreement_twice", row, "subject", other=same.row)
    elif known:
        accession.outcome = Outcome.MATCHED
        _compare(accession, known)
    else:
        accession.outcome = Outcome.CREATED
        _tell_of_merged(accession)
        _tell_of_others(accession, before, here)
    for key in keys:
        earlier[key].append(record)


def _exported(snapshot: Snapshot, record: AgreementRow) -> Accord | None:
    """The agreement of the archive that an export wrote with its number, where object and first day agree as well."""
    known = snapshot.agreements_by_pk.get(record.archive_id)
    agrees = known and known.starts_on == record.start and known.values["object_key"] == fold(record.subject)
    return known if agrees else None


def _compare(accession: Accession, known: Accord) -> None:
    """Where both say something, the archive stays and the difference is told."""
    record, sheet = accession.record, accession.sheet
    written = {"ends_on": record.end, "protocol_number": record.protocol, "fee": record.fee, "contact": record.contact}
    for name, value in written.items():
        kept = known.values[name]
        if value not in (None, "") and value != kept:
            what = str(KINDS["agreements"].field(COMPARED[name]).label)
            said = {"what": what, "kept": as_words(kept) or "—", "written": as_words(value)}
            sheet.say("differs_from_archive", sheet.row(record.row), COMPARED[name], **said)


def _tell_of_merged(accession: Accession) -> None:
    for body in accession.bodies:
        if body.is_merged:
            accession.sheet.say("body_merged", accession.sheet.row(accession.record.row), "body", words=body.name)


def _tell_of_others(accession: Accession, before: list[AgreementRow], here: list[Accord]) -> None:
    """Another agreement over the same object with the same body on the same days, of the list or of the archive."""
    record, sheet = accession.record, accession.sheet
    told = [
        _("riga %(row)s, dal %(since)s") % {"row": other.row, "since": as_text(other.start)}
        for other in before
        if meets(record.start, record.end, other.start, other.end)
    ]
    told += [
        _("nell'archivio, dal %(since)s") % {"since": as_text(known.starts_on)}
        for known in here
        if meets(record.start, record.end, known.starts_on, known.values["ends_on"])
        and all(other.start != known.starts_on for other in before)
    ]
    if told:
        accession.beside = _("Risulta così dal foglio importato: controlla se uno prende il posto dell'altro.")
        others = "; ".join(list(dict.fromkeys(told))[:SHOWN_OTHERS])
        sheet.say("agreement_beside", sheet.row(record.row), "subject", other=others)
