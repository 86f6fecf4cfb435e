"""How far a building runs itself, by quarter: counted from what happened, never typed.

The mean of the parts of which anything is known (dossier, § 9): turns done, meetings held, decisions
closed, matters that neighbours ended by themselves. What a quarter has nothing of is left out of the
mean, and the page says so.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.clock import day_of
from accanto.coexistence.models import Disagreement, DisagreementStep, HouseMeeting, MeetingDecision, RotaTurn
from accanto.coexistence.states import DisagreementState, MeetingState, TurnState
from accanto.coexistence.weeks import Quarter, monday_of
from accanto.housing.models import Assignment, Building
from accanto.plans.states import PromiseState
from accanto.residents.permissions import running

QUARTERS = 5
# What was promised is there, on its day or later.
DONE = (PromiseState.KEPT, PromiseState.LATE)


class Part(TextChoices):
    """What the index is made of."""

    TURNS = "turns", _("turni fatti")
    MEETINGS = "meetings", _("riunioni tenute")
    DECISIONS = "decisions", _("decisioni mantenute")
    MATTERS = "matters", _("questioni risolte senza mediazione")


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    good: int = 0
    all: int = 0

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.good) / self.all if self.all else None


@dataclass(frozen=True)
class Index:
    """A quarter of a building: its parts, and their mean in whole percents; None while nothing is known."""

    quarter: Quarter
    parts: dict[Part, Share] = field(default_factory=dict)

    @property
    def percent(self) -> int | None:
        known = [share.percent for share in self.parts.values() if share.percent is not None]
        return int((sum(known) / len(known)).quantize(Decimal(1), ROUND_HALF_UP)) if known else None

    @property
    def rows(self) -> list[tuple[str, Share, int | None]]:
        """Each part with its label and its whole percents; None where there is nothing to count."""
        return [(part.label, self.share(part), _whole(self.share(part).percent)) for part in Part]

    @property
    def left_out(self) -> list[str]:
        """The parts of which the quarter has nothing."""
        return [str(part.label) for part in Part if not self.share(part).all]

    def share(self, part: Part) -> Share:
        return self.parts.get(part, Share())


def _whole(percent: Decimal | None) -> int | None:
    return None if percent is None else int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def index_history(building: Building, quarters: int = QUARTERS) -> list[Index]:
    """The index of the last quarters, the running one last. Four queries."""
    return index_histories([building], quarters)[building.pk]


def index_histories(buildings: Iterable[Building], quarters: int = QUARTERS) -> dict[int, list[Index]]:
    """`index_history` of several buildings, by id, in the same four queries."""
    now = Quarter.of(clock.today())
    wanted = [now.before(steps) for steps in range(quarters - 1, -1, -1)]
    ids = [building.pk for building in buildings]
    counted: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    for part, events in EVENTS.items():
        for building_id, day, is_good in events(ids, wanted[0].first):
            tally = counted[building_id, part, Quarter.of(day)]
            tally[0] += is_good
            tally[1] += 1
    return {
        pk: [
            Index(quarter, {part: Share(*counted[key]) for part in Part if (key := (pk, part, quarter)) in counted})
            for quarter in wanted
        ]
        for pk in ids
    }


def _turns(building_ids: list[int], first: date) -> Iterable[tuple[int, date, bool]]:
    """Turns whose week is over, by the Monday of the week."""
    rows = RotaTurn.objects.filter(space__building__in=building_ids, week__gte=first, week__lt=monday_of(clock.today()))
    for building_id, week, state in rows.order_by().values_list("space__building", "week", "state"):
        yield building_id, week, state == TurnState.DONE


def _meetings(building_ids: list[int], first: date) -> Iterable[tuple[int, date, bool]]:
    """Meetings whose day has gone by, also those that were cancelled."""
    span = (clock.bounds_of(first)[0], clock.bounds_of(clock.today())[0])
    rows = HouseMeeting.objects.filter(building__in=building_ids, called_for__gte=span[0], called_for__lt=span[1])
    for building_id, called_for, state in rows.order_by().values_list("building", "called_for", "state"):
        yield building_id, day_of(called_for), state == MeetingState.HELD


def _decisions(building_ids: list[int], first: date) -> Iterable[tuple[int, date, bool]]:
    """Decisions due on a day gone by; kept only if it was within the quarter, so that a past quarter stays as it was.

    What was released, as by a vote against it, does not count.
    """
    rows = MeetingDecision.objects.filter(
        meeting__building__in=building_ids, promise__due_on__gte=first, promise__due_on__lt=clock.today()
    ).exclude(promise__state=PromiseState.RELEASED)
    for building_id, due_on, state, settled_on in rows.order_by().values_list(
        "meeting__building", "promise__due_on", "promise__state", "promise__settled_on"
    ):
        yield building_id, due_on, state in DONE and settled_on <= Quarter.of(due_on).last


def _matters(building_ids: list[int], first: date) -> Iterable[tuple[int, date, bool]]:
    """Disagreements that came to an agreement or an end, on the first such day; good where nobody had to mediate.

    Those about a restricted household are not counted: a number of one building would point at it.
    """
    steps = DisagreementStep.objects.filter(disagreement=OuterRef("pk"))
    ends = steps.filter(to__in=[DisagreementState.AGREED, DisagreementState.ENDED]).order_by("on", "pk")
    lives_there = Assignment.objects.filter(
        running(OuterRef("ended_on")), household=OuterRef("first"), dwelling__building__in=building_ids
    )
    rows = (
        Disagreement.objects.filter(first__is_restricted=False, second__is_restricted=False)
        .annotate(ended_on=Subquery(ends.values("on")[:1]))
        .filter(ended_on__gte=first)
        .annotate(
            building_id=Subquery(lives_there.order_by().values("dwelling__building")[:1]),
            was_mediated=Exists(steps.filter(to=DisagreementState.MEDIATION)),
        )
    )
    found = rows.order_by().values_list("building_id", "ended_on", "was_mediated")
    for building_id, ended_on, was_mediated in found:
        if building_id is not None:
            yield building_id, ended_on, not was_mediated


EVENTS = {
    Part.TURNS: _turns,
    Part.MEETINGS: _meetings,
    Part.DECISIONS: _decisions,
    Part.MATTERS: _matters,
}
