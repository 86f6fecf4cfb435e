"""The rota of a building: who looks after which shared space in which week, made by HiGHS under rules.

Three integer programs, each small enough for its optimum at once: how many turns each home gets (as
near to its fair share as whole turns allow), of which spaces (a little of each), and in which weeks
(with a week of rest between two turns if that is possible). A loop that hands out one turn after the
other ends with a last home that owes too much, or with a week in which nobody is left. Where the
rules allow no rota, the smallest set of rules that collide is found by leaving them out one by one.

Nothing here reads or writes the database, and the same building gives the same rota.
"""

from collections.abc import Iterable

from accanto.coexistence.rota.facts import (
    Building,
    Forced,
    Home,
    Impossible,
    Load,
    Rota,
    RuleOf,
    Space,
    Turn,
    apart,
    loads_of,
)
from accanto.coexistence.rota.programs import MOST_APART, count_turns, weeks_of, weeks_of_work, whole
from accanto.coexistence.states import Rule

__all__ = [
    "MOST_APART",
    "Building",
    "Forced",
    "Home",
    "Impossible",
    "Load",
    "Rota",
    "RuleOf",
    "Space",
    "Turn",
    "apart",
    "loads_of",
    "make_rota",
]


def make_rota(homes: Iterable[Home], spaces: Iterable[Space], weeks: int) -> Rota | Impossible:
    """The rota of so many weeks, or the rules that collide. Needs a space and a week."""
    building = Building(
        tuple(sorted(homes, key=lambda home: home.id)), tuple(sorted(spaces, key=lambda space: space.id)), weeks
    )
    rules = frozenset(building.rules())
    turns = _turns(building, rules)
    if turns is None:
        return Impossible(_colliding(building.rules(), lambda left: _turns(building, left) is None))
    loads, forced = loads_of(building, turns), _forced(building, rules)
    if _everybody_rests(turns):
        return Rota(turns, loads, forced)
    return Rota(turns, loads, forced, False, _why_no_rest(building, turns))


def _turns(building: Building, rules: frozenset[RuleOf]) -> list[Turn] | None:
    """The best turns under these rules, None where there are none."""
    first = count_turns(building, rules)
    if first is None:
        return None
    work = _work(building, first)
    counts = count_turns(building, rules, work) or first
    tries = [(counts, 1), (counts, 0)]
    for wanted, rest in tries:
        if turns := weeks_of(building, rules, wanted, rest):
            return turns
    return weeks_of_work(building, rules, work) or whole(building, rules)


def _work(building: Building, counts: dict[tuple[int, int], int]) -> dict[int, int]:
    """The weighted turns of each home."""
    weights = {space.id: space.weight for space in building.spaces}
    work = dict.fromkeys((home.id for home in building.homes), 0)
    for (home, space), turns in counts.items():
        work[home] += weights[space] * turns
    return work


def _colliding(rules: Iterable[RuleOf], collide) -> tuple[RuleOf, ...]:
    """A smallest set of rules that collide: each is left out for good unless the others then no longer do."""
    kept = list(rules)
    for rule in list(kept):
        without = frozenset(kept) - {rule}
        if collide(without):
            kept.remove(rule)
    return tuple(kept)


def _forced(building: Building, rules: frozenset[RuleOf]) -> list[Forced]:
    """The weeks in which no more homes are left than there are spaces, while others are kept away by a rule."""
    found = []
    for week in range(building.weeks):
        left = tuple(home.id for home in building.homes if week in building.there(home, rules))
        because = [RuleOf(Rule.EXEMPT, home=home.id) for home in building.homes if week in home.exempt]
        because += [RuleOf(Rule.AWAY, home=home.id) for home in building.homes if week in home.away - home.exempt]
        if because and len(left) <= len(building.spaces):
            found.append(Forced(week, left, tuple(because)))
    return found


def _everybody_rests(turns: list[Turn]) -> bool:
    """Whether no home has turns in two weeks running."""
    taken = {(turn.home, turn.week) for turn in turns}
    return not any((home, week + 1) in taken for home, week in taken)


def _why_no_rest(building: Building, turns: list[Turn]) -> tuple[RuleOf, ...]:
    """The absences without which these same turns, in other weeks, would let everybody rest."""
    counts = dict.fromkeys(((home.id, space.id) for home in building.homes for space in building.spaces), 0)
    for turn in turns:
        counts[turn.home, turn.space] += 1
    absences = [rule for rule in building.rules() if rule.rule in (Rule.AWAY, Rule.EXEMPT)]
    others = frozenset(building.rules()) - set(absences)

    def no_rest(left: frozenset[RuleOf]) -> bool:
        return weeks_of(building, others | left, counts, rest=1) is None

    return () if no_rest(frozenset()) else _colliding(absences, no_rest)
