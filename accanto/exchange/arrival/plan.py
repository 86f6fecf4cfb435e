"""What would happen to every row: made, found, or left waiting. The dry run is this plan; the run carries it out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.exchange import tenants
from accanto.exchange.arrival import matching
from accanto.exchange.arrival.snapshot import Home, Snapshot, Someone
from accanto.exchange.cells.reading import as_text
from accanto.exchange.cells.units import Occupancy
from accanto.exchange.fields import KINDS
from accanto.exchange.folder import Folder
from accanto.exchange.records import Dwelling, Member, Person, ReadSheet, Tenancy, Volunteer
from accanto.housing.models import split_unit
from accanto.residents.models import MembershipCategory

NEW, NOBODY, SAME = "new", "nobody", "same:"
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


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    MATCHED = "matched"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(slots=True)
class Arrival:
    """A person's row: who she is, and the fields that the archive has not got yet."""

    place: int
    sheet: ReadSheet
    person: Person
    key: str
    someone: Someone | None = None
    outcome: Outcome = Outcome.WAITING
    fills: dict = field(default_factory=dict)
    joins: bool = False


@dataclass(slots=True)
class Settling:
    """A tenancy: who enters which home, or why not."""

    sheet: ReadSheet
    tenancy: Tenancy
    key: str
    head: Someone | None = None
    others: list[Someone] = field(default_factory=list)
    until: object = None
    outcome: Outcome = Outcome.WAITING


@dataclass(slots=True)
class HomePlan:
    """A dwelling's row with its tenancies."""

    place: int
    sheet: ReadSheet
    dwelling: Dwelling
    home: Home
    building_id: int | None
    outcome: Outcome
    settlings: list[Settling] = field(default_factory=list)


@dataclass
class Plan:
    """Everything that would happen, in the order in which it happens; `questions` wait for a person."""

    folder: Folder
    people: list[Arrival] = field(default_factory=list)
    homes: list[HomePlan] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.people) + len(self.homes)


def make_plan(folder: Folder, snapshot: Snapshot, decisions: dict[str, str] | None = None) -> Plan:
    """Match every record with the archive and with the other records of the folder."""
    plan = Plan(folder)
    decisions = decisions or {}
    for arrival in _arrivals(folder):
        _place_person(plan, snapshot, arrival, decisions)
        plan.people.append(arrival)
    _settle_tenants(folder, snapshot, plan)
    of_record = {id(arrival.person): arrival.someone for arrival in plan.people if arrival.someone}
    of_record |= {id(someone.record): someone for someone in snapshot.by_pk.values() if someone.record}
    for place, sheet in enumerate(folder.sheets):
        for dwelling in sheet.dwellings if not sheet.why_not else ():
            plan.homes.append(_place_home(plan, snapshot, place, sheet, dwelling, of_record, decisions))
    return plan


def _arrivals(folder: Folder) -> Iterator[Arrival]:
    """Members first: a volunteer is mostly one of them."""
    for kind in ("members", "volunteers"):
        for place, sheet in enumerate(folder.sheets):
            if sheet.why_not:
                continue
            seen: dict[int, int] = {}
            for person in getattr(sheet, kind):
                within = seen[person.row] = seen.get(person.row, -1) + 1
                yield Arrival(place, sheet, person, f"p:{place}:{person.row}:{within}")


def _place_person(plan: Plan, snapshot: Snapshot, arrival: Arrival, decisions: dict[str, str]) -> None:
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
    else:
        arrival.someone = match.someone
        arrival.outcome = Outcome.MATCHED
        _compare_person(snapshot, arrival)
    _join(snapshot, arrival)


def _decided(snapshot: Snapshot, candidates: list[Someone], decision: str) -> Someone | None:
    chosen = decision.removeprefix(SAME)
    if not decision.startswith(SAME) or not chosen.isdigit():
        return None
    return next((someone for someone in candidates if someone.pk == int(chosen)), None)


def _ask_about(plan: Plan, arrival: Arrival, match: matching.Match) -> None:
    sheet, row = arrival.sheet, arrival.sheet.row(arrival.person.row)
    shown = [someone for someone in match.candidates if not someone.is_hidden and someone.pk]
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
    contacts = {phone.number for phone in person.phones}
    return Someone(None, person.words, person_values(person), contacts, record=person)


def _compare_person(snapshot: Snapshot, arrival: Arrival) -> None:
    """Blank fields are filled; where both say something, the archive stays and the difference is told."""
    someone, person = arrival.someone, arrival.person
    for name, value in person_values(person).items():
        kept = someone.values.get(name)
        if not value or value == kept or name in {"birth_country", "sex"} and kept:
            continue
        if not kept and not (name == "tax_code" and value in snapshot.by_code):
            arrival.fills[name] = someone.values[name] = value
        elif name in RECORD_FIELDS:
            _tell_difference(arrival, RECORD_FIELDS[name], kept, value)
    if "tax_code" in arrival.fills:
        snapshot.by_code[person.tax_code] = someone


def _tell_difference(arrival: Arrival, name: str, kept, value) -> None:
    """Volunteers' lists write names and addresses in their own way; only what they are about is compared."""
    if arrival.someone.is_hidden or arrival.someone.pk is None or name in {"surname", "name"}:
        return
    sheet, person = arrival.sheet, arrival.person
    column = name if name in sheet.understood.fields else "full_name"
    what = str(KINDS["members"].field(name).label)
    shown, written = as_text_of(kept), as_text_of(value)
    if shown.casefold() != written.casefold():
        sheet.say("differs_from_archive", sheet.row(person.row), column, what=what, kept=shown, written=written)


def as_text_of(value) -> str:
    """A value as a sentence shows it."""
    return ", ".join(map(str, value)) if isinstance(value, list) else as_text(value)


def _join(snapshot: Snapshot, arrival: Arrival) -> None:
    """Whether a line of the members' book is to be written for this row."""
    member, someone = arrival.person, arrival.someone
    if not isinstance(member, Member) or not member.number:
        return
    holder = snapshot.by_number.get(member.number)
    if holder is someone:
        _compare_membership(arrival)
    elif holder is not None:
        row = arrival.sheet.row(member.row)
        arrival.sheet.say("number_taken", row, "number")
    elif someone.membership and not someone.membership.get("left_on"):
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
    known, labels = arrival.someone.membership, {"admitted_on": "admitted", "left_on": "left", "share_paid": "share"}
    for column, name in (labels | {"category": "category"}).items():
        value, kept = getattr(arrival.person, name), known.get(column)
        if value and kept != value:
            shown = as_text_of(kept) or "—"
            row = arrival.sheet.row(arrival.person.row)
            what = str(KINDS["members"].field(name).label)
            arrival.sheet.say("differs_from_archive", row, name, what=what, kept=shown, written=as_text_of(value))


def _settle_tenants(folder: Folder, snapshot: Snapshot, plan: Plan) -> None:
    """Tenants are looked for among those who arrive now and those who are here already."""
    arriving = [arrival.person for arrival in plan.people if arrival.someone]
    claimed = {id(arrival.someone) for arrival in plan.people if arrival.someone}
    names = {
        tenants.words_of(name)
        for sheet in folder.of_kind("dwellings")
        for dwelling in sheet.dwellings
        for tenancy in dwelling.tenancies
        for name in tenancy.names
    }
    here = [
        member
        for words in names
        for member in snapshot.members_called(words)
        if not any(id(someone) in claimed and someone.record is member for someone in snapshot.by_words[words])
    ]
    tenants.settle(folder.of_kind("dwellings"), [*arriving, *here], clock.today())


def _place_home(plan, snapshot, place, sheet, dwelling: Dwelling, of_record, decisions) -> HomePlan:
    building_id = snapshot.building(dwelling.building, dwelling.town)
    home = snapshot.homes.get((building_id, split_unit(str(dwelling.unit)))) if building_id else None
    outcome = Outcome.MATCHED if home else Outcome.CREATED
    planned = HomePlan(place, sheet, dwelling, home or Home(None, {}), building_id, outcome)
    if home:
        _compare_home(planned)
    for tenancy in dwelling.tenancies:
        settling = Settling(sheet, tenancy, f"t:{place}:{tenancy.row}")
        _decide_tenancy(plan, settling, dwelling, of_record, decisions)
        if settling.head is not None:
            _settle(planned, settling)
        planned.settlings.append(settling)
    return planned


def home_values(dwelling: Dwelling) -> dict:
    """A record's fields by the names of the archive, those that were written."""
    values = {
        "floor": dwelling.floor,
        "sqm": dwelling.sqm,
        "rooms": dwelling.rooms,
        "beds": dwelling.beds,
        "tenure": dwelling.title,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _compare_home(planned: HomePlan) -> None:
    names = {"tenure": "title"}
    row = planned.sheet.row(planned.dwelling.row)
    for name, value in home_values(planned.dwelling).items():
        kept = planned.home.values.get(name)
        if kept != value:
            label = str(KINDS["dwellings"].field(names.get(name, name)).label)
            column = names.get(name, name)
            shown = as_text_of(kept) or "—"
            planned.sheet.say("differs_from_archive", row, column, what=label, kept=shown, written=as_text_of(value))
    if planned.dwelling.occupancy is Occupancy.WORKS and not planned.home.works:
        planned.sheet.say("works_not_written", row, "tenant")


def _decide_tenancy(plan: Plan, settling: Settling, dwelling: Dwelling, of_record: dict, decisions: dict) -> None:
    """Who the tenant is: certain, chosen by a person, or asked."""
    tenancy = settling.tenancy
    if tenancy.person is not None:
        settling.head = of_record.get(id(tenancy.person))
    else:
        candidates = [someone for person in tenancy.candidates if (someone := of_record.get(id(person)))]
        decision = decisions.get(settling.key, "")
        if decision.startswith(SAME) and decision.removeprefix(SAME).isdigit():
            place = int(decision.removeprefix(SAME))
            settling.head = candidates[place] if place < len(candidates) and tenancy.start else None
        elif candidates and tenancy.start and decision != NOBODY:
            plan.questions.append(_question(settling, dwelling, candidates))
    for name in tenancy.names[1:] if settling.head else ():
        other = [someone for someone in set_of(of_record) if someone.words == tenants.words_of(name)]
        if len(other) == 1:
            settling.others.append(other[0])
        else:
            settling.sheet.say("tenant_unknown", settling.sheet.row(tenancy.row), "tenant", name=name)


def set_of(of_record: dict) -> list[Someone]:
    """Everybody once."""
    return list({id(someone): someone for someone in of_record.values()}.values())


def _question(settling: Settling, dwelling: Dwelling, candidates: list[Someone]) -> dict:
    said = {"unit": str(dwelling.unit), "building": dwelling.building, "start": as_text(settling.tenancy.start)}
    options = [(f"{SAME}{place}", _described_tenant(someone)) for place, someone in enumerate(candidates)]
    return {
        "key": settling.key,
        "file": settling.sheet.understood.file,
        "row": settling.tenancy.row,
        "text": _("Chi abita in %(building)s, alloggio %(unit)s, dal %(start)s?") % said,
        "options": [*options, (NOBODY, _("Nessuno di questi: lascia l'alloggio senza assegnazione"))],
    }


def _described_tenant(someone: Someone) -> str:
    number = someone.membership.get("book_number") or "—"
    return _("%(name)s, n. libro soci %(number)s") % {"name": someone.name, "number": number}


def _settle(planned: HomePlan, settling: Settling) -> None:
    """Enter the home unless the archive says that somebody lives there then; history ends where the next begins."""
    tenancy, head = settling.tenancy, settling.head
    later = [other.start for other in planned.dwelling.tenancies if other.start and other.start > tenancy.start]
    settling.until = tenants.last_day(tenancy, min(later)) if later else None
    last = settling.until
    there = [stay for stay in planned.home.stays if tenants.meets(stay.since, stay.until, tenancy.start, last)]
    own = [stay for stay in there if stay.household_id and stay.household_id == head.household_id]
    row = planned.sheet.row(tenancy.row)
    if own:
        settling.outcome = Outcome.MATCHED
        _compare_stay(settling, own[0])
    elif there:
        planned.sheet.say("dwelling_occupied", row, "tenant")
    elif any(tenants.meets(since, until, tenancy.start, last) for since, until in planned.home.works):
        planned.sheet.say("dwelling_in_works", row, "tenant")
    else:
        settling.outcome = Outcome.CREATED


def _compare_stay(settling: Settling, stay) -> None:
    row, tenancy = settling.sheet.row(settling.tenancy.row), settling.tenancy
    for name, kept in (("start", stay.since), ("end", stay.planned_end), ("charge", stay.charge)):
        value = getattr(tenancy, name)
        if value is not None and value != kept:
            label = str(KINDS["dwellings"].field(name).label)
            shown = as_text_of(kept) or "—"
            settling.sheet.say("differs_from_archive", row, name, what=label, kept=shown, written=as_text_of(value))


def row_outcomes(plan: Plan) -> dict[int, dict[int, Outcome]]:
    """For each sheet, by its place: what became of each of its rows."""
    found: dict[int, dict[int, Outcome]] = {place: {} for place in range(len(plan.folder.sheets))}
    order = list(Outcome)
    pieces = [(arrival.place, arrival.person.row, arrival.outcome) for arrival in plan.people]
    for home in plan.homes:
        pieces.append((home.place, home.dwelling.row, home.outcome))
        pieces += [(home.place, settling.tenancy.row, settling.outcome) for settling in home.settlings]
    for place, row, outcome in pieces:
        known = found[place].get(row, outcome)
        found[place][row] = min(known, outcome, key=order.index)
    for place, sheet in enumerate(plan.folder.sheets):
        for row in sheet.skipped:
            found[place].setdefault(row, Outcome.SKIPPED)
    return found


def is_volunteer(arrival: Arrival) -> bool:
    """Whether the row is a line of the register of volunteers."""
    return isinstance(arrival.person, Volunteer)
