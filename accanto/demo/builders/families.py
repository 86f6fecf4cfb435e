"""The households that live and lived in each dwelling: their people, papers, team and book of members."""

from datetime import date, timedelta

from accanto.base.dates import add_months
from accanto.demo.names import COMMUNITIES
from accanto.demo.world import World
from accanto.housing.models import Assignment, Dwelling
from accanto.residents.models import (
    ContactPoint,
    ContactWarning,
    Household,
    HouseholdMember,
    HouseholdRole,
    Membership,
    MembershipCategory,
    Paper,
    PaperKind,
    Person,
    TeamMember,
    TeamRole,
)

BATCH = 2_000
MOST_HOUSEHOLDS = 5
HOUSEHOLDS_EACH = 150  # of a coordinator
CHARGES = (180, 220, 250, 310, 345, 420)
RESIDENT_NAME = "Bennani"
BORN_HERE_UNDER_DAYS = 4_000
YOUNGEST_PARENT, OLDEST_PARENT, OLDEST_CHILD = 19, 42, 19
PAPERS = ("residence_permit", "identity_card", "health_card", "isee", "employment_contract")


def build_households(world: World, dwellings: list[Dwelling]) -> None:
    """Who lived in each dwelling before, who lives there now, and who still asks for a home."""
    plans = []
    for number, dwelling in enumerate(dwellings):
        if number % 40 in (7, 30):  # free, and in works
            continue
        plans += _stays_in(world, dwelling)
    plans += [(None, world.back(world.luck.randrange(10, 200)), None) for _applicant in range(world.size.applicants)]
    for start in range(0, len(plans), BATCH):
        _write_households(world, plans[start : start + BATCH])


def _stays_in(world: World, dwelling: Dwelling) -> list[tuple]:
    """(dwelling, first day, last day or None) of each household of a dwelling, the earliest first."""
    luck = world.luck
    stays, end = [], None
    for _earlier in range(world.size.past_stays + 1):
        last = world.back(luck.randrange(1, 1_500)) if end is None else end - timedelta(days=luck.randrange(200, 1_600))
        stays.insert(0, (dwelling, last, end and end - timedelta(days=luck.randrange(5, 60))))
        end = last
    return stays


def _write_households(world: World, plans: list[tuple]) -> None:
    families = [_family(world) for _plan in plans]
    Person.objects.bulk_create([person for family in families for _role, person in family], BATCH)
    households = Household.objects.bulk_create(
        [
            Household(name=family[0][1].family_name, closed_on=until)
            for family, (_d, _s, until) in zip(families, plans, strict=True)
        ],
        BATCH,
    )
    members, assignments, contacts, papers, team, memberships = [], [], [], [], [], []
    number = Membership.objects.count()
    kinds = {kind.code: kind for kind in PaperKind.objects.all()}
    for household, family, (dwelling, since, until) in zip(households, families, plans, strict=True):
        head = family[0][1]
        members += [
            HouseholdMember(household=household, person=person, role=role, since=since, until=until)
            for role, person in family
        ]
        contacts.append(_phone(world, head))
        if dwelling is not None:
            assignments.append(_assignment(world, household, dwelling, since, until))
            number += 1
            memberships.append(_membership(world, head, number, since, until))
        if until is None:
            world.households.append(household)
            world.heads[household.pk] = head
            world.homes[household.pk] = since
            papers += _papers(world, family, kinds)
            team += _team(world, household, head, since)
    for model, rows in (
        (HouseholdMember, members),
        (ContactPoint, contacts),
        (Assignment, assignments),
        (Membership, memberships),
        (Paper, papers),
        (TeamMember, team),
    ):
        model.objects.bulk_create(rows, BATCH)


def _family(world: World) -> list[tuple[str, Person]]:
    """The people of one household with their roles, the head first."""
    luck = world.luck
    community = luck.choices(COMMUNITIES, [community.share for community in COMMUNITIES])[0]
    surname = luck.choice(community.family_names)
    is_woman = luck.random() < 0.55
    head = person_of(world, community, surname, is_woman, (24, 57))
    family = [(HouseholdRole.HEAD, head)]
    if luck.random() < 0.6:
        own, ages = luck.choice(community.family_names), (max(22, head.age - 7), head.age + 7)
        family.append((HouseholdRole.PARTNER, person_of(world, community, own, not is_woman, ages)))
    return family + _children(world, community, surname, [person for _role, person in family])


def _children(world: World, community, surname: str, parents: list[Person]) -> list[tuple[str, Person]]:
    """None to four, the eldest first, born when their parents were of an age for it; no two of one name."""
    luck, youngest = world.luck, min(parent.age for parent in parents)
    ages = (max(0, youngest - OLDEST_PARENT), min(OLDEST_CHILD, youngest - YOUNGEST_PARENT))
    children, names = [], {parent.given_name for parent in parents}
    for _child in range(luck.choices([0, 1, 2, 3, 4], [20, 25, 32, 16, 7])[0] if ages[0] < ages[1] else 0):
        child = person_of(world, community, surname, luck.random() < 0.5, ages)
        if child.given_name not in names:
            names.add(child.given_name)
            children.append(child)
    return [(HouseholdRole.CHILD, child) for child in sorted(children, key=lambda child: child.birth_date)]


def person_of(world: World, community, surname: str, is_woman: bool, ages: tuple[int, int]) -> Person:
    """Somebody of a community, of an age between two."""
    luck = world.luck
    born = world.today - timedelta(days=luck.randrange(ages[0] * 365 + 200, ages[1] * 365 + 300))
    person = Person(
        family_name=surname,
        given_name=luck.choice(community.women if is_woman else community.men),
        sex="F" if is_woman else "M",
        birth_date=born,
        birth_country="IT" if born > world.back(BORN_HERE_UNDER_DAYS) and luck.random() < 0.6 else community.country,
        citizenships=[community.country],
        speaks=list(community.languages) + (["it"] if "it" not in community.languages and luck.random() < 0.5 else []),
        reads=[community.languages[0]],
    )
    person.search_text = person.searchable()
    return person


def _phone(world: World, head: Person) -> ContactPoint:
    number = f"+39 3{world.luck.randrange(20, 99)} {world.luck.randrange(1_000_000, 9_999_999)}"
    careful = world.luck.random() < 0.12
    return ContactPoint(
        person=head,
        kind="phone",
        value=number,
        safety="only_as_said" if careful else "safe",
        note=world.luck.choice(["chiamare dopo le 17", "scrivere prima un messaggio"]) if careful else "",
    )


def _assignment(world: World, household, dwelling, since: date, until: date | None) -> Assignment:
    charge = world.luck.choice(CHARGES)
    row = Assignment(household=household, dwelling=dwelling, since=since, until=until, occupancy_charge=charge)
    row.planned_end = max(add_months(since, 48), until or since)
    row.deposit = 2 * charge
    if until is not None:
        row.end_reason = "moved_out"
        row.destination = world.luck.choice(["market_rent", "market_rent", "bought", "public_housing", "family"])
    return row


def _membership(world: World, head: Person, number: int, since: date, until: date | None) -> Membership:
    admitted = since - timedelta(days=world.luck.randrange(10, 300))
    category = MembershipCategory.ASSIGNEE
    return Membership(
        person=head, book_number=number, category=category, admitted_on=admitted, left_on=until, share_paid="25.00"
    )


def _papers(world: World, family: list, kinds: dict) -> list[Paper]:
    """Two or three papers of the adults, some near their end."""
    adults = [person for _role, person in family if person.age and person.age >= 18]
    rows = []
    for person in adults:
        for code in world.luck.sample(PAPERS, 2):
            if code == "residence_permit" and not person.is_foreign:
                continue
            expires = world.today + timedelta(days=world.luck.randrange(-20, 900))
            if code == "isee":  # all of them end with the year
                expires = date(world.today.year, 12, 31)
            rows.append(Paper(person=person, kind=kinds[code], expires_on=expires))
    return rows


def _team(world: World, household: Household, head: Person, since: date) -> list[TeamMember]:
    """A coordinator for every household, a volunteer for four of five, a social worker for a third."""
    coordinator = world.coordinators[household.pk // HOUSEHOLDS_EACH % len(world.coordinators)]
    rows = [_place(household, TeamRole.COORDINATOR, since, "riferimento", user=coordinator)]
    if world.luck.random() < 0.8:
        user = _companion(world, head)
        world.companions[household.pk] = user
        rows.append(_place(household, TeamRole.VOLUNTEER, since, "parla la lingua della famiglia", user=user))
    if world.luck.random() < 0.33:
        contact = world.luck.choice(world.contacts)
        rows.append(_place(household, TeamRole.SOCIAL_WORKER, since, "segue la famiglia", contact=contact))
    return rows


def _companion(world: World, head: Person):
    """A volunteer, of the family's own language where there is one, within her load."""
    speakers = [user for user in world.volunteers if set(world.languages.get(user.pk, ())) & set(head.speaks) - {"it"}]
    free = [user for user in speakers or world.volunteers if world.load.get(user.pk, 0) < MOST_HOUSEHOLDS]
    user = world.luck.choice(free or world.volunteers)
    world.load[user.pk] = world.load.get(user.pk, 0) + 1
    return user


def _place(household, role: str, since: date, why: str, *, user=None, contact=None) -> TeamMember:
    return TeamMember(
        household=household, role=role, since=since, why=why, user=user, contact=contact, sees_diary_since=since
    )


def build_resident(world: World) -> None:
    """The resident who logs in heads a household that has lived here for a while: a mother from Morocco."""
    household = min(world.households, key=lambda home: world.homes[home.pk])
    head, community = world.heads[household.pk], next(one for one in COMMUNITIES if one.country == "MA")
    women, men = iter(community.women), iter(community.men)
    for member in household.members.select_related("person").order_by("id"):
        person = head if member.role == HouseholdRole.HEAD else member.person
        person.sex = {HouseholdRole.HEAD: "F", HouseholdRole.PARTNER: "M"}.get(member.role, person.sex)
        person.given_name = next(women if person.sex == "F" else men)
        person.family_name = RESIDENT_NAME
        person.citizenships, person.speaks, person.reads = ["MA"], ["ar", "fr"], ["fr"]
        person.save()
    head.user, head.other_script_name = world.users["naima"], "نعيمة بناني"
    head.save()
    household.name = head.family_name
    household.save()
    ContactWarning.objects.create(
        household=household,
        text="Non lasciare messaggi in segreteria.",
        asked_by=head.given_name,
        since=world.back(20),
        until=world.today + timedelta(days=70),
    )
    world.resident = household
