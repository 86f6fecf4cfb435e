"""What happened: visits, calls, notes, with the day on which each household was last met."""

import random
from datetime import timedelta
from uuid import UUID

from accanto.demo import bulk
from accanto.demo.texts import ATTEMPTS, NOTES, STEPS
from accanto.demo.world import World
from accanto.diary.models import Entry, EntryHousehold
from accanto.diary.states import Contact, Kind
from accanto.directory.models import OrganisationKind
from accanto.residents.models import Household

BATCH = 20_000
THREE_YEARS = 3 * 365
KINDS = [Kind.VISIT, Kind.VISIT, Kind.VISIT, Kind.CALL, Kind.CALL, Kind.ACCOMPANIMENT, Kind.MEETING, Kind.NOTE]
K = OrganisationKind
WITH = [(), (K.SOCIAL_SERVICES,), (K.SOCIAL_SERVICES, K.HEALTH_AUTHORITY), (K.SCHOOL,)]
MINUTES = [10, 15, 20, 20, 30, 45, 60, 90]


def build_diary(world: World) -> None:
    """The diaries of the households housed now, as many entries as the size asks for."""
    entries, homes = [], []
    luck = random.Random(f"{world.seed} bodies")
    each = -(-world.size.entries // len(world.households))
    for household in world.households:
        silent = world.luck.choices([0, 4, 12, 26, 41, 70], [40, 25, 15, 10, 7, 3])[0]
        for entry in _entries_of(world, household, each, silent):
            entries.append(entry)
            homes.append(household)
        if len(entries) >= BATCH:
            _write(world, luck, entries, homes)
            entries, homes = [], []
    _write(world, luck, entries, homes)
    bulk.end(Entry, EntryHousehold, Entry.bodies.through)
    Household.objects.bulk_update(world.households, ["last_met_on"], BATCH)


def _entries_of(world: World, household, count: int, silent: int) -> list[Entry]:
    """`count` entries from the household's first day (three years back at most), none in the last `silent` days."""
    luck = world.luck
    first = max(world.homes[household.pk], world.back(THREE_YEARS))
    span = max(1, (world.today - first).days - silent)
    author = world.companions.get(household.pk, world.users["giulia"])
    rows = []
    for day in sorted(luck.randrange(span) for _entry in range(count)):
        on = first + timedelta(days=day)
        kind = luck.choice(KINDS)
        met = Contact.NONE if kind == Kind.NOTE else Contact.ATTEMPTED if luck.random() < 0.1 else Contact.MET
        text = luck.choice(ATTEMPTS if met == Contact.ATTEMPTED else NOTES)
        row = Entry(
            author=author, happened_at=world.moment(on), minutes=luck.choice(MINUTES), kind=kind, contact=met, text=text
        )
        row.client_id = UUID(int=luck.getrandbits(128), version=4)
        rows.append(row)
        if met == Contact.MET:
            household.last_met_on = on
    if rows and luck.random() < world.size.open_steps:
        rows[-1].next_step = luck.choice(STEPS)
        rows[-1].next_step_on = world.today + timedelta(days=luck.randrange(-3, 9))
    return rows


def _write(world: World, luck: random.Random, entries: list[Entry], homes: list[Household]) -> None:
    bulk.insert(Entry, entries)
    links = [
        EntryHousehold(entry=entry, household=household, happened_at=entry.happened_at)
        for entry, household in zip(entries, homes, strict=True)
    ]
    bulk.insert(EntryHousehold, links)
    bulk.insert(Entry.bodies.through, [row for entry in entries for row in _there(world, luck, entry)])


def _there(world: World, luck: random.Random, entry: Entry) -> list:
    """Whose people were at a meeting: one in two was with bodies."""
    if entry.kind != Kind.MEETING or entry.contact != Contact.MET:
        return []
    kinds = luck.choices(WITH, [10, 5, 2, 3])[0]
    return [Entry.bodies.through(entry=entry, organisation=world.organisations[kind]) for kind in kinds]
