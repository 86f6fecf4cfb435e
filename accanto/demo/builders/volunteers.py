"""The volunteers' register: people of the same languages as the families, with cover, checks and expenses."""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.demo.builders.families import BATCH, person_of
from accanto.demo.names import COMMUNITIES
from accanto.demo.world import World
from accanto.residents.models import Membership, MembershipCategory, Person
from accanto.support.models import SupportArea
from accanto.volunteers.models import Availability, Expense, InsuranceCover, RecordCheck, Training, Volunteer
from accanto.volunteers.states import ExpenseState, PartOfDay

FIRST_REGISTER_DAY = 2_000
ONE_WAITS_IN = 4
EXPENSES = [("biglietti del treno", "12.40"), ("fotocopie", "3.60"), ("autobus con la famiglia", "4.50")]


def build_volunteers(world: World) -> None:
    """As many volunteers as the size asks for; those with a log-in of the demo come first."""
    people = [_person(world, number) for number in range(world.size.volunteers)]
    Person.objects.bulk_create(people, BATCH)
    for person in people[len(world.volunteers) :]:
        world.volunteers.append(_account(world, person))
    rows = [_volunteer(world, number, person) for number, person in enumerate(people)]
    volunteers = Volunteer.objects.bulk_create(rows, BATCH)
    world.languages = {volunteer.user_id: volunteer.person.speaks for volunteer in volunteers}
    _memberships(people, volunteers)
    _around(world, volunteers)


def _person(world: World, number: int) -> Person:
    """Somebody of one community after the other, so that every language has a voice."""
    community = COMMUNITIES[number % len(COMMUNITIES)]
    known = world.volunteers[number].name.split(" ", 1) if number < len(world.volunteers) else None
    surname = known[1] if known else world.luck.choice(community.family_names)
    person = person_of(world, community, surname, number % 3 != 0, (24, 72))
    if known:
        person.given_name = known[0]
    person.speaks = list(dict.fromkeys([*community.languages, "it"]))
    person.search_text = person.searchable()
    return person


def _account(world: World, person: Person) -> User:
    """An account nobody can enter yet: its password is still to be given."""
    username = f"volontario{len(world.volunteers) + 1}"
    return User.objects.create(
        username=username,
        name=f"{person.given_name} {person.family_name}",
        role=Role.VOLUNTEER,
        password=make_password(None),
    )


def _volunteer(world: World, number: int, person: Person) -> Volunteer:
    since = world.back(world.luck.randrange(400, FIRST_REGISTER_DAY))
    user = world.volunteers[number]
    return Volunteer(person=person, user=user, register_number=number + 1, register_from=since, max_households=6)


def _memberships(people: list[Person], volunteers: list[Volunteer]) -> None:
    rows = [
        Membership(
            person=person,
            book_number=number + 1,
            category=MembershipCategory.VOLUNTEER,
            admitted_on=volunteer.register_from - timedelta(days=30),
            share_paid=Decimal("25.00"),
        )
        for number, (person, volunteer) in enumerate(zip(people, volunteers, strict=True))
    ]
    Membership.objects.bulk_create(rows, BATCH)


def _around(world: World, volunteers: list[Volunteer]) -> None:
    """Areas, hours of the week, cover, record check, a course and an expense of each."""
    luck, checker = world.luck, world.users["giulia"]
    areas = list(SupportArea.objects.all())
    link = Volunteer.areas.through
    rows: dict = {model: [] for model in (link, Availability, InsuranceCover, RecordCheck, Training, Expense)}
    for volunteer in volunteers:
        rows[link] += [link(volunteer=volunteer, supportarea=area) for area in luck.sample(areas, 3)]
        days = luck.sample(range(6), 2)
        rows[Availability] += [
            Availability(volunteer=volunteer, weekday=d, part=luck.choice(list(PartOfDay))) for d in days
        ]
        until = world.today + timedelta(days=luck.randrange(5, 400))
        rows[InsuranceCover].append(
            InsuranceCover(volunteer=volunteer, policy_number=f"POL{luck.randrange(1000, 9999)}", until=until)
        )
        checked = world.back(luck.randrange(30, 700))
        recheck = checked + timedelta(days=730)
        rows[RecordCheck].append(
            RecordCheck(volunteer=volunteer, checked_on=checked, clear=True, checked_by=checker, recheck_on=recheck)
        )
        rows[Training].append(Training(volunteer=volunteer, name="accoglienza e ascolto", finished_on=checked, hours=8))
        rows[Expense].append(_expense(world, volunteer, checker))
    for model, made in rows.items():
        model.objects.bulk_create(made, BATCH)


def _expense(world: World, volunteer: Volunteer, coordinator: User) -> Expense:
    """One in four waits for the coordinator's word; older ones have been paid back."""
    what, amount = world.luck.choice(EXPENSES)
    spent = {"volunteer": volunteer, "amount": Decimal(amount), "what": what, "evidence": "ricevuta"}
    if volunteer.register_number % ONE_WAITS_IN == 0:
        return Expense(**spent, day=world.back(world.luck.randrange(1, 5)))
    day = world.back(world.luck.randrange(10, 25))
    approved = {"state": ExpenseState.APPROVED, "decided_by": coordinator, "decided_on": day + timedelta(days=6)}
    return Expense(**spent, **approved, day=day)
