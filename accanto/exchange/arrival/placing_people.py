"""Each person's row beside the archive: found, new, or a question; and her line of the members' book."""

from django.utils.translation import gettext as _

from accanto.exchange.arrival import matching
from accanto.exchange.arrival.plan import NEW, SAME, Arrival, Outcome, Plan, as_words
from accanto.exchange.arrival.snapshot import Snapshot, Someone
from accanto.exchange.cells.reading import as_text
from accanto.exchange.fields import KINDS
from accanto.exchange.records import Member, Person, Volunteer
from accanto.residents.models import ContactKind, MembershipCategory

RECORD_FIELDS = {
    "family_name": "surname",
    "given_name": "name",
    "tax_code": "tax_code",
    "birth_date": "born",
    "birth_place": "birth_place",
    "sex": "sex",
    "citizenships": "citizenship",
    "address": "address",
}


def place_person(plan: Plan, snapshot: Snapshot, arrival: Arrival, decisions: dict[str, str]) -> None:
    """Say who the row is, and what of it the archive has not got; a doubt becomes a question of the plan."""
    person = arrival.person
    match = matching.find(snapshot, person)
    if match.candidates and match.someone is None:
        match.someone = _decided(snapshot, match.candidates, decisions.get(arrival.key, ""))
        if match.someone is None and decisions.get(arrival.key) != NEW:
            _ask_about(plan, arrival, match)
            return
    if match.someone is None:
        arrival.someone = snapshot.add(_newcomer(person))
        arrival.outcome = Outcome.CREATED
        arrival.is_new = True
    else:
        arrival.someone = match.someone
        arrival.outcome = Outcome.MATCHED
        _compare_person(snapshot, arrival)
    arrival.points = _new_points(arrival)
    if isinstance(person, Volunteer):
        _enrol(arrival)
    else:
        _join(snapshot, arrival)


def _new_points(arrival: Arrival) -> list[tuple[str, str, str]]:
    """Phones and mail that the archive has not got, as (kind, value, what was written beside it)."""
    someone, person, points = arrival.someone, arrival.person, []
    contacts = [(ContactKind.PHONE, phone.number, phone.remark) for phone in person.phones]
    contacts += [(ContactKind.EMAIL, person.email, "")] if person.email else []
    for kind, value, remark in contacts:
        if value not in someone.contacts:
            someone.contacts.add(value)
            points.append((kind, value, remark))
    return points


def _enrol(arrival: Arrival) -> None:
    """Whether a line of the register of volunteers is to be written."""
    volunteer, someone = arrival.person, arrival.someone
    if someone.is_volunteer or volunteer.start in someone.enrolled_on:
        return
    if volunteer.start is None:
        arrival.sheet.say("volunteer_without_start", arrival.sheet.row(volunteer.row), "start")
        return
    arrival.enrols = someone.is_volunteer = True
    arrival.outcome = Outcome.CREATED if arrival.outcome is Outcome.MATCHED else arrival.outcome
    if (volunteer.policy or volunteer.policy_until) and not (volunteer.policy and volunteer.policy_until):
        arrival.sheet.say("policy_incomplete", arrival.sheet.row(volunteer.row), "policy")


def _decided(snapshot: Snapshot, candidates: list[Someone], decision: str) -> Someone | None:
    chosen = decision.removeprefix(SAME)
    if not decision.startswith(SAME) or not chosen.isdigit():
        return None
    return next((someone for someone in candidates if someone.pk == int(chosen)), None)


def _ask_about(plan: Plan, arrival: Arrival, match: matching.Match) -> None:
    sheet, row = arrival.sheet, arrival.sheet.row(arrival.person.row)
    shown = [someone for someone in match.candidates if someone.pk]
    name = f"{arrival.person.name.surname} {arrival.person.name.given}"
    naming = "full_name" if "full_name" in sheet.understood.fields else "surname"
    sheet.say("match_doubtful", row, naming, name=name, why=match.why)
    options = [(f"{SAME}{someone.pk}", _described(someone)) for someone in shown]
    plan.questions.append(
        {
            "key": arrival.key,
            "file": sheet.understood.file,
            "row": arrival.person.row,
            "text": _("%(name)s è già nell'archivio?") % {"name": name},
            "options": [*options, (NEW, _("No, è un'altra persona: aggiungila"))],
        }
    )


def _described(someone: Someone) -> str:
    born, number = as_text(someone.born), someone.membership.get("book_number")
    said = {"name": someone.name, "born": born or "?", "number": number or "—"}
    return _("Sì, è %(name)s, data di nascita %(born)s, n. libro soci %(number)s") % said


def person_values(person: Person) -> dict:
    """A record's fields by the names of the archive."""
    return {
        "family_name": person.name.surname,
        "given_name": person.name.given,
        "tax_code": person.tax_code,
        "birth_date": person.born,
        "birth_place": person.birth_place,
        "birth_country": person.birth_country,
        "sex": person.sex,
        "citizenships": person.citizenships,
        "address": person.address,
    }


def membership_values(member: Member) -> dict:
    """A record's line of the members' book by the names of the archive."""
    return {
        "book_number": member.number,
        "category": member.category or MembershipCategory.ORDINARY,
        "admitted_on": member.admitted,
        "left_on": member.left,
        "share_paid": member.share,
    }


def _newcomer(person: Person) -> Someone:
    return Someone(None, person.words, person_values(person), record=person)


def _compare_person(snapshot: Snapshot, arrival: Arrival) -> None:
    """Blank fields are filled; where both say something, the archive stays and the difference is told."""
    someone, person = arrival.someone, arrival.person
    for name, value in person_values(person).items():
        kept = someone.values.get(name)
        if not value or value == kept or name in {"birth_country", "sex"} and kept:
            continue
        if not kept and not (name == "tax_code" and value in snapshot.by_code):
            _fill(arrival, name, value)
        elif name in RECORD_FIELDS:
            _tell_difference(arrival, RECORD_FIELDS[name], kept, value)
    if person.tax_code and someone.tax_code == person.tax_code:
        snapshot.by_code[person.tax_code] = someone


def _fill(arrival: Arrival, name: str, value) -> None:
    """A blank is filled: in the archive, or in the record of somebody who arrives in the same import."""
    someone = arrival.someone
    if someone.pk is None:
        someone.values[name] = value
        setattr(someone.record, "born" if name == "birth_date" else name, value)
    elif name not in arrival.person.derived:
        arrival.fills[name] = someone.values[name] = value


def _tell_difference(arrival: Arrival, name: str, kept, value) -> None:
    """Volunteers' lists write names and addresses in their own way; only what they are about is compared."""
    if arrival.someone.is_hidden or arrival.someone.pk is None or name in {"surname", "name"}:
        return
    sheet, person = arrival.sheet, arrival.person
    column = name if name in sheet.understood.fields else "full_name"
    what = str(KINDS["members"].field(name).label)
    shown, written = as_words(kept), as_words(value)
    if shown.casefold() != written.casefold():
        sheet.say("differs_from_archive", sheet.row(person.row), column, what=what, kept=shown, written=written)


def _join(snapshot: Snapshot, arrival: Arrival) -> None:
    """Whether a line of the members' book is to be written for this row."""
    member, someone = arrival.person, arrival.someone
    if not member.number:
        return
    holder = snapshot.by_number.get(member.number)
    if holder is someone:
        _compare_membership(arrival)
    elif holder is not None:
        arrival.sheet.say("number_taken", arrival.sheet.row(member.row), "number")
    elif someone.membership and not someone.membership.get("left_on"):
        if someone.is_hidden:
            return
        shown = someone.membership.get("book_number")
        arrival.sheet.say(
            "differs_from_archive",
            arrival.sheet.row(member.row),
            "number",
            what=str(KINDS["members"].field("number").label),
            kept=shown,
            written=member.number,
        )
    else:
        arrival.joins = True
        someone.membership = membership_values(member)
        snapshot.by_number[member.number] = someone


def _compare_membership(arrival: Arrival) -> None:
    if arrival.someone.is_hidden:
        return
    known, labels = arrival.someone.membership, {"admitted_on": "admitted", "left_on": "left", "share_paid": "share"}
    for column, name in (labels | {"category": "category"}).items():
        value, kept = getattr(arrival.person, name), known.get(column)
        if value and kept != value:
            shown = as_words(kept) or "—"
            row = arrival.sheet.row(arrival.person.row)
            what = str(KINDS["members"].field(name).label)
            arrival.sheet.say("differs_from_archive", row, name, what=what, kept=shown, written=as_words(value))
