"""A rota keeps its rules, is fair as defined, and says what forced what; where there is none, what collides."""

import random
from fractions import Fraction

import pytest

from accanto.coexistence.rota import MOST_APART, Home, Impossible, RuleOf, Space, make_rota
from accanto.coexistence.states import Rule

QUARTER = range(13)


def weeks(*numbers) -> frozenset[int]:
    return frozenset(numbers)


def a_building(seed: int) -> tuple[list[Home], list[Space]]:
    """Twelve homes of one to four adults, a third of them exempt for a while, and three spaces."""
    luck = random.Random(seed)
    homes = []
    for number in range(1, 13):
        first = luck.randrange(13)
        exempt = range(first, min(13, first + luck.randrange(2, 8))) if luck.random() < 0.35 else ()
        homes.append(Home(number, luck.choice([1, 1, 2, 2, 3, 4]), weeks(*exempt)))
    return homes, [Space(1), Space(2, 2 if seed % 2 else 1), Space(3)]


@pytest.mark.parametrize("seed", range(4))
def test_twelve_homes_three_spaces_thirteen_weeks(seed):
    homes, spaces = a_building(seed)
    rota = make_rota(homes, spaces, 13)
    by_home = {home.id: home for home in homes}
    taken = [(turn.week, turn.space) for turn in rota.turns]
    assert sorted(taken) == [(week, space.id) for week in QUARTER for space in spaces]
    assert len({(turn.week, turn.home) for turn in rota.turns}) == len(rota.turns)
    assert not any(turn.week in by_home[turn.home].exempt for turn in rota.turns)
    assert apart_by_hand(homes, spaces, rota) == rota.apart <= MOST_APART


def apart_by_hand(homes, spaces, rota) -> Fraction:
    """The fairness of a rota from the definition: weighted turns per adult, beside the share by the weeks there."""
    weight = {space.id: space.weight for space in spaces}
    work = sum(weight[turn.space] for turn in rota.turns)
    everybody = sum(home.adults * (13 - len(home.exempt)) for home in homes)
    beyond = [
        Fraction(sum(weight[turn.space] for turn in rota.turns if turn.home == home.id), home.adults)
        - Fraction(work * (13 - len(home.exempt)), everybody)
        for home in homes
        if len(home.exempt) < 13
    ]
    return max(beyond) - min(beyond)


def test_the_same_building_gives_the_same_rota_in_whatever_order_it_is_told():
    homes, spaces = a_building(1)
    assert make_rota(homes, spaces, 13).turns == make_rota(homes[::-1], spaces[::-1], 13).turns


def test_nobody_has_two_weeks_in_a_row_where_that_can_be():
    rota = make_rota([Home(number, 1) for number in range(1, 7)], [Space(1), Space(2)], 12)
    taken = {(turn.home, turn.week) for turn in rota.turns}
    assert rota.rests and not any((home, week + 1) in taken for home, week in taken)


def test_too_few_homes_do_not_rest_and_the_rota_says_so():
    rota = make_rota([Home(1, 1), Home(2, 1), Home(3, 1)], [Space(1), Space(2)], 12)
    assert not rota.rests and rota.rest_lost_to == ()


def test_an_exemption_that_costs_the_others_their_rest_is_named():
    homes = [Home(1, 1), Home(2, 1), Home(3, 1, exempt=weeks(*range(6)))]
    rota = make_rota(homes, [Space(1)], 6)
    assert rota.rests  # two homes take turns week by week
    crowded = [Home(1, 2), Home(2, 1, exempt=weeks(2, 3)), Home(3, 1)]
    rota = make_rota(crowded, [Space(1), Space(2)], 4)
    assert [(forced.week, forced.homes, forced.because) for forced in rota.forced] == [
        (2, (1, 3), (RuleOf(Rule.EXEMPT, home=2),)),
        (3, (1, 3), (RuleOf(Rule.EXEMPT, home=2),)),
    ]
    assert not rota.rests


def test_a_home_that_did_more_before_gets_the_turn_less():
    homes = [Home(1, 1, earlier=Fraction(1)), Home(2, 1)]
    assert [load.carried for load in make_rota(homes, [Space(1)], 3).loads] == [1, 2]
    homes = [Home(1, 1), Home(2, 1, earlier=Fraction(1))]
    assert [load.carried for load in make_rota(homes, [Space(1)], 3).loads] == [2, 1]


def test_more_adults_more_turns():
    rota = make_rota([Home(1, 3), Home(2, 1)], [Space(1)], 8)
    assert [load.carried * load.adults for load in rota.loads] == [6, 2]


IMPOSSIBLE = [
    # three spaces, two homes, and each at most one turn a week
    (
        [Home(1, 2), Home(2, 2)],
        [Space(1), Space(2), Space(3)],
        {
            RuleOf(Rule.COVER, space=1),
            RuleOf(Rule.COVER, space=2),
            RuleOf(Rule.COVER, space=3),
            RuleOf(Rule.ONE_A_WEEK),
        },
    ),
    # in the first week everybody is exempt
    (
        [Home(1, 1, weeks(0)), Home(2, 1, weeks(0))],
        [Space(1)],
        {RuleOf(Rule.EXEMPT, home=1), RuleOf(Rule.EXEMPT, home=2), RuleOf(Rule.COVER, space=1)},
    ),
    # one turn of three cannot be shared fairly by two
    ([Home(1, 1), Home(2, 1)], [Space(1, 3)], {RuleOf(Rule.COVER, space=1), RuleOf(Rule.FAIR)}),
    ([], [Space(1)], {RuleOf(Rule.COVER, space=1)}),
]


@pytest.mark.parametrize(("homes", "spaces", "colliding"), IMPOSSIBLE)
def test_an_impossible_rota_names_the_rules_that_collide(homes, spaces, colliding):
    found = make_rota(homes, spaces, 3)
    assert isinstance(found, Impossible) and set(found.rules) == colliding


def test_the_homes_that_have_nothing_to_do_with_it_are_not_named():
    homes = [Home(1, 1, weeks(0)), Home(2, 1, weeks(0)), Home(3, 1, weeks(*range(3))), Home(4, 1, away=weeks(0, 1))]
    named = {rule.home for rule in make_rota(homes, [Space(1)], 3).rules} - {None}
    assert named == {1, 2, 3, 4}  # each of them could have done the first week
    homes[3] = Home(4, 1, exempt=weeks(2))
    assert not isinstance(make_rota(homes, [Space(1)], 3), Impossible)
