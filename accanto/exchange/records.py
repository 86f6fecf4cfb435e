"""What the rows of a folder say, once read: people, homes, and who lives where. No database here."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accanto.base.text import fold
from accanto.exchange.cells.names import Name
from accanto.exchange.cells.phones import Phone
from accanto.exchange.cells.units import Occupancy, Unit, building_key
from accanto.exchange.kinds import Understood
from accanto.exchange.problems import Problem
from accanto.exchange.reading import Row
from accanto.procedures.states import State


@dataclass(slots=True)
class Person:
    """Somebody as one row, or part of a row, describes her."""

    row: int
    name: Name
    tax_code: str = ""
    born: date | None = None
    birth_place: str = ""
    birth_country: str = ""
    sex: str = ""
    citizenships: list[str] = field(default_factory=list)
    address: str = ""
    phones: list[Phone] = field(default_factory=list)
    email: str = ""
    remarks: str = ""
    archive_id: int | None = None
    # Fields that no cell says and another one implies: they complete a newcomer, and change nobody who is here.
    derived: set[str] = field(default_factory=set)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded and sorted: the same in either order."""
        return tuple(sorted(self.name.folded.split()))


@dataclass(slots=True)
class Member(Person):
    """A line of the members' book. `is_member`: the row speaks of membership at all."""

    number: int | None = None
    category: str = ""
    admitted: date | None = None
    left: date | None = None
    share: Decimal | None = None


@dataclass(slots=True)
class Volunteer(Person):
    """A line of the register of volunteers."""

    availability: str = ""
    areas: str = ""
    languages: str = ""
    start: date | None = None
    end: date | None = None
    policy: str = ""
    policy_until: date | None = None
    record_check: date | None = None
    training: str = ""


@dataclass(slots=True)
class Tenancy:
    """Somebody in a dwelling, as a row says. `person` once it is certain who she is."""

    row: int
    names: list[str]
    tax_code: str = ""
    start: date | None = None
    end: date | None = None
    charge: Decimal | None = None
    size: int | None = None
    person: Person | None = None
    candidates: list[Person] = field(default_factory=list)
    waits: str = ""

    def overlaps(self, other: "Tenancy") -> bool:
        """Whether the two share a day; what has no start is taken to be now."""
        starts = (self.start or date.max, other.start or date.max)
        ends = (self.end or date.max, other.end or date.max)
        return max(starts) < min(ends) or starts[0] == starts[1]


@dataclass(slots=True)
class Dwelling:
    """A dwelling with those who live or lived in it."""

    row: int
    building: str
    town: str
    unit: Unit
    floor: str = ""
    sqm: Decimal | None = None
    rooms: int | None = None
    beds: int | None = None
    title: str = ""
    occupancy: Occupancy | None = None
    remarks: str = ""
    archive_id: int | None = None
    tenancies: list[Tenancy] = field(default_factory=list)

    @property
    def key(self) -> tuple:
        return building_key(self.building), fold(self.town), self.unit


@dataclass(slots=True)
class AgreementRow:
    """An agreement, as a row says; `kind` empty where it does not say which instrument, `signed` None for a draft."""

    row: int
    bodies: list[str]
    subject: str
    kind: str = ""
    protocol: str = ""
    signed: date | None = None
    start: date | None = None
    end: date | None = None
    renews: bool = False
    contact: str = ""
    fee: Decimal | None = None
    archive_id: int | None = None


@dataclass(slots=True)
class ProcedureRow:
    """A procedure with an office, as a row says; `state` None where it does not say how it went."""

    row: int
    name: str
    words: str
    tax_code: str = ""
    body: str = ""
    follower: str = ""
    archive_id: int | None = None
    begun: date | None = None
    due: date | None = None
    state: State | None = None


@dataclass
class ReadSheet:
    """A sheet with its records and problems; `why_not` names the problem that keeps it out."""

    understood: Understood
    problems: list[Problem] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    volunteers: list[Volunteer] = field(default_factory=list)
    dwellings: list[Dwelling] = field(default_factory=list)
    agreements: list[AgreementRow] = field(default_factory=list)
    procedures: list[ProcedureRow] = field(default_factory=list)
    rows_read: int = 0
    skipped: set[int] = field(default_factory=set)
    why_not: str = ""

    @property
    def people(self) -> list[Person]:
        return [*self.members, *self.volunteers]

    def say(self, code: str, row: Row | None = None, name: str = "", /, **said) -> None:
        """Note a problem at a cell."""
        self.problems.append(self.understood.problem(code, row, name, **said))

    def skip(self, code: str, row: Row, name: str = "", /, **said) -> None:
        """Note why a row does not arrive."""
        self.skipped.add(row.number)
        self.say(code, row, name, **said)

    def row(self, number: int) -> Row:
        """The row with this number."""
        return self.understood.sheet.by_number[number]
