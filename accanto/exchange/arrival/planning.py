"""Make the plan: every record of a folder matched with the archive and with the other records."""

from collections.abc import Iterator

from accanto.base import clock
from accanto.exchange import tenants
from accanto.exchange.arrival.placing_agreements import place_accessions
from accanto.exchange.arrival.placing_homes import place_home
from accanto.exchange.arrival.placing_people import place_person
from accanto.exchange.arrival.placing_procedures import place_filings
from accanto.exchange.arrival.plan import Arrival, Plan
from accanto.exchange.arrival.snapshot import Snapshot
from accanto.exchange.folder import Folder


def make_plan(folder: Folder, snapshot: Snapshot, decisions: dict[str, str] | None = None) -> Plan:
    """Match every record with the archive and with the other records of the folder."""
    plan = Plan(folder)
    decisions = decisions or {}
    for arrival in _arrivals(folder):
        place_person(plan, snapshot, arrival, decisions)
        plan.people.append(arrival)
    _settle_tenants(folder, snapshot, plan)
    of_record = {id(arrival.person): arrival.someone for arrival in plan.people if arrival.someone}
    of_record |= {id(someone.record): someone for someone in snapshot.by_pk.values() if someone.record}
    for place, sheet in enumerate(folder.sheets):
        for dwelling in sheet.dwellings if not sheet.why_not else ():
            plan.homes.append(place_home(plan, snapshot, place, sheet, dwelling, of_record, decisions))
    place_accessions(plan, snapshot, decisions)
    place_filings(plan, snapshot, decisions)
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


def _settle_tenants(folder: Folder, snapshot: Snapshot, plan: Plan) -> None:
    """Tenants are looked for among those who arrive now and those who are here already."""
    arriving = [arrival.person for arrival in plan.people if arrival.someone]
    claimed = {id(arrival.someone) for arrival in plan.people if arrival.someone}
    tenancies = [
        tenancy
        for sheet in folder.of_kind("dwellings")
        for dwelling in sheet.dwellings
        for tenancy in dwelling.tenancies
    ]
    names = {tenants.words_of(name) for tenancy in tenancies for name in tenancy.names}
    codes = {tenancy.tax_code for tenancy in tenancies if tenancy.tax_code}
    here = [member for member in snapshot.members_called(names, codes) if id(member[0]) not in claimed]
    here = [record for _someone, record in here]
    tenants.settle(folder.of_kind("dwellings"), [*arriving, *here], clock.today())
