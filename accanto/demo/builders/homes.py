"""Buildings and dwellings, what the host told the police, and who asks for a home."""

from datetime import timedelta

from accanto.demo.names import STREETS, TOWNS
from accanto.demo.texts import NEEDS
from accanto.demo.world import World
from accanto.directory.models import OrganisationKind
from accanto.housing.models import Application, Building, Dwelling, HostNotification, Place, Works
from accanto.housing.states import ApplicationState
from accanto.residents.models import HouseholdMember

BATCH = 2_000


def build_dwellings(world: World) -> list[Dwelling]:
    """The buildings with their dwellings; one home in forty is shared and one stands in works."""
    luck, size = world.luck, world.size
    buildings = Building.objects.bulk_create([_building(world, number) for number in range(size.buildings)], BATCH)
    rows = []
    for number in range(size.dwellings):
        building = buildings[number % len(buildings)]
        label = f"{number // len(buildings) + 1}{luck.choice('AB')}"
        rooms = luck.randrange(2, 6)
        row = Dwelling(
            building=building, label=label, floor=luck.choice(["T", "1", "2", "3"]), rooms=rooms, beds=rooms + 1
        )
        row.sqm = 20 * rooms + luck.randrange(12)
        row.is_shared = number % 40 == 20
        for name, value in Dwelling.following(building, label).items():
            setattr(row, name, value)
        rows.append(row)
    dwellings = Dwelling.objects.bulk_create(rows, BATCH)
    shared = [dwelling for dwelling in dwellings if dwelling.is_shared]
    Place.objects.bulk_create(
        [Place(dwelling=dwelling, name=f"Camera {room}") for dwelling in shared for room in (1, 2, 3)], BATCH
    )
    in_works = [dwelling for number, dwelling in enumerate(dwellings) if number % 40 == 30]
    Works.objects.bulk_create(
        [Works(dwelling=dwelling, since=world.back(60), why="bagno e impianto elettrico") for dwelling in in_works],
        BATCH,
    )
    return dwellings


def _building(world: World, number: int) -> Building:
    name = f"{STREETS[number % len(STREETS)]} {world.luck.randrange(2, 120)}"
    if world.size.buildings > len(STREETS):
        name += f"/{number}"
    return Building(name=name, address=name, municipality=TOWNS[number % len(TOWNS)])


def build_host_notifications(world: World) -> None:
    """The host told the police of every foreign guest but those who came in these days."""
    guests = HouseholdMember.objects.filter(until=None, household__in=[h.pk for h in world.households[:500]])
    rows = []
    for guest in guests.select_related("person").prefetch_related("household__assignments"):
        for assignment in guest.household.assignments.all():
            if guest.person.is_foreign and (world.today - assignment.since).days > 3:
                told = assignment.since + timedelta(days=1)
                rows.append(
                    HostNotification(assignment=assignment, person=guest.person, notified_on=told, reference="PEC")
                )
    HostNotification.objects.bulk_create(rows, BATCH)


def build_applications(world: World) -> None:
    """Those without a home of ours ask for one."""
    waiting = world.households[-world.size.applicants :]
    states = [ApplicationState.LISTED, ApplicationState.LISTED, ApplicationState.RECEIVED, ApplicationState.TO_COMPLETE]
    services = world.organisations[OrganisationKind.SOCIAL_SERVICES]
    rows = []
    for number, household in enumerate(waiting):
        received = world.homes[household.pk]
        urgent = world.luck.random() < 0.4
        row = Application(
            household=household,
            origin="social_services" if number % 2 else "self",
            organisation=services if number % 2 else None,
            people_count=world.luck.randrange(2, 6),
            cause=world.luck.choice(["eviction", "no_home", "overcrowded", "end_of_project", "cost"]),
            need=world.luck.choice(NEEDS),
            urgency="high" if urgent else "ordinary",
            urgency_reasons="bambini piccoli in casa" if urgent else "",
            received_on=received,
            state=states[number % len(states)],
            answer_by=max(received + timedelta(days=60), world.today + timedelta(days=number)),
        )
        rows.append(row)
    Application.objects.bulk_create(rows, BATCH)
