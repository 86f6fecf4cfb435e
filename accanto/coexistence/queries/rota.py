"""The rota: what it is made of, its turns by week, and what a household has of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.statements import kept
from accanto.coexistence import rota as solver
from accanto.coexistence.models import Exemption, Rota, RotaShare, RotaTurn, SharedSpace, TurnSwap
from accanto.coexistence.queries.homes import Neighbour, neighbours, signs_of
from accanto.coexistence.queries.reasons import reasons_of
from accanto.coexistence.states import SwapState, TurnState
from accanto.coexistence.weeks import WEEK, monday_of, sunday_of
from accanto.housing.models import Building
from accanto.residents.models import Household
from accanto.ui.components.moments import written

# How far back a turn too many is remembered.
REMEMBERED = timedelta(days=365)
WEEKS_SHOWN_BACK, WEEKS_SHOWN_AHEAD = 4, 3


@dataclass(frozen=True)
class TurnRow:
    """A turn as a page shows it: with the sign of whose it is."""

    turn: RotaTurn
    sign: str
    is_own: bool = False

    @property
    def begins(self) -> str:
        """The day on which its week begins, in words."""
        return self.turn.begins

    @property
    def is_late(self) -> bool:
        """Its week has gone by and nobody has confirmed it."""
        return self.turn.state == TurnState.PLANNED and sunday_of(self.turn.week) < clock.today()

    @property
    def can_confirm(self) -> bool:
        """Its week has begun, and it is not confirmed."""
        return self.turn.state != TurnState.DONE and self.turn.week <= clock.today()

    @property
    def can_swap(self) -> bool:
        """It is still to be done, and its week is not over."""
        return self.turn.state == TurnState.PLANNED and sunday_of(self.turn.week) >= clock.today()


@dataclass(frozen=True)
class Week:
    """The turns of a week, one for each space."""

    first: date
    rows: list[TurnRow]

    @property
    def last(self) -> date:
        return sunday_of(self.first)

    @property
    def span(self) -> str:
        """From which day to which, in words."""
        words = {"first": written(self.first, "j F"), "last": written(self.last, "j F")}
        return _("%(first)s – %(last)s") % words

    @property
    def is_now(self) -> bool:
        return self.first <= clock.today() <= self.last


@dataclass(frozen=True)
class Material:
    """What a rota is made of, with how the homes and spaces are called."""

    homes: list[solver.Home]
    spaces: list[solver.Space]
    neighbours: list[Neighbour]
    rooms: list[SharedSpace]


def spaces_with_turns(building: Building) -> QuerySet[SharedSpace]:
    """The spaces that somebody looks after every week."""
    return building.shared_spaces.filter(closed_on=None, turn_weight__gt=0)


def material_of(building: Building, first_week: date, weeks: int) -> Material:
    """The homes with their absences and the spaces with their weights, over so many weeks from a Monday."""
    last = first_week + weeks * WEEK - timedelta(days=1)
    people = neighbours(building, first_week, last)
    ids = [neighbour.household_id for neighbour in people]
    exempt, earlier = _exempt(ids, first_week, last), _earlier(ids, first_week)
    mondays = [first_week + number * WEEK for number in range(weeks)]
    rooms = list(spaces_with_turns(building))
    homes = [
        solver.Home(
            neighbour.household_id,
            neighbour.adults,
            _within(mondays, exempt[neighbour.household_id]),
            frozenset(
                number for number, week in enumerate(mondays) if not neighbour.lives_there(week, sunday_of(week))
            ),
            earlier.get(neighbour.household_id, Fraction(0)),
        )
        for neighbour in people
    ]
    return Material(homes, [solver.Space(room.pk, room.turn_weight) for room in rooms], people, rooms)


def _exempt(household_ids: list[int], first: date, last: date) -> dict[int, list[tuple[date, date]]]:
    rows = Exemption.objects.filter(Q(until=None) | Q(until__gte=first), household__in=household_ids, since__lte=last)
    spans = defaultdict(list)
    for household_id, since, until in rows.values_list("household_id", "since", "until"):
        spans[household_id].append((since, until or last))
    return spans


def _within(mondays: list[date], spans: list[tuple[date, date]]) -> frozenset[int]:
    """The numbers of the weeks of which some day lies within one of the spans."""
    return frozenset(
        number
        for number, week in enumerate(mondays)
        if any(since <= sunday_of(week) and week <= until for since, until in spans)
    )


def _earlier(household_ids: list[int], before: date) -> dict[int, Fraction]:
    """What each household carried beyond its share in the rotas of a year, at most a turn either way."""
    shares = RotaShare.objects.filter(
        household__in=household_ids, rota__first_week__lt=before, rota__first_week__gte=before - REMEMBERED
    )
    beyond = shares.values("household_id").annotate(beyond=Sum(F("carried") - F("share"))).order_by()
    return {row["household_id"]: max(Fraction(-1), min(Fraction(1), Fraction(row["beyond"]))) for row in beyond}


def turns_in_the_way(building: Building, first_week: date, weeks: int) -> QuerySet[RotaTurn]:
    """Turns that exist already in these weeks."""
    span = (first_week, first_week + (weeks - 1) * WEEK)
    return RotaTurn.objects.filter(space__building=building, week__range=span)


def next_free_week(building: Building) -> date:
    """The Monday from which turns can be made: next week, or after the last week that has some."""
    soonest = monday_of(clock.today()) + WEEK
    last = RotaTurn.objects.filter(space__building=building).order_by("-week").values_list("week", flat=True).first()
    return max(soonest, last + WEEK) if last else soonest


def weeks_of(building: Building, first: date, last: date | None = None, own: int | None = None) -> list[Week]:
    """The turns of a building by week, from the week of a day on. Three queries."""
    turns = RotaTurn.objects.filter(space__building=building, week__gte=monday_of(first)).select_related("space")
    if last:
        turns = turns.filter(week__lte=last)
    signs = signs_of(building)
    weeks = defaultdict(list)
    for turn in turns.order_by("week", "space__name", "pk"):
        weeks[turn.week].append(TurnRow(turn, signs[turn.household_id], turn.household_id == own))
    return [Week(week, rows) for week, rows in weeks.items()]


def current_weeks(building: Building, own: int | None = None) -> list[Week]:
    """The last weeks, this one, and all that are planned."""
    return weeks_of(building, clock.today() - WEEKS_SHOWN_BACK * WEEK, own=own)


def weeks_ahead(building: Building, own: int | None = None) -> list[Week]:
    """This week and the next ones, as they hang in the stairwell."""
    return weeks_of(building, clock.today(), clock.today() + WEEKS_SHOWN_AHEAD * WEEK, own)


def turns_of(household: Household, building: Building) -> list[TurnRow]:
    """What a household still has to do or to confirm, the earliest first."""
    turns = RotaTurn.objects.filter(
        household=household, space__building=building, week__gte=monday_of(clock.today()) - WEEKS_SHOWN_BACK * WEEK
    )
    return [TurnRow(turn, "", True) for turn in turns.select_related("space").order_by("week", "pk")]


def turns_to_swap(turn: RotaTurn) -> list[TurnRow]:
    """The turns of neighbours that could be taken in exchange: planned, in the same building, not over."""
    building = turn.space.building
    rows = RotaTurn.objects.filter(
        space__building=building, state=TurnState.PLANNED, week__gte=monday_of(clock.today())
    ).exclude(household=turn.household_id)
    signs = signs_of(building)
    return [TurnRow(row, signs[row.household_id]) for row in rows.select_related("space").order_by("week", "pk")]


def swaps_of(household: Household, building: Building) -> dict:
    """What neighbours ask of a household, and what it asked of them, still without an answer."""
    open_swaps = TurnSwap.objects.filter(state=SwapState.ASKED, turn__space__building=building)
    rows = open_swaps.select_related("turn__space", "other_turn__space").order_by("pk")
    signs = signs_of(building)
    mine, theirs = [], []
    for swap in rows.filter(Q(asked_by=household) | Q(asked_of=household)):
        side = mine if swap.asked_by_id == household.pk else theirs
        other = swap.asked_of_id if side is mine else swap.asked_by_id
        side.append((swap, signs[other]))
    return {"asked": mine, "to_answer": theirs}


def turn_for(user, pk: int) -> RotaTurn:
    """A turn of a building whose common life this user may see. Raises Http404."""
    return get_object_or_404(RotaTurn.objects.visible_to(user).select_related("space__building", "rota"), pk=pk)


def own_turn(household: Household, pk: int) -> RotaTurn:
    """A turn of this household. Raises Http404."""
    return get_object_or_404(household.turns.select_related("space__building", "rota"), pk=pk)


def swap_asked_of(household: Household, pk: int) -> TurnSwap:
    """A swap that waits for the word of this household. Raises Http404."""
    rows = TurnSwap.objects.select_related("turn__space", "other_turn__space")
    return get_object_or_404(rows, pk=pk, asked_of=household, state=SwapState.ASKED)


def swap_asked_by(household: Household, pk: int) -> TurnSwap:
    """A swap that this household asked for and may take back. Raises Http404."""
    rows = TurnSwap.objects.select_related("turn__space", "other_turn__space")
    return get_object_or_404(rows, pk=pk, asked_by=household, state=SwapState.ASKED)


def rota_for(user, pk: int) -> Rota:
    """A rota with its building. Raises Http404."""
    return get_object_or_404(Rota.objects.visible_to(user).select_related("building", "made_by"), pk=pk)


def rotas_of(building: Building) -> list[Rota]:
    """The last rotas of a building."""
    return list(building.rotas.select_related("made_by")[:8])


def exemptions_in(user, building: Building) -> list[tuple[Exemption, str]]:
    """Exemptions of now and of later in a building, with the sign of each household that this user may read."""
    signs = signs_of(building)
    rows = Exemption.objects.visible_to(user).filter(
        Q(until=None) | Q(until__gte=clock.today()), household__in=list(signs)
    )
    return [(row, signs[row.household_id]) for row in rows.order_by("since", "pk")]


def exemption_for(user, pk: int) -> Exemption:
    """An exemption of a household that this user may open. Raises Http404."""
    return get_object_or_404(Exemption.objects.visible_to(user).select_related("household"), pk=pk)


def rota_file(rota: Rota) -> dict:
    """A rota with what each home was given, and why. Six queries."""
    signs = signs_of(rota.building)
    shares = [(signs[share.household_id], share) for share in rota.shares.all()]
    return {
        "rota": rota,
        "building": rota.building,
        "shares": sorted(shares, key=lambda pair: pair[0]),
        "apart": _apart([share for _sign, share in shares]),
        "reasons": reasons_of(rota),
        "weeks": weeks_of(rota.building, rota.first_week, rota.last_week),
    }


def _apart(shares: list[RotaShare]) -> Decimal:
    """Weighted turns per adult between the most and the least burdened, homes never there aside."""
    beyond = [share.carried - share.share for share in shares if share.weeks]
    return max(beyond) - min(beyond) if beyond else Decimal(0)


def unconfirmed_turns(user, until: date) -> list[RotaTurn]:
    """Turns of the last weeks whose week is over and that nobody confirmed, by building; older ones are history."""
    since = monday_of(clock.today()) - WEEKS_SHOWN_BACK * WEEK
    return _unconfirmed(Reader.of(user), since, monday_of(min(until, clock.today())) - WEEK).objects()


@kept
def _unconfirmed(reader: Reader, since: date, until: date) -> QuerySet:
    turns = RotaTurn.objects.visible_to(reader.as_user()).filter(state=TurnState.PLANNED, week__range=(since, until))
    return turns.select_related("space__building").order_by("space__building", "week", "pk")
