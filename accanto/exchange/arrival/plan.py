"""What would happen to every row: made, found, or left waiting. The dry run shows this plan; the run carries it out."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accanto.exchange.arrival.snapshot import Filed, Follower, Home, Someone
from accanto.exchange.bodies import Body
from accanto.exchange.cells.reading import as_text
from accanto.exchange.folder import Folder
from accanto.exchange.records import AgreementRow, Dwelling, Person, ProcedureRow, ReadSheet, Tenancy

NEW, NOBODY, SAME = "new", "nobody", "same:"


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    MATCHED = "matched"
    SKIPPED = "skipped"
    WAITING = "waiting"


@dataclass(slots=True)
class Arrival:
    """A person's row: who she is, and the fields that the archive has not got yet."""

    place: int
    sheet: ReadSheet
    person: Person
    key: str
    someone: Someone | None = None
    outcome: Outcome = Outcome.WAITING
    fills: dict = field(default_factory=dict)
    points: list[tuple[str, str, str]] = field(default_factory=list)
    is_new: bool = False
    joins: bool = False
    enrols: bool = False


@dataclass(slots=True)
class Settling:
    """A tenancy: who enters which home, or why not."""

    sheet: ReadSheet
    tenancy: Tenancy
    key: str
    head: Someone | None = None
    others: list[Someone] = field(default_factory=list)
    until: date | None = None
    opens: bool = False
    outcome: Outcome = Outcome.WAITING


@dataclass(slots=True)
class HomePlan:
    """A dwelling's row with its tenancies."""

    place: int
    sheet: ReadSheet
    dwelling: Dwelling
    home: Home
    building_id: int | None
    outcome: Outcome
    settlings: list[Settling] = field(default_factory=list)


@dataclass(slots=True)
class Accession:
    """An agreement's row: with which bodies, or why it waits; `beside` says why there are two over one object."""

    place: int
    sheet: ReadSheet
    record: AgreementRow
    bodies: list[Body] = field(default_factory=list)
    beside: str = ""
    outcome: Outcome = Outcome.WAITING


@dataclass(slots=True)
class Filing:
    """A procedure's row: whose it is, of which type, with which body, who follows it, or why it waits."""

    place: int
    sheet: ReadSheet
    record: ProcedureRow
    code: str = ""
    someone: Someone | None = None
    body: Body | None = None
    follower: Follower | None = None
    known: Filed | None = None
    fills: set[str] = field(default_factory=set)
    outcome: Outcome = Outcome.WAITING


@dataclass
class Plan:
    """Everything that would happen, in the order in which it happens; `questions` wait for a person.

    `answered` are the words whose meaning a person has said, now or in an earlier import: she may change her mind.
    """

    folder: Folder
    people: list[Arrival] = field(default_factory=list)
    homes: list[HomePlan] = field(default_factory=list)
    accessions: list[Accession] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)
    answered: list[dict] = field(default_factory=list)
    # Questions about words by their key, and words that are told of once only.
    asked: dict[str, dict] = field(default_factory=dict)
    told: set[tuple] = field(default_factory=set)

    @property
    def size(self) -> int:
        return len(self.people) + len(self.homes) + len(self.accessions) + len(self.filings)


def as_words(value) -> str:
    """A value as a sentence shows it."""
    return ", ".join(map(str, value)) if isinstance(value, list) else as_text(value)


def row_outcomes(plan: Plan) -> dict[int, dict[int, Outcome]]:
    """For each sheet, by its place: what became of each of its rows."""
    found: dict[int, dict[int, Outcome]] = {place: {} for place in range(len(plan.folder.sheets))}
    order = list(Outcome)
    pieces = [(arrival.place, arrival.person.row, arrival.outcome) for arrival in plan.people]
    pieces += [(accession.place, accession.record.row, accession.outcome) for accession in plan.accessions]
    pieces += [(filing.place, filing.record.row, filing.outcome) for filing in plan.filings]
    for home in plan.homes:
        pieces.append((home.place, home.dwelling.row, home.outcome))
        pieces += [(home.place, settling.tenancy.row, settling.outcome) for settling in home.settlings]
    for place, row, outcome in pieces:
        known = found[place].get(row, outcome)
        found[place][row] = min(known, outcome, key=order.index)
    for place, sheet in enumerate(plan.folder.sheets):
        for row in sheet.skipped:
            found[place].setdefault(row, Outcome.SKIPPED)
    return found
