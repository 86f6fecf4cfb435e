"""Each row of procedures: whose it is, and of which type, which a person confirms once for each text."""

from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.text import fold
from accanto.exchange import tenants
from accanto.exchange.arrival.plan import NOBODY, Filing, Outcome, Plan
from accanto.exchange.arrival.snapshot import Snapshot, Someone
from accanto.exchange.knowledge import LOST
from accanto.exchange.procedure_rows import suggestions

KIND_KEY = "k:"


def place_filings(plan: Plan, snapshot: Snapshot, decisions: dict[str, str]) -> None:
    """What becomes of every row of procedures."""
    seen: dict[tuple, int] = {}
    for place, sheet in enumerate(plan.folder.sheets):
        for record in sheet.procedures if not sheet.why_not else ():
            filing = Filing(place, sheet, record, f"{KIND_KEY}{fold(record.words)}")
            plan.filings.append(filing)
            filing.someone = _who(snapshot, record.name)
            _decide_kind(plan, snapshot, filing, decisions.get(filing.key, ""))
            _conclude(snapshot, filing, seen)


def _who(snapshot: Snapshot, name: str) -> Someone | None:
    """The one person of this name whom the importer may see; of several the one who lives in one of our homes."""
    if LOST.search(name):
        found = [
            someone for words, people in snapshot.by_words.items() if tenants.fits(name, words) for someone in people
        ]
    else:
        found = snapshot.by_words.get(tenants.words_of(name), [])
    found = list({id(someone): someone for someone in found if not someone.is_hidden}.values())
    housed = [someone for someone in found if someone.household_id or someone.is_housed]
    found = housed if len(found) > 1 and housed else found
    return found[0] if len(found) == 1 else None


def _decide_kind(plan: Plan, snapshot: Snapshot, filing: Filing, decision: str) -> None:
    """The type that a person confirmed for this text; asked once, whatever the number of rows."""
    if decision in snapshot.types or decision == NOBODY:
        filing.code = decision
    elif all(question["key"] != filing.key for question in plan.questions):
        plan.questions.append(_question(snapshot, filing))


def _question(snapshot: Snapshot, filing: Filing) -> dict:
    near = [code for code in suggestions(filing.record.words) if code in snapshot.types]
    others = sorted((code for code in snapshot.types if code not in near), key=snapshot.types.get)
    return {
        "key": filing.key,
        "file": filing.sheet.understood.file,
        "row": filing.record.row,
        "text": _("Che cosa vuol dire «%(words)s»?") % {"words": filing.record.words},
        "options": [
            *((code, snapshot.types[code]) for code in [*near, *others]),
            (NOBODY, _("Niente di tutto questo: lascia fuori queste righe")),
        ],
    }


def _conclude(snapshot: Snapshot, filing: Filing, seen: dict[tuple, int]) -> None:
    record, sheet = filing.record, filing.sheet
    row = sheet.row(record.row)
    if filing.someone is None:
        sheet.say("procedure_person_unknown", row, "person", name=record.name)
        return
    if not filing.code:
        sheet.say("procedure_kind_unconfirmed", row, "procedure", words=record.words)
        return
    if filing.code == NOBODY:
        filing.outcome = Outcome.SKIPPED
        sheet.say("procedure_kind_left_out", row, "procedure", words=record.words)
        return
    known = (id(filing.someone), filing.code, record.begun)
    if known in seen:
        filing.outcome = Outcome.SKIPPED
        sheet.say("procedure_twice", row, "procedure", other=seen[known])
        return
    seen[known] = record.row
    opened_on = record.begun or clock.today()
    is_here = (filing.someone.pk, filing.code, opened_on) in snapshot.procedures
    filing.outcome = Outcome.MATCHED if is_here else Outcome.CREATED
