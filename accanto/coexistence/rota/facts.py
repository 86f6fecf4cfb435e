"""What a rota is made of, and what comes of it: plain facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from accanto.coexistence.states import Rule


@dataclass(frozen=True, slots=True)
class Home:
    """A household of the building: its adults, and the weeks (from 0) in which it is exempt or lives elsewhere.

    `earlier` is what it carried beyond its share before, in weighted turns per adult: it is given back
    where whole turns leave the choice.
    """

    id: int
    adults: int
    exempt: frozenset[int] = frozenset()
    away: frozenset[int] = frozenset()
    earlier: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Space:
    """What is looked after; `weight` is what its turn counts: 1 for the usual, 2 for twice the work."""

    id: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RuleOf:
    """A rule, of a home or a space where it is one for each."""

    rule: Rule
    home: int | None = None
    space: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A space in a week, and whose it is."""

    week: int
    space: int
    home: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a home carries, in weighted turns per adult: its fair share by the weeks it is there, and its turns."""

    home: int
    adults: int
    weeks: int
    share: Fraction
    carried: Fraction

    @property
    def apart(self) -> Fraction:
        """By how much it carries more (less, below zero) than its share."""
        return self.carried - self.share


@dataclass(frozen=True, slots=True)
class Forced:
    """A week in which each home that is left has a turn, because these rules keep the others away."""

    week: int
    homes: tuple[int, ...]
    because: tuple[RuleOf, ...]


@dataclass(frozen=True, slots=True)
class Rota:
    """A rota that keeps every rule. Not everybody `rests` a week between two turns where that cannot be:
    `rest_lost_to` are then the absences that collide with it, none where the homes are simply too few."""

    turns: list[Turn]
    loads: list[Load]
    forced: list[Forced]
    rests: bool = True
    rest_lost_to: tuple[RuleOf, ...] = ()

    @property
    def apart(self) -> Fraction:
        """Between who carries most beyond her share and who carries least."""
        return apart(self.loads)


@dataclass(frozen=True, slots=True)
class Impossible:
    """No rota: the rules that cannot hold together. Leave out any one of them, and the others can."""

    rules: tuple[RuleOf, ...]


@dataclass(frozen=True)
class Building:
    """What a rota is made of."""

    homes: tuple[Home, ...]
    spaces: tuple[Space, ...]
    weeks: int

    def rules(self) -> list[RuleOf]:
        """Every rule that binds here; those about one home first, for they are the first to be left out in thought."""
        kept_away = [(Rule.AWAY, home.id) for home in self.homes if home.away]
        kept_away += [(Rule.EXEMPT, home.id) for home in self.homes if home.exempt]
        rules = [RuleOf(rule, home=home) for rule, home in kept_away]
        rules += [RuleOf(Rule.COVER, space=space.id) for space in self.spaces]
        return [*rules, RuleOf(Rule.FAIR), RuleOf(Rule.ONE_A_WEEK)]

    def there(self, home: Home, rules: Iterable[RuleOf]) -> list[int]:
        """The weeks in which a home can have a turn under these rules."""
        barred = set()
        barred |= home.exempt if RuleOf(Rule.EXEMPT, home=home.id) in rules else set()
        barred |= home.away if RuleOf(Rule.AWAY, home=home.id) in rules else set()
        return [week for week in range(self.weeks) if week not in barred]


def loads_of(building: Building, turns: list[Turn]) -> list[Load]:
    """What each home carries under these turns, beside its share."""
    shares = shares_of(building, frozenset(building.rules()))
    weights = {space.id: space.weight for space in building.spaces}
    carried = {home.id: 0 for home in building.homes}
    for turn in turns:
        carried[turn.home] += weights[turn.space]
    everything = building.rules()
    return [
        Load(home.id, home.adults, len(building.there(home, everything)), shares[home.id], there)
        for home in building.homes
        for there in [Fraction(carried[home.id], home.adults)]
    ]


def apart(loads: list[Load]) -> Fraction:
    """The distance, in weighted turns per adult, between the most and the least burdened; homes never there aside."""
    distances = [load.apart for load in loads if load.weeks]
    return max(distances) - min(distances) if distances else Fraction(0)


def shares_of(building: Building, rules: frozenset[RuleOf]) -> dict[int, Fraction]:
    """The fair share of each home per adult: all the work by all the adults, for the weeks in which they are there."""
    work = sum(space.weight for space in building.spaces) * building.weeks
    there = {home.id: len(building.there(home, rules)) for home in building.homes}
    adult_weeks = sum(home.adults * there[home.id] for home in building.homes)
    return {home.id: Fraction(work * there[home.id], adult_weeks or 1) for home in building.homes}
