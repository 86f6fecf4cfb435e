"""What the archive holds, read once with a few queries and kept at hand while rows arrive."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.base.text import fold
from accanto.directory.models import Organisation
from accanto.exchange import records
from accanto.exchange.bodies import Body
from accanto.exchange.cells.names import Name
from accanto.exchange.cells.units import building_key
from accanto.housing.models import Assignment, Building, Dwelling, Works, split_unit
from accanto.partners.models import Agreement
from accanto.procedures import queries as procedures
from accanto.procedures.models import Procedure, ProcedureType
from accanto.residents.models import ContactPoint, HouseholdMember, Membership, Person, TeamMember
from accanto.residents.permissions import running
from accanto.volunteers.models import Volunteer

FOLLOWING = ("organisation_id", "followed_by_id", "followed_by_person_id")
AGREEMENT_FIELDS = ("ends_on", "ended_on", "protocol_number", "fee", "contact")
PERSON_FIELDS = (
    "family_name",
    "given_name",
    "tax_code",
    "birth_date",
    "birth_place",
    "birth_country",
    "sex",
    "citizenships",
    "address",
)


@dataclass(slots=True)
class Someone:
    """A person of the archive, or one who arrives now (`pk` None until she is written down)."""

    pk: int | None
    words: tuple[str, ...]
    values: dict
    contacts: set[str] = field(default_factory=set)
    membership: dict = field(default_factory=dict)
    household_id: int | None = None
    record: records.Person | None = None
    is_hidden: bool = False
    is_housed: bool = False
    is_volunteer: bool = False
    enrolled_on: set[date] = field(default_factory=set)

    @property
    def tax_code(self) -> str:
        return self.values.get("tax_code", "")

    @property
    def born(self) -> date | None:
        return self.values.get("birth_date")

    @property
    def name(self) -> str:
        return f"{self.values['family_name']} {self.values['given_name']}".strip()

    @property
    def handle(self) -> str:
        """What names her in an answer: her row, or until she has one what sets her apart from her namesakes."""
        number = self.membership.get("book_number")
        return f"p{self.pk}" if self.pk else f"n{number}" if number else self.tax_code


@dataclass(slots=True)
class Home:
    """A dwelling of the archive, or one that arrives now."""

    pk: int | None
    values: dict
    stays: list["Stay"] = field(default_factory=list)
    works: list[tuple[date, date | None]] = field(default_factory=list)


@dataclass(slots=True)
class Stay:
    """An assignment of a dwelling."""

    pk: int | None
    household_id: int | None
    since: date
    until: date | None
    planned_end: date | None
    charge: Decimal | None


@dataclass(slots=True)
class Accord:
    """An agreement of the archive."""

    starts_on: date
    values: dict


@dataclass(slots=True)
class Filed:
    """A procedure of the archive, with what an import may still fill in."""

    pk: int
    key: tuple
    organisation_id: int | None
    followed_by_id: int | None
    followed_by_person_id: int | None


@dataclass(slots=True, eq=False)
class Follower:
    """Who may follow procedures: somebody with an account, a volunteer of the register, or both in one."""

    words: tuple[str, ...]
    name: str
    user_id: int | None = None
    person: Someone | None = None
    is_coordinator: bool = False

    @property
    def key(self) -> str:
        """The same in every import, also before she is written down."""
        return f"u{self.user_id}" if self.user_id else self.person.handle


class Snapshot:
    """People by tax code, by name and by number; buildings, dwellings and bodies by what people call them."""

    def __init__(self, by=None):
        self.by_pk: dict[int, Someone] = {}
        self.by_code: dict[str, Someone] = {}
        self.by_words: dict[tuple, list[Someone]] = defaultdict(list)
        self.by_number: dict[int, Someone] = {}
        self.buildings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.homes: dict[tuple, Home] = {}
        self.types: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.procedures: dict[tuple[int, str, date], Filed] = {}
        self.procedures_by_pk: dict[int, Filed] = {}
        self.bodies: dict[str, Body] = {}
        self.agreements: dict[tuple[int, str], list[Accord]] = defaultdict(list)
        self.agreements_by_pk: dict[int, Accord] = {}
        self.followers: list[Follower] = []
        self.teams: set[tuple[int, int]] = set()
        self._read_people(by)
        self._read_homes()
        self._read_procedures()
        self._read_bodies()
        self._read_followers()

    def add(self, someone: Someone) -> Someone:
        """Make somebody findable."""
        self.by_words[someone.words].append(someone)
        if someone.tax_code:
            self.by_code[someone.tax_code] = someone
        if someone.pk:
            self.by_pk[someone.pk] = someone
        return someone

    def _read_people(self, by) -> None:
        for pk, *values in Person.objects.current().values_list("pk", *PERSON_FIELDS):
            fields = dict(zip(PERSON_FIELDS, values, strict=True))
            words = tuple(sorted(fold(f"{fields['family_name']} {fields['given_name']}").split()))
            self.add(Someone(pk, words, fields))
        for person_id, value in ContactPoint.objects.values_list("person_id", "value"):
            if person_id in self.by_pk:
                self.by_pk[person_id].contacts.add(value)
        for person_id, household_id in HouseholdMember.objects.filter(until=None).values_list("person", "household"):
            if person_id in self.by_pk:
                self.by_pk[person_id].household_id = household_id
        for row in Membership.objects.order_by("left_on").values(
            "person_id", "book_number", "category", "admitted_on", "left_on", "share_paid"
        ):
            if (someone := self.by_pk.get(row.pop("person_id"))) is not None:
                self.by_number[row["book_number"]] = someone
                someone.membership = row
        for person_id, since, until in Volunteer.objects.values_list("person", "register_from", "register_until"):
            if person_id in self.by_pk:
                self.by_pk[person_id].is_volunteer |= until is None
                self.by_pk[person_id].enrolled_on.add(since)
        if by is not None:
            self._hide_from(by)

    def _hide_from(self, by) -> None:
        """Nothing of a person whom the importer may not see is shown beside her row."""
        visible = set(Person.objects.visible_to(by).values_list("pk", flat=True))
        for pk, someone in self.by_pk.items():
            someone.is_hidden = pk not in visible

    def _read_homes(self) -> None:
        for pk, name, town in Building.objects.values_list("pk", "name", "municipality"):
            self.buildings[building_key(name)].append((pk, town))
        names = ("floor", "sqm", "rooms", "beds", "tenure")
        by_pk = {}
        for pk, building_id, label, *values in Dwelling.objects.values_list("pk", "building_id", "label", *names):
            by_pk[pk] = Home(pk, dict(zip(names, values, strict=True)))
            self.homes[building_id, split_unit(label)] = by_pk[pk]
        stays = Assignment.objects.filter(place=None).values_list(
            "dwelling_id", "pk", "household_id", "since", "until", "planned_end", "occupancy_charge"
        )
        for dwelling_id, *values in stays:
            by_pk[dwelling_id].stays.append(Stay(*values))
        for dwelling_id, since, until in Works.objects.values_list("dwelling_id", "since", "until"):
            by_pk[dwelling_id].works.append((since, until))

    def _read_procedures(self) -> None:
        """Types by their code, codes by every name of a version, and whose procedures were opened when."""
        self.types = {code: kind.name for code, kind in procedures.types_by_code().items()}
        self.codes = {fold(name): code for code, name in ProcedureType.objects.values_list("code", "name")}
        names = ("pk", "person_id", "type__code", "opened_on", *FOLLOWING)
        for pk, person_id, code, opened_on, *following in Procedure.objects.values_list(*names):
            filed = Filed(pk, (person_id, code, opened_on), *following)
            self.procedures[filed.key] = self.procedures_by_pk[pk] = filed

    def _read_bodies(self) -> None:
        """Bodies by their folded name, and agreements by party and object."""
        today = clock.today()
        for pk, name, kind, town, merged_on in Organisation.objects.order_by("-pk").values_list(
            "pk", "name", "kind", "municipality", "merged_on"
        ):
            body = Body(pk, name, kind, town, is_merged=merged_on is not None and merged_on <= today)
            self.bodies[body.key] = body
        parties = defaultdict(list)
        for agreement_id, organisation_id in Agreement.parties.through.objects.values_list("agreement", "organisation"):
            parties[agreement_id].append(organisation_id)
        for row in Agreement.objects.values("pk", "object_key", "starts_on", *AGREEMENT_FIELDS):
            row["ends_on"] = row["ended_on"] or row["ends_on"]
            known = self.agreements_by_pk[row["pk"]] = Accord(row["starts_on"], row)
            for organisation_id in parties[row["pk"]]:
                self.agreements[organisation_id, row["object_key"]].append(known)

    def _read_followers(self) -> None:
        """Coordinators and volunteers with an account, and who is in the register of volunteers without one."""
        users = User.objects.filter(is_active=True, role__in=[Role.COORDINATOR, Role.VOLUNTEER])
        accounts = {pk: (name, role) for pk, name, role in users.values_list("pk", "name", "role")}
        enrolled = dict(Volunteer.objects.filter(user__in=accounts).values_list("user", "person"))
        for pk, (name, role) in accounts.items():
            person = self.by_pk.get(enrolled.get(pk))
            words = person.words if person else tuple(sorted(fold(name).split()))
            self.followers.append(Follower(words, name, pk, person, is_coordinator=role == Role.COORDINATOR))
        team = TeamMember.objects.filter(running(), user__in=accounts)
        self.teams = set(team.values_list("household", "user"))

    def followers_called(self, words: tuple[str, ...]) -> list[Follower]:
        """Who of this name may follow procedures, those included who arrive now as volunteers."""
        found = [follower for follower in self.followers if follower.words == words]
        known = {id(follower.person) for follower in found if follower.person}
        volunteers = (one for one in self.by_words.get(words, []) if one.is_volunteer and not one.is_hidden)
        return [*found, *(Follower(words, one.name, person=one) for one in volunteers if id(one) not in known)]

    def building(self, name: str, town: str) -> int | None:
        """The building of this name; of two in different towns the one in this town."""
        known = self.buildings.get(building_key(name), [])
        for pk, its_town in known:
            if not town or not its_town or fold(its_town) == fold(town):
                return pk
        return None

    def members_called(self, names: set[tuple], codes: set[str]) -> list[tuple[Someone, records.Member]]:
        """People of the archive with one of these names or tax codes, with records that a list of tenants can name.

        Half a name would be enough to read the whole one, so nobody whom the importer may not see.
        """
        found = [someone for words in names for someone in self.by_words.get(words, [])]
        found += [self.by_code[code] for code in codes if code in self.by_code]
        once = {id(someone): someone for someone in found if someone.pk and not someone.is_hidden}
        return [(someone, _as_record(someone)) for someone in once.values()]


def _as_record(someone: Someone) -> records.Member:
    if someone.record is None:
        name = Name(someone.values["family_name"], someone.values["given_name"])
        member = records.Member(0, name, tax_code=someone.tax_code, born=someone.born)
        member.number = someone.membership.get("book_number")
        member.category = someone.membership.get("category", "")
        member.admitted = someone.membership.get("admitted_on")
        member.left = someone.membership.get("left_on")
        someone.record = member
    return someone.record
