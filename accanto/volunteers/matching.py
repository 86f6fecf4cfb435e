"""The whole round at once: every family without a volunteer × every volunteer with a free place.

A transport problem that HiGHS solves to its optimum: each family gets at most one volunteer, each
volunteer at most her free places, and the sum of what the pairs are worth is as large as it can be.
A loop that gives each family its best volunteer in turn ends lower: it spends on the first family
the only volunteer whom the second could have had. Nothing here reads or writes the database, and the
same round gives the same answer whatever the order in which it is told.
"""

from dataclasses import dataclass, field
from datetime import date

import highspy
import numpy as np

from accanto.volunteers.availability import Slots
from accanto.volunteers.states import Barrier

ITALIAN = "it"

# What things are worth. One more family with somebody beside it outweighs any better fit of another.
PLACED = 1000
LONGEST_WAIT_COUNTED = 180  # days, one point each
LANGUAGE_OF_HEAD = 120
LANGUAGE_OF_ANOTHER = 70
ONLY_ITALIAN = 60
AREA = 50
AREAS_COUNTED = 2
ALL_WISHED_SLOTS = 60
CONTINUITY = 80
# What a place costs grows with how full she is: the last of her places costs this.
FULL_LOAD = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """An adult of the family and the languages that she speaks."""

    name: str
    languages: frozenset[str]
    is_head: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A household without a volunteer: who speaks what, what it asks, when, since how many days."""

    id: int
    name: str
    speakers: tuple[Speaker, ...] = ()
    areas: frozenset[int] = frozenset()
    slots: Slots = frozenset()
    days_waiting: int = 0


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer: what she brings, the households she has and may have, and those she knew, with the last day."""

    id: int
    name: str
    languages: frozenset[str] = frozenset()
    areas: frozenset[int] = frozenset()
    slots: Slots = frozenset()
    taken: int = 0
    places: int = 1
    knew: dict[int, date] = field(default_factory=dict)

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a pair has in common, and what that is worth."""

    helper: Helper
    languages: tuple[str, ...]
    shared_with: Speaker | None
    areas: frozenset[int]
    slots: Slots
    knew_until: date | None
    points: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair of the best round, how full she then is, and the best of the others for this family."""

    family: Family
    fit: Fit
    taken_then: int
    second: Fit | None

    @property
    def second_fits_better(self) -> bool:
        """The other would suit this family more, and is needed elsewhere."""
        return self.second is not None and self.second.points > self.fit.points


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A family for which nobody is left: how many volunteers each rule keeps away, and who was suitable but full."""

    family: Family
    barred: dict[Barrier, int]
    suitable: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The answer to a round: the pairs to confirm, and the families left without."""

    suggestions: list[Suggestion]
    unplaced: list[Unplaced]


def propose(families: list[Family], helpers: list[Helper], barriers: dict[tuple[int, int], Barrier]) -> Round:
    """The best round. `barriers[family.id, helper.id]` says what forbids a pair; other pairs are allowed."""
    families = sorted(families, key=lambda family: family.id)
    helpers = sorted(helpers, key=lambda helper: helper.id)
    fits = {
        (family.id, helper.id): fit_of(family, helper)
        for family in families
        for helper in helpers
        if (family.id, helper.id) not in barriers and helper.free
    }
    chosen = _solve(families, helpers, fits)
    taken = _final_loads(helpers, chosen)
    suggestions, unplaced = [], []
    for family in families:
        if family.id in chosen:
            fit = fits[family.id, chosen[family.id]]
            second = _best_other(family, helpers, fits, fit)
            suggestions.append(Suggestion(family, fit, taken[fit.helper.id], second))
        else:
            unplaced.append(_unplaced(family, helpers, barriers))
    return Round(suggestions, unplaced)


def fit_of(family: Family, helper: Helper) -> Fit:
    """What the two have in common, and its worth in points."""
    languages, speaker, points = _languages(family, helper)
    areas, slots = family.areas & helper.areas, family.slots & helper.slots
    knew_until = helper.knew.get(family.id)
    points += AREA * min(len(areas), AREAS_COUNTED)
    points += ALL_WISHED_SLOTS * len(slots) // len(family.slots) if family.slots else 0
    points += CONTINUITY if knew_until else 0
    return Fit(helper, languages, speaker, areas, slots, knew_until, points)


def _languages(family: Family, helper: Helper) -> tuple[tuple[str, ...], Speaker | None, int]:
    """The languages they would speak, with whom, and their points: the head's own come first, Italian last."""
    best = (0, False, "", (), None)
    for speaker in family.speakers:
        shared = speaker.languages & helper.languages
        own = shared if speaker.languages == {ITALIAN} else shared - {ITALIAN}
        points = (LANGUAGE_OF_HEAD if speaker.is_head else LANGUAGE_OF_ANOTHER) if own else ONLY_ITALIAN
        if shared:
            best = max(best, (points, speaker.is_head, speaker.name, tuple(sorted(own or shared)), speaker), key=_rank)
    points, _is_head, _name, languages, speaker = best
    return languages, speaker, points


def _rank(option: tuple) -> tuple:
    return option[:3]


def place_cost(helper: Helper, place: int) -> int:
    """What her `place`-th household costs: the fuller she is, the more."""
    return FULL_LOAD * place // helper.places


def worth(family: Family, fit: Fit) -> int:
    """What placing this family with this volunteer adds to the round, before the cost of the place."""
    return PLACED + min(family.days_waiting, LONGEST_WAIT_COUNTED) + fit.points


def value_of(pairs: list[tuple[Family, Fit]]) -> int:
    """What a whole round is worth: what the solver makes as large as it can."""
    total, load = 0, {}
    for family, fit in pairs:
        load[fit.helper.id] = load.get(fit.helper.id, fit.helper.taken) + 1
        total += worth(family, fit) - place_cost(fit.helper, load[fit.helper.id])
    return total


def _solve(families: list[Family], helpers: list[Helper], fits: dict[tuple[int, int], Fit]) -> dict[int, int]:
    """family id → helper id of the optimum.

    Columns: one per allowed pair, then one per free place of each volunteer. Rows: a family is
    placed at most once; a volunteer fills as many places as she gets families.
    """
    if not fits:
        return {}
    pairs = list(fits)
    of_family = {family.id: row for row, family in enumerate(families)}
    of_helper = {helper.id: len(families) + row for row, helper in enumerate(helpers)}
    by_id = {family.id: family for family in families}
    gains = [float(worth(by_id[pair[0]], fits[pair])) for pair in pairs]
    entries = [[(of_family[family], 1.0), (of_helper[helper], 1.0)] for family, helper in pairs]
    for helper in helpers:
        for place in range(helper.taken + 1, helper.places + 1):
            gains.append(-float(place_cost(helper, place)))
            entries.append([(of_helper[helper.id], -1.0)])
    upper = [1.0] * len(families) + [0.0] * len(helpers)
    values = _maximise(gains, entries, upper)
    return {family: helper for (family, helper), value in zip(pairs, values, strict=False) if value > 0.5}


def _maximise(gains: list[float], entries: list[list[tuple[int, float]]], upper: list[float]) -> list[float]:
    """The 0/1 columns that make the sum of gains largest, each row's sum staying at or below its upper bound."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(gains), len(upper)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.array(gains)
    program.col_lower_, program.col_upper_ = np.zeros(len(gains)), np.ones(len(gains))
    program.row_lower_, program.row_upper_ = np.full(len(upper), -highspy.kHighsInf), np.array(upper)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(gains)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.cumsum([0, *map(len, entries)])
    program.a_matrix_.index_ = np.array([row for column in entries for row, _value in column])
    program.a_matrix_.value_ = np.array([value for column in entries for _row, value in column])
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0}.items():
        solver.setOptionValue(option, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"no optimum: {solver.modelStatusToString(solver.getModelStatus())}")
    return list(solver.getSolution().col_value)


def _final_loads(helpers: list[Helper], chosen: dict[int, int]) -> dict[int, int]:
    given = list(chosen.values())
    return {helper.id: helper.taken + given.count(helper.id) for helper in helpers}


def _best_other(family: Family, helpers: list[Helper], fits: dict, chosen: Fit) -> Fit | None:
    others = [
        fits[family.id, helper.id]
        for helper in helpers
        if helper.id != chosen.helper.id and (family.id, helper.id) in fits
    ]
    return max(others, key=lambda fit: (fit.points, -fit.helper.id), default=None)


def _unplaced(family: Family, helpers: list[Helper], barriers: dict[tuple[int, int], Barrier]) -> Unplaced:
    barred: dict[Barrier, int] = {}
    for helper in helpers:
        barrier = barriers.get((family.id, helper.id)) or (Barrier.FULL if not helper.free else None)
        if barrier:
            barred[barrier] = barred.get(barrier, 0) + 1
    suitable = [helper for helper in helpers if (family.id, helper.id) not in barriers and helper.free]
    return Unplaced(family, barred, tuple(suitable))
