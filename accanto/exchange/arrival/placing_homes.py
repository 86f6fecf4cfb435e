"""Each dwelling's row beside the archive, and who enters it."""

from django.utils.translation import gettext as _

from accanto.exchange import tenants
from accanto.exchange.arrival.plan import NOBODY, SAME, HomePlan, Outcome, Plan, Settling, as_words
from accanto.exchange.arrival.snapshot import Home, Snapshot, Someone, Stay
from accanto.exchange.cells.reading import as_text
from accanto.exchange.cells.units import Occupancy
from accanto.exchange.fields import KINDS
from accanto.exchange.records import Dwelling, ReadSheet
from accanto.housing.models import split_unit


def place_home(
    plan: Plan, snapshot: Snapshot, place: int, sheet: ReadSheet, dwelling: Dwelling, of_record: dict, decisions: dict
) -> HomePlan:
    """What becomes of a dwelling and of each of its tenancies. `of_record`: id of a record → who it is."""
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
            shown = as_words(kept) or "—"
            planned.sheet.say("differs_from_archive", row, column, what=label, kept=shown, written=as_words(value))
    if planned.dwelling.occupancy is Occupancy.WORKS and not planned.home.works:
        planned.sheet.say("works_not_written", row, "tenant")


def _decide_tenancy(plan: Plan, settling: Settling, dwelling: Dwelling, of_record: dict, decisions: dict) -> None:
    """Who the tenant is: certain, chosen by a person, or asked."""
    tenancy = settling.tenancy
    if tenancy.person is not None:
        settling.head = of_record.get(id(tenancy.person))
    else:
        found = [someone for person in tenancy.candidates if (someone := of_record.get(id(person)))]
        candidates = [someone for someone in found if not someone.is_hidden]
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
        if not head.is_hidden:
            _compare_stay(settling, own[0])
    elif there:
        planned.sheet.say("dwelling_occupied", row, "tenant")
    elif any(tenants.meets(since, until, tenancy.start, last) for since, until in planned.home.works):
        planned.sheet.say("dwelling_in_works", row, "tenant")
    else:
        settling.outcome = Outcome.CREATED
        planned.home.stays.append(Stay(None, None, tenancy.start, last, tenancy.end, tenancy.charge))
        _open_household(settling)


def _open_household(settling: Settling) -> None:
    """A tenant who belongs to no household gets one; of those named with her, the ones who have none join it."""
    head = settling.head
    settling.opens = head.household_id is None and not head.is_housed
    head.is_housed = True
    settling.others = [
        someone
        for someone in settling.others
        if settling.opens and someone.household_id is None and not someone.is_housed
    ]
    for someone in settling.others:
        someone.is_housed = True


def _compare_stay(settling: Settling, stay: Stay) -> None:
    row, tenancy = settling.sheet.row(settling.tenancy.row), settling.tenancy
    for name, kept in (("start", stay.since), ("end", stay.planned_end), ("charge", stay.charge)):
        value = getattr(tenancy, name)
        if value is not None and value != kept:
            label = str(KINDS["dwellings"].field(name).label)
            shown = as_words(kept) or "—"
            settling.sheet.say("differs_from_archive", row, name, what=label, kept=shown, written=as_words(value))
