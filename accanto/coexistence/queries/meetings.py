"""House meetings and what became of their decisions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from accanto.accounts.access import Permission, Role, may
from accanto.accounts.models import User
from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import kept
from accanto.coexistence.models import HouseMeeting, MeetingDecision
from accanto.coexistence.queries.homes import Neighbour, neighbours, signs_of
from accanto.coexistence.states import Ballot, MeetingState
from accanto.housing.models import Building
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState
from accanto.residents.models import Household

MEETINGS_TOLD = 10


@dataclass(frozen=True)
class DecisionRow:
    """A decision with its owner in words, its votes counted, and whether its reader may open the promise."""

    decision: MeetingDecision
    owner: str
    votes: dict[str, int] = field(default_factory=dict)
    is_open_to_reader: bool = False
    is_own: bool = False

    @property
    def promise(self) -> Promise:
        return self.decision.promise

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Each way to vote and how many households took it; nothing where nobody voted."""
        return [(ballot.label, self.votes.get(ballot, 0)) for ballot in Ballot] if self.votes else []


def meeting_for(user, pk: int) -> HouseMeeting:
    """A house meeting with its building. Raises Http404."""
    return get_object_or_404(HouseMeeting.objects.visible_to(user).select_related("building"), pk=pk)


def meeting_of(user, promise_id: int) -> HouseMeeting:
    """The meeting at which a promise was made. Raises Http404."""
    return get_object_or_404(HouseMeeting.objects.visible_to(user), decisions__promise=promise_id)


def meeting_page(building: Building, cursor: str) -> Page:
    """The meetings of a building, the latest first."""
    rows = building.house_meetings.annotate(
        present=Count("attendances", distinct=True), decided=Count("decisions", distinct=True)
    )
    return keyset_page(rows, by=("-called_for", "-id"), cursor=cursor)


def meeting_file(user, meeting: HouseMeeting) -> dict:
    """A meeting with those present and its decisions. Seven queries."""
    signs = signs_of(meeting.building)
    return {
        "meeting": meeting,
        "present": sorted(signs[row.household_id] for row in meeting.attendances.all()),
        "decisions": _rows(user, meeting.decisions.all(), signs),
    }


def invited_to(meeting: HouseMeeting) -> list[Neighbour]:
    """The households that live in the building on the day of a meeting."""
    return neighbours(meeting.building, meeting.day, meeting.day)


def voters_of(meeting: HouseMeeting) -> list[tuple[int, str]]:
    """The households present, with their signs: one household, one vote."""
    signs = signs_of(meeting.building)
    return sorted(((row.household_id, signs[row.household_id]) for row in meeting.attendances.all()), key=_sign)


def _sign(pair: tuple[int, str]) -> str:
    return pair[1]


def coordinators() -> QuerySet[User]:
    """Who can own a decision for the cooperative."""
    return User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("name", "pk")


def told_page(user, building: Building, own: Household, cursor: str) -> Page:
    """The meetings that were held as a resident reads them, each with its decisions: hers are marked."""
    held = building.house_meetings.filter(state=MeetingState.HELD)
    page = keyset_page(held, by=("-called_for", "-id"), cursor=cursor, size=MEETINGS_TOLD)
    decisions = MeetingDecision.objects.filter(meeting__in=[meeting.pk for meeting in page.rows])
    rows = defaultdict(list)
    for row in _rows(user, decisions.order_by("pk"), signs_of(building), own):
        rows[row.decision.meeting_id].append(row)
    return Page([(meeting, rows[meeting.pk]) for meeting in page], page.newer, page.older)


def decision_for(user, pk: int) -> MeetingDecision:
    """A decision with its meeting. Raises Http404."""
    return get_object_or_404(
        MeetingDecision.objects.visible_to(user).select_related("meeting__building", "promise"), pk=pk
    )


def open_decisions(user, building: Building, own: Household | None = None) -> list[DecisionRow]:
    """What a building decided and has not done yet, the earliest due first."""
    rows = MeetingDecision.objects.filter(meeting__building=building, promise__state=PromiseState.OPEN)
    return _rows(user, rows.order_by("promise__due_on", "pk"), signs_of(building), own)


def _rows(
    user, decisions: QuerySet[MeetingDecision], signs: dict[int, str], own: Household | None = None
) -> list[DecisionRow]:
    counts = {f"votes_{ballot}": Count("votes", filter=Q(votes__ballot=ballot)) for ballot in Ballot}
    promiser = ("promise__user", "promise__organisation", "promise__contact")
    found = list(decisions.select_related("meeting", "promise", *promiser).annotate(**counts))
    openable = _openable(user, found)
    return [
        DecisionRow(row, _owner(row, signs), _votes(row), row.promise_id in openable, is_own=_is_of(row, own))
        for row in found
    ]


def _is_of(decision: MeetingDecision, household: Household | None) -> bool:
    return household is not None and decision.promise.household_id == household.pk


def _openable(user, decisions: list[MeetingDecision]) -> set[int]:
    if not may(user, Permission.WORK_ON_PLANS):
        return set()
    wanted = [decision.promise_id for decision in decisions]
    return set(Promise.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def _owner(decision: MeetingDecision, signs: dict[int, str]) -> str:
    promise = decision.promise
    return signs[promise.household_id] if promise.household_id else promise.promiser


def _votes(decision: MeetingDecision) -> dict[str, int]:
    counts = {ballot: getattr(decision, f"votes_{ballot}") for ballot in Ballot}
    return counts if any(counts.values()) else {}


def next_meeting(building: Building) -> HouseMeeting | None:
    """The next meeting that is called."""
    called = building.house_meetings.filter(state=MeetingState.CALLED, called_for__gte=clock.now())
    return called.order_by("called_for", "pk").first()


def last_held(building: Building) -> HouseMeeting | None:
    """The last meeting that took place."""
    return building.house_meetings.filter(state=MeetingState.HELD).order_by("-called_for", "-pk").first()


def waiting_for_minutes(user, until: date, limit: int) -> list[HouseMeeting]:
    """Meetings called for a day up to `until`: to hold, or to write down."""
    return _called(Reader.of(user), clock.bounds_of(until)[1], limit).objects()


@kept
def _called(reader: Reader, before: datetime, limit: int) -> QuerySet:
    called = HouseMeeting.objects.visible_to(reader.as_user()).filter(state=MeetingState.CALLED, called_for__lt=before)
    return called.select_related("building").order_by("called_for", "pk")[:limit]
