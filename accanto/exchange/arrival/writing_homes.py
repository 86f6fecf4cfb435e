"""Carry out the plan for homes: buildings, dwellings, works, households and who lives where."""

from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.exchange.arrival.placing_homes import home_values
from accanto.exchange.arrival.plan import HomePlan, Outcome, Settling
from accanto.exchange.arrival.saving import Ledger
from accanto.exchange.arrival.snapshot import Snapshot, Someone
from accanto.exchange.cells.units import Occupancy, building_key
from accanto.housing.models import Assignment, Building, Dwelling, EndReason, Works
from accanto.residents.models import Household, HouseholdMember, HouseholdRole

LONGEST_BUILDING = 150
LONGEST_LABEL = 30


def write_buildings(ledger: Ledger, snapshot: Snapshot, homes: list[HomePlan]) -> None:
    """Write the buildings that the archive has not got, each once, so that its dwellings find it."""
    missing: dict[tuple, HomePlan] = {}
    for home in homes:
        if snapshot.building(home.dwelling.building, home.dwelling.town) is None:
            missing.setdefault(home.dwelling.key[:2], home)
    made = [(home, _building(home)) for home in missing.values()]
    ledger.create([(home.place, home.dwelling.row, building, None) for home, building in made])
    for _home, building in made:
        snapshot.buildings[building_key(building.name)].append((building.pk, building.municipality))


def write_homes(ledger: Ledger, snapshot: Snapshot, homes: list[HomePlan]) -> None:
    """Write a portion of homes with their tenancies."""
    new = [home for home in homes if home.outcome is Outcome.CREATED]
    made = [(home, _dwelling(home, snapshot)) for home in new]
    ledger.create([(home.place, home.dwelling.row, dwelling, None) for home, dwelling in made])
    for home, dwelling in made:
        home.home.pk = dwelling.pk
    in_works = [home for home in new if home.dwelling.occupancy is Occupancy.WORKS and not home.dwelling.tenancies]
    ledger.create([(home.place, home.dwelling.row, _works(home), None) for home in in_works])
    entering = [
        (home, settling) for home in homes for settling in home.settlings if settling.outcome is Outcome.CREATED
    ]
    _write_households(ledger, [(home, settling) for home, settling in entering if settling.opens])
    assignments = [(home, settling, _assignment(home, settling)) for home, settling in entering]
    ledger.create([(home.place, settling.tenancy.row, row, row.household_id) for home, settling, row in assignments])


def _write_households(ledger: Ledger, opening: list[tuple[HomePlan, Settling]]) -> None:
    """A household around each tenant who has none, and the people named with her."""
    made = [(home, settling, _household(settling)) for home, settling in opening]
    ledger.create([(home.place, settling.tenancy.row, household, None) for home, settling, household in made])
    for _home, settling, household in made:
        settling.head.household_id = household.pk
    ledger.create([row for home, settling, household in made for row in _members(home, settling, household)])


def _building(home: HomePlan) -> Building:
    name = home.dwelling.building[:LONGEST_BUILDING]
    return Building(name=name, municipality=home.dwelling.town)


def _dwelling(home: HomePlan, snapshot: Snapshot) -> Dwelling:
    name, town = home.dwelling.building, home.dwelling.town
    building = Building(pk=snapshot.building(name, town), name=name, municipality=town)
    label = str(home.dwelling.unit)[:LONGEST_LABEL]
    dwelling = Dwelling(building=building, label=label, **home_values(home.dwelling))
    for name, value in Dwelling.following(building, label).items():
        setattr(dwelling, name, value)
    return dwelling


def _works(home: HomePlan) -> Works:
    return Works(
        dwelling_id=home.home.pk, since=clock.today(), why=_("In ristrutturazione secondo il foglio importato")
    )


def _household(settling: Settling) -> Household:
    return Household(name=settling.head.values["family_name"])


def _members(home: HomePlan, settling: Settling, household: Household) -> list[tuple]:
    """The head and those named with her, each with the day of entry."""
    roles = [(settling.head, HouseholdRole.HEAD), *((other, HouseholdRole.OTHER) for other in settling.others)]
    row = settling.tenancy.row
    return [(home.place, row, _member(someone, role, settling, household), household.pk) for someone, role in roles]


def _member(someone: Someone, role: str, settling: Settling, household: Household) -> HouseholdMember:
    return HouseholdMember(person_id=someone.pk, household=household, role=role, since=settling.tenancy.start)


def _assignment(home: HomePlan, settling: Settling) -> Assignment:
    tenancy = settling.tenancy
    return Assignment(
        household_id=settling.head.household_id,
        dwelling_id=home.home.pk,
        since=tenancy.start,
        planned_end=tenancy.end,
        until=settling.until,
        end_reason=EndReason.TERM if settling.until else "",
        occupancy_charge=tenancy.charge,
    )
