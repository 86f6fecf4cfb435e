"""Promises: one, those of a household, a list, and how many were kept."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import GivenId, kept
from accanto.directory.models import Contact, Organisation
from accanto.plans.models import Promise, PromiseStep
from accanto.plans.states import PromiseState, Side
from accanto.residents.models import Household, Person, TeamMember
from accanto.residents.permissions import running

SETTLED_SHOWN = 30
OVERDUE = "overdue"


def promise_for(user, pk: int) -> Promise:
    """The promise with its place and whoever made it, if this user may see it. Raises Http404."""
    rows = Promise.objects.visible_to(user).with_promisers().with_places().select_related("taken_by", "goal")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def life_of(promise: Promise) -> list[PromiseStep]:
    """Every step of a promise, the latest first."""
    return list(promise.steps.select_related("by").order_by("-id"))


def promises_of(household: Household) -> list[Promise]:
    """Promises of a household whose file is being shown: open ones by day, then those settled last. One query."""
    rows = household.promises.with_promisers().annotate(
        is_settled=Case(When(state=PromiseState.OPEN, then=Value(0)), default=Value(1))
    )
    ordered = rows.order_by("is_settled", F("settled_on").desc(nulls_first=True), "due_on", "id")
    return list(ordered[: SETTLED_SHOWN * 3])


def open_promises_of(household: Household) -> list[Promise]:
    """The open promises of a household whose file is being shown, the next due first. One query."""
    return _open_promises().objects_of(household=household)


@kept
def _open_promises() -> QuerySet:
    rows = Promise.objects.still_open().filter(household=GivenId("household"))
    return rows.with_promisers().order_by("due_on", "id")


@dataclass(frozen=True)
class Column:
    """The promises of one side."""

    side: Side
    promises: list[Promise]


def side_by_side(promises: list[Promise]) -> list[Column]:
    """Promises in three columns, hers first."""
    return [Column(side, [promise for promise in promises if promise.side == side]) for side in Side]


def promise_page(user, *, side: str = "", state: str = "", cursor: str = "") -> Page:
    """Promises by day, the earliest first: of one side or all; open unless another state is asked for."""
    rows = Promise.objects.visible_to(user).with_promisers().with_places()
    if side:
        rows = rows.filter(side=side)
    if state == OVERDUE:
        rows = rows.still_open().filter(due_on__lt=clock.today())
    else:
        rows = rows.filter(state=state or PromiseState.OPEN)
    return keyset_page(rows, by=("due_on", "id"), cursor=cursor)


def members_to_promise(household: Household) -> QuerySet[Person]:
    """Who belongs to the household today, the eldest first."""
    members = household.members.filter(running()).values("person")
    return Person.objects.current().filter(pk__in=members).order_by("birth_date", "id")


def workers_to_promise(household: Household) -> QuerySet[User]:
    """Who can promise for the cooperative: those on the household's team, and the coordinators."""
    team = TeamMember.objects.filter(running(), household=household, user__isnull=False)
    workers = Q(role=Role.COORDINATOR) | Q(role=Role.VOLUNTEER, pk__in=team.values("user"))
    if household.is_restricted:
        named = household.named_readers.filter(running()).values("user")
        workers &= Q(pk__in=named)
    return User.objects.filter(workers, is_active=True).order_by("name", "id")


def offices_to_promise() -> tuple[QuerySet[Organisation], QuerySet[Contact]]:
    """Public bodies, and the people to call in them today."""
    contacts = Contact.objects.running().filter(organisation__is_public=True).select_related("organisation")
    return Organisation.objects.filter(is_public=True), contacts.order_by("organisation__name", "name", "id")


@dataclass(frozen=True)
class Share:
    """What became of the promises of one side. `fallen_due`: all but those released, and those still to come."""

    side: Side
    kept: int
    late: int
    partly: int
    not_kept: int
    waiting: int  # the day has gone by and nobody has said what became of it
    released: int

    @property
    def fallen_due(self) -> int:
        return self.kept + self.late + self.partly + self.not_kept + self.waiting

    @property
    def share(self) -> float | None:
        """The part kept on its day, of all that fell due; None where none did."""
        return self.kept / self.fallen_due if self.fallen_due else None

    @property
    def percent(self) -> int | None:
        """The share, in whole percents."""
        return None if self.share is None else round(100 * self.share)


def share_kept(
    since: date | None = None, until: date | None = None, households: QuerySet[Household] | None = None
) -> list[Share]:
    """What became of promises, of all households or of some, side by side and counted the same way. One query.

    A promise belongs to the day on which its end was known: the day it was settled or, where nobody has
    said anything, the day it was due. Restricted households are not counted.
    """
    until = until or clock.today()
    rows = Promise.objects.countable().order_by().annotate(day=Coalesce("settled_on", "due_on"))
    rows = rows.filter(Q(day__lte=until) if since is None else Q(day__range=(since, until)))
    rows = rows.exclude(state=PromiseState.OPEN, due_on__gte=clock.today())
    if households is not None:
        rows = rows.filter(household__in=households)
    counted = {(side, state): n for side, state, n in rows.values_list("side", "state").annotate(Count("pk"))}
    return [_share(side, counted) for side in Side]


def _share(side: Side, counted: dict) -> Share:
    def number(state: PromiseState) -> int:
        return counted.get((side, state), 0)

    return Share(
        side=side,
        kept=number(PromiseState.KEPT),
        late=number(PromiseState.LATE),
        partly=number(PromiseState.PARTLY),
        not_kept=number(PromiseState.NOT_KEPT),
        waiting=number(PromiseState.OPEN),
        released=number(PromiseState.RELEASED),
    )
