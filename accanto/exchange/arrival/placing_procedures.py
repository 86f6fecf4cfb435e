"""Each row of procedures: whose it is, and of which type, which a person confirms once for each text."""

from dataclasses import replace

from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.text import fold
from accanto.exchange import tenants
from accanto.exchange.arrival.placing_bodies import find_body
from accanto.exchange.arrival.placing_followers import find_follower
from accanto.exchange.arrival.plan import NOBODY, SAME, Filing, Outcome, Plan
from accanto.exchange.arrival.snapshot import Filed, Follower, Snapshot, Someone
from accanto.exchange.arrival.words import OF_PROCEDURES, ask, key_of
from accanto.exchange.bodies import Body
from accanto.exchange.knowledge import LOST
from accanto.exchange.procedure_rows import suggestions

SHOWN_NAMESAKES = 8


def place_filings(plan: Plan, snapshot: Snapshot, decisions: dict[str, str]) -> None:
    """What becomes of every row of procedures."""
    seen: dict[tuple, int] = {}
    for place, sheet in enumerate(plan.folder.sheets):
        for record in sheet.procedures if not sheet.why_not else ():
            filing = Filing(place, sheet, record, snapshot.codes.get(fold(record.words), ""))
            plan.filings.append(filing)
            filing.known = _exported(snapshot, filing)
            if not filing.code:
                _decide_kind(plan, snapshot, filing, decisions)
            if filing.code != NOBODY:
                filing.someone = _who(plan, snapshot, filing, decisions)
            is_certain = _is_certain(snapshot, filing)
            if filing.someone is not None and filing.code != NOBODY:
                # Also of a row that waits for its type: whoever answers is asked everything at once.
                is_certain &= _find_body(plan, snapshot, filing, decisions)
                _find_follower(plan, snapshot, filing, decisions)
            if is_certain:
                _conclude(snapshot, filing, seen)


def _exported(snapshot: Snapshot, filing: Filing) -> Filed | None:
    """The procedure of the archive that an export wrote with its number, where type and day agree as well; nobody's
    whom she may not see."""
    known = snapshot.procedures_by_pk.get(filing.record.archive_id)
    agrees = known is not None and known.key[1:] == (filing.code, filing.record.begun)
    return known if agrees and not snapshot.by_pk[known.key[0]].is_hidden else None


def _who(plan: Plan, snapshot: Snapshot, filing: Filing, decisions: dict[str, str]) -> Someone | None:
    """Whose it is: by tax code, by a name that one person has, or as a person said; nobody whom she may not see."""
    record, sheet = filing.record, filing.sheet
    if filing.known is not None:
        return snapshot.by_pk[filing.known.key[0]]
    if record.tax_code in snapshot.by_code and not snapshot.by_code[record.tax_code].is_hidden:
        return snapshot.by_code[record.tax_code]
    found, row = _called(snapshot, record.name), sheet.row(record.row)
    if not found:
        sheet.say("procedure_person_unknown", row, "person", name=record.name)
    if len(found) < 2:
        return found[0] if found else None
    key = f"w:{filing.place}:{record.row}"
    decision = decisions.get(key, "")
    chosen = next((someone for someone in found if decision == f"{SAME}{someone.handle}"), None)
    if chosen is None:
        sheet.say("procedure_person_several", row, "person", name=record.name)
    if chosen is None and decision != NOBODY:
        ask(plan, sheet, row, _question_of_namesakes(filing, key, found))
    return chosen


def _called(snapshot: Snapshot, name: str) -> list[Someone]:
    """Everybody of this name whom the importer may see; where somebody lives in one of our homes, those who do."""
    if LOST.search(name):
        found = [
            someone for words, people in snapshot.by_words.items() if tenants.fits(name, words) for someone in people
        ]
    else:
        found = snapshot.by_words.get(tenants.words_of(name), [])
    found = list({id(someone): someone for someone in found if not someone.is_hidden}.values())
    housed = [someone for someone in found if someone.household_id or someone.is_housed]
    return housed if len(found) > 1 and housed else found


def _question_of_namesakes(filing: Filing, key: str, found: list[Someone]) -> dict:
    record = filing.record
    said = {"words": record.words, "name": record.name}
    return {
        "key": key,
        "text": _("Di chi è la pratica «%(words)s»? Più persone si chiamano %(name)s.") % said,
        "options": [
            *((f"{SAME}{someone.handle}", _described(someone)) for someone in found[:SHOWN_NAMESAKES]),
            (NOBODY, _("Di nessuna di loro: lascia fuori questa riga")),
        ],
    }


def _described(someone: Someone) -> str:
    born = someone.born.strftime("%d/%m/%Y") if someone.born else "?"
    said = {"name": someone.name, "born": born, "number": someone.membership.get("book_number") or "—"}
    return _("%(name)s, data di nascita %(born)s, n. libro soci %(number)s") % said


def _decide_kind(plan: Plan, snapshot: Snapshot, filing: Filing, decisions: dict[str, str]) -> None:
    """The type that a person confirmed for this text; asked once, whatever the number of rows."""
    question = _question(snapshot, filing)
    decision = decisions.get(question["key"], "")
    filing.code = decision if decision in snapshot.types or decision == NOBODY else ""
    ask(plan, filing.sheet, filing.sheet.row(filing.record.row), question, answer=filing.code)


def _question(snapshot: Snapshot, filing: Filing) -> dict:
    near = [code for code in suggestions(filing.record.words) if code in snapshot.types]
    others = sorted((code for code in snapshot.types if code not in near), key=snapshot.types.get)
    return {
        "key": key_of(OF_PROCEDURES, filing.record.words),
        "text": _("Che cosa vuol dire «%(words)s»?") % {"words": filing.record.words},
        "options": [
            *((code, snapshot.types[code]) for code in [*near, *others]),
            (NOBODY, _("Niente di tutto questo: lascia fuori queste righe")),
        ],
        "suggested": next(iter(near), ""),
        "is_long": True,
        "unanswered": _("Non lo so ancora: queste righe restano fuori"),
    }


def _is_certain(snapshot: Snapshot, filing: Filing) -> bool:
    """Whether one knows whose it is and what it is; a type that nobody has confirmed is told."""
    record, sheet = filing.record, filing.sheet
    row = sheet.row(record.row)
    if filing.someone is not None and not filing.code:
        sheet.say("procedure_kind_unconfirmed", row, "procedure", words=record.words)
    if filing.code == NOBODY:
        filing.outcome = Outcome.SKIPPED
        sheet.say("procedure_kind_left_out", row, "procedure", words=record.words)
    return filing.someone is not None and filing.code in snapshot.types


def _find_body(plan: Plan, snapshot: Snapshot, filing: Filing, decisions: dict[str, str]) -> bool:
    """Whether the row may go on: with its body, or without one where it names none."""
    if not filing.record.body:
        return True
    row = filing.sheet.row(filing.record.row)
    found = find_body(plan, snapshot, filing.sheet, row, filing.record.body, decisions)
    if isinstance(found, Body):
        filing.body = found
        return True
    if found == NOBODY:
        filing.outcome = Outcome.SKIPPED
    return False


def _find_follower(plan: Plan, snapshot: Snapshot, filing: Filing, decisions: dict[str, str]) -> None:
    if filing.record.follower:
        row = filing.sheet.row(filing.record.row)
        found = find_follower(plan, snapshot, filing.sheet, row, filing.record.follower, decisions)
        filing.follower = _able(snapshot, filing, found) if found else None


def _able(snapshot: Snapshot, filing: Filing, follower: Follower) -> Follower | None:
    """With her account only where it opens the family's file; without it she stands there by her name."""
    in_team = (filing.someone.household_id, follower.user_id) in snapshot.teams
    if follower.user_id is None or follower.is_coordinator or in_team:
        return follower
    if follower.person is not None and not follower.person.is_hidden:
        return replace(follower, user_id=None)
    sheet = filing.sheet
    sheet.say("follower_not_in_team", sheet.row(filing.record.row), "followed_by", words=follower.name)
    return None


def _conclude(snapshot: Snapshot, filing: Filing, seen: dict[tuple, int]) -> None:
    """New, known or twice; what the archive has left blank is filled."""
    record, sheet = filing.record, filing.sheet
    key = (id(filing.someone), filing.code, record.begun)
    if key in seen:
        filing.outcome = Outcome.SKIPPED
        sheet.say("procedure_twice", sheet.row(record.row), "procedure", other=seen[key])
        return
    seen[key] = record.row
    opened_on = record.begun or clock.today()
    filing.known = filing.known or snapshot.procedures.get((filing.someone.pk, filing.code, opened_on))
    filing.outcome = Outcome.MATCHED if filing.known else Outcome.CREATED
    if filing.known:
        filing.fills = _blanks(filing)


def _blanks(filing: Filing) -> set[str]:
    """What the archive has not got and the row says: the body, who follows it."""
    known, blanks = filing.known, set()
    if filing.body and known.organisation_id is None:
        blanks.add("body")
    if filing.follower and known.followed_by_id is None and known.followed_by_person_id is None:
        blanks.add("follower")
    return blanks
