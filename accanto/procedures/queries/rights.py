"""The rights panel of a household: derived from papers and procedures, in two queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.base.statements import GivenId, kept
from accanto.procedures.models import Procedure
from accanto.procedures.rights import ADULT_AGE, RIGHTS, SCHOOL_AGES, UNION, ForWhom, Right, Standing
from accanto.procedures.states import OPEN, State
from accanto.residents.models import Household, HouseholdMember, HouseholdRole, Paper, Person
from accanto.ui.components.moments import written

GONE_WRONG = {
    State.REFUSED: gettext_lazy("l'ente ha detto di no"),
    State.LAPSED: gettext_lazy("la pratica è decaduta"),
}


# What asks for somebody first, and how each standing is coloured and signed.
URGENCY = (Standing.BLOCKED, Standing.UNDER_WAY, Standing.UNKNOWN, Standing.WORKS, Standing.NOT_RELEVANT)
TONES = {Standing.WORKS: "ok", Standing.UNDER_WAY: "warn", Standing.BLOCKED: "danger"}
ICONS = {Standing.WORKS: "check", Standing.UNDER_WAY: "clock", Standing.BLOCKED: "warning"}


@dataclass(frozen=True)
class RightLine:
    """One right of one person, or of the whole household: how it stands and because of what."""

    right: Right
    standing: Standing
    who: str = ""
    why: str = ""
    procedure: Procedure | None = None

    @property
    def tone(self) -> str:
        """How the standing is coloured."""
        return TONES.get(self.standing, "plain")

    @property
    def icon(self) -> str:
        """The sign beside the words of the standing."""
        return ICONS.get(self.standing, "")


@dataclass(frozen=True)
class RightCard:
    """A right of a household: the lines of its people, those alike as one, what asks for somebody first."""

    right: Right
    lines: list[RightLine]

    @property
    def tone(self) -> str:
        """The colour of what asks for somebody first."""
        return self.lines[0].tone


class _File:
    """The papers and procedures of a household, by person and kind."""

    def __init__(self, household: Household, today: date):
        self.today = today
        self.papers: dict[tuple[int, str], Paper] = {}
        for paper in _papers().objects(household=household.pk):
            self.papers[paper.person_id, paper.kind.code] = paper
        self.procedures: dict[tuple[int, str], list[Procedure]] = defaultdict(list)
        for row in _procedures().objects_of(household=household):
            self.procedures[row.person_id, row.type.code].append(row)

    def paper_that_holds(self, people: Iterable[Person], codes: Iterable[str]) -> Paper | None:
        """A paper of one of these kinds that has not expired."""
        found = (self.papers.get((person.pk, code)) for person in people for code in codes)
        return next((p for p in found if p and (p.expires_on is None or p.expires_on >= self.today)), None)

    def expired(self, people: Iterable[Person], codes: Iterable[str]) -> Paper | None:
        """A paper of one of these kinds that was there and has expired."""
        found = (self.papers.get((person.pk, code)) for person in people for code in codes)
        return next((p for p in found if p and p.expires_on and p.expires_on < self.today), None)

    def latest(self, people: Iterable[Person], codes: Iterable[str], states: Iterable[State]) -> Procedure | None:
        """The latest procedure of one of these types that stands in one of these states."""
        rows = [row for person in people for code in codes for row in self.procedures[person.pk, code]]
        return next((row for row in sorted(rows, key=lambda row: -row.pk) if row.state in states), None)


@kept
def _papers() -> QuerySet:
    people = HouseholdMember.objects.filter(household=GivenId("household"), until=None).values("person")
    rows = Paper.objects.filter(person__in=people, renewed_by=None).select_related("kind")
    return rows.only("person", "expires_on", "kind__code", "kind__name").order_by("expires_on", "id")


@kept
def _procedures() -> QuerySet:
    columns = ("household", "person", "type__code", "type__name", "state", "decided_on", "appointment_at")
    rows = Procedure.objects.filter(household=GivenId("household")).select_related("type")
    return rows.only(*columns).order_by("-opened_on", "-id")


def rights_of(household: Household, members: list[HouseholdMember], today: date) -> list[RightLine]:
    """Every right of a household whose page is being shown, with how it stands. Two queries."""
    file = _File(household, today)
    lines = []
    for right in RIGHTS:
        groups = _groups(right, members, today)
        if not groups:
            lines.append(RightLine(right, Standing.NOT_RELEVANT))
        lines += [_line(file, right, people, who) for people, who in groups]
    return lines


def rights_panel(lines: list[RightLine]) -> list[RightCard]:
    """The lines of `rights_of`, a card for each right."""
    return [RightCard(right, _alike(list(of_it))) for right, of_it in groupby(lines, key=lambda line: line.right)]


def _alike(lines: list[RightLine]) -> list[RightLine]:
    """People with whom it stands in the same way share a line."""
    who: dict[tuple, list[str]] = defaultdict(list)
    for line in lines:
        who[line.standing, line.why, line.procedure].append(line.who)
    found = [
        RightLine(lines[0].right, standing, ", ".join(names), why, procedure)
        for (standing, why, procedure), names in who.items()
    ]
    return sorted(found, key=lambda line: URGENCY.index(line.standing))


def _groups(right: Right, members: list[HouseholdMember], today: date) -> list[tuple[list[Person], str]]:
    """Whose right it is: one person with her name, or the people of whom one is enough."""
    everybody = [member.person for member in members]
    if right.for_whom == ForWhom.HOUSEHOLD:
        return [(everybody, "")] if everybody else []
    if right.for_whom == ForWhom.ADULTS:
        adults = [member.person for member in members if not _is_child(member)]
        return [(adults, "")] if adults else []
    if right.for_whom == ForWhom.PUPILS:
        people = [person for person in everybody if person.age is not None and person.age in SCHOOL_AGES]
    elif right.for_whom == ForWhom.FOREIGNERS:
        people = [person for person in everybody if _needs_permit(person)]
    else:
        people = everybody
    return [([person], person.given_name or person.family_name) for person in people]


def _is_child(member: HouseholdMember) -> bool:
    age = member.person.age
    return age < ADULT_AGE if age is not None else member.role == HouseholdRole.CHILD


def _needs_permit(person: Person) -> bool:
    return bool(person.citizenships) and not UNION & set(person.citizenships)


def _line(file: _File, right: Right, people: list[Person], who: str) -> RightLine:
    """Works by a paper that holds or a procedure that went well; else somebody works on it; else something blocks it.

    Where neither paper nor procedure says anything, nobody has asked yet: that is no alarm.
    """
    if paper := file.paper_that_holds(people, right.papers):
        return RightLine(right, Standing.WORKS, who, _until(paper))
    running = file.latest(people, right.procedures, OPEN)
    if running:
        return RightLine(right, *_of_running(running, who), procedure=running)
    if not right.papers and (done := file.latest(people, right.procedures, (State.ACCEPTED,))):
        return RightLine(right, Standing.WORKS, who, procedure=done)
    if why := _what_blocks(file, right, people):
        return RightLine(right, Standing.BLOCKED, who, why)
    return RightLine(right, Standing.UNKNOWN, who)


def _of_running(procedure: Procedure, who: str) -> tuple[Standing, str, str]:
    """An integration that the body waits for stops what is under way."""
    if procedure.state == State.INTEGRATION:
        return Standing.BLOCKED, who, _("l'ente aspetta altri documenti")
    return Standing.UNDER_WAY, who, procedure.state_label


def _what_blocks(file: _File, right: Right, people: list[Person]) -> str:
    """The first thing that is missing, in words; empty where nothing is known to be."""
    if gone := file.latest(people, right.procedures, tuple(GONE_WRONG)):
        return str(GONE_WRONG[State(gone.state)])
    if paper := file.expired(people, right.papers):
        return _("%(paper)s: scaduto il %(day)s") % {"paper": paper.kind.name, "day": _day(paper.expires_on)}
    if right.needs and (paper := file.expired(people, (right.needs,))):
        return _("prima serve: %(paper)s, scaduto il %(day)s") % {
            "paper": paper.kind.name,
            "day": _day(paper.expires_on),
        }
    return ""


def _until(paper: Paper) -> str:
    return _("vale fino al %(day)s") % {"day": _day(paper.expires_on)} if paper.expires_on else ""


def _day(on: date) -> str:
    return written(on, "j F Y")
