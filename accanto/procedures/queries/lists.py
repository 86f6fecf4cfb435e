"""The board and the list of procedures: what is filtered is in the address."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.procedures.models import Procedure, ProcedureDay
from accanto.procedures.states import OPEN, State
from accanto.residents.models import Household

CARDS_A_COLUMN = 8
ME, NOBODY = "me", "nobody"

SHOWN_IN_LISTS = (
    "household__name",
    "person__family_name",
    "person__given_name",
    "type__name",
    "organisation__name",
    "followed_by__name",
    "followed_by_person__given_name",
    "followed_by_person__family_name",
    "state",
    "opened_on",
    "ended_on",
    "protocol",
    "appointment_at",
)


@dataclass(frozen=True)
class Wanted:
    """What a list of procedures is narrowed to; empty means all that are open."""

    state: str = ""
    type: str = ""
    followed: str = ""
    household: str = ""
    overdue: bool = False

    def narrow(self, procedures: QuerySet, user) -> QuerySet:
        """The procedures of `procedures` that are wanted."""
        if self.type:
            procedures = procedures.filter(type__code=self.type)
        if self.household:
            procedures = procedures.filter(household=self.household)
        if self.overdue:
            procedures = procedures.filter(Exists(_late_days()))
        if self.followed == NOBODY:
            return procedures.filter(followed_by=None, followed_by_person=None)
        return procedures.filter(followed_by=user.pk) if self.followed == ME else procedures


def _late_days() -> QuerySet[ProcedureDay]:
    return ProcedureDay.objects.filter(procedure=OuterRef("pk"), settled_on=None, on__lt=clock.today())


@dataclass(frozen=True)
class Column:
    """One state on the board: how many there are, and those whose day comes first."""

    state: State
    count: int
    procedures: list[Procedure] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many the column does not show."""
        return self.count - len(self.procedures)


def board(user, wanted: Wanted) -> list[Column]:
    """The open procedures by state, the oldest first. Three queries, however many there are."""
    rows = wanted.narrow(Procedure.objects.visible_to(user), user).still_open()
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    oldest = Q(pk__in=[])
    for state in counts:
        oldest |= Q(pk__in=rows.filter(state=state).order_by("opened_on", "id").values("pk")[:CARDS_A_COLUMN])
    shown = list(_shown(Procedure.objects.filter(oldest)).order_by("opened_on", "id")) if counts else []
    with_next_day(shown)
    return [Column(state, counts.get(state, 0), [row for row in shown if row.state == state]) for state in OPEN]


def procedure_page(user, wanted: Wanted, cursor: str = "") -> Page:
    """Procedures, the latest first: those of one state, or all that are open."""
    rows = wanted.narrow(Procedure.objects.visible_to(user), user)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.still_open()
    page = keyset_page(_shown(rows), by=("-opened_on", "-id"), cursor=cursor)
    with_next_day(page.rows)
    return page


def procedures_of(household: Household) -> list[Procedure]:
    """All procedures of a household whose file is being shown: open ones first, then the latest."""
    rows = list(_shown(household.procedures.all()).order_by("-opened_on", "-id"))
    return with_next_day(sorted(rows, key=lambda row: not row.is_open))


def _shown(procedures: QuerySet) -> QuerySet:
    named = ("household", "person", "type", "organisation", "followed_by", "followed_by_person")
    return procedures.select_related(*named).only(*SHOWN_IN_LISTS)


def with_next_day(procedures: list[Procedure]) -> list[Procedure]:
    """The same procedures, each with its `next_day`, the first that falls due and is not done: one query."""
    rows = ProcedureDay.objects.filter(procedure__in=[row.pk for row in procedures], settled_on=None)
    next_day = {}
    for day in rows.order_by("on", "id"):
        next_day.setdefault(day.procedure_id, day)
    for procedure in procedures:
        procedure.next_day = next_day.get(procedure.pk)
    return procedures
