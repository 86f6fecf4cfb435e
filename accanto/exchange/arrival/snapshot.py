"""What the archive holds, read once with a few queries and kept at hand while rows arrive."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accanto.base.text import fold
from accanto.exchange import records
from accanto.exchange.cells.names import Name
from accanto.exchange.cells.units import building_key
from accanto.housing.models import Assignment, Building, Dwelling, Works, split_unit
from accanto.procedures.models import Procedure, ProcedureType
from accanto.residents.models import ContactPoint, HouseholdMember, Membership, Person
from accanto.volunteers.models import Volunteer

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


class Snapshot:
    """People by tax code, by name and by number; buildings and dwellings by what people call them."""

    def __init__(self, by=None):
        self.by_pk: dict[int, Someone] = {}
        self.by_code: dict[str, Someone] = {}
        self.by_words: dict[tuple, list[Someone]] = defaultdict(list)
        self.by_number: dict[int, Someone] = {}
        self.buildings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.homes: dict[tuple, Home] = {}
        self.types: dict[str, str] = {}
        self.procedures: set[tuple[int, str, date]] = set()
        self._read_people(by)
        self._read_homes()
        self._read_procedures()

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
        """Types by their code, and whose procedures of which type were opened when."""
        self.types = dict(ProcedureType.objects.values_list("code", "name"))
        self.procedures = set(Procedure.objects.values_list("person_id", "type__code", "opened_on"))

    def building(self, name: str, town: str) -> int | None:
        """The building of this name; of two in different towns the one in this town."""
        known = self.buildings.get(building_key(name), [])
        for pk, its_town in known:
            if not town or not its_town or fold(its_town) == fold(town):
                return pk
        return None

    def members_called(self, names: set[tuple], codes: set[str]) -> list[tuple[Someone, records.Member]]:
        """People of the archive with one of these names or tax codes, with records that a list of tenants can name."""
        found = [someone for words in names for someone in self.by_words.get(words, [])]
        found += [self.by_code[code] for code in codes if code in self.by_code]
        once = {id(someone): someone for someone in found if someone.pk}
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
