"""The round: it keeps its constraints, is an optimum, and explains itself."""

import random
from datetime import date
from itertools import product
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from accanto.volunteers.matching import Family, Helper, Speaker, fit_of, propose, value_of
from accanto.volunteers.states import Barrier

LANGUAGES = ["it", "zh", "ar", "ur", "sq"]


def family(pk, *languages, **more):
    return Family(pk, f"Nucleo {pk}", (Speaker(f"Persona {pk}", frozenset(languages), True),), **more)


def helper(pk, *languages, **more):
    return Helper(pk, f"Volontaria {pk}", frozenset(languages), **more)


def pairs_of(answer):
    return {one.family.id: one.fit.helper.id for one in answer.suggestions}


def greedy(families, helpers):
    """What a loop does: each family in turn takes the best volunteer still free."""
    left, chosen = {one.id: one.free for one in helpers}, []
    for one in families:
        free = [fit_of(one, other) for other in helpers if left[other.id]]
        if free:
            best = max(free, key=lambda fit: fit.points)
            left[best.helper.id] -= 1
            chosen.append((one, best))
    return chosen


class TestTheOptimum:
    def test_beats_a_loop_that_takes_the_best_for_each_in_turn(self):
        """The first family could have either volunteer; the second only the one that the loop gives away."""
        families = [family(1, "zh", "it", areas=frozenset({7})), family(2, "zh")]
        helpers = [helper(1, "zh", "it", areas=frozenset({7})), helper(2, "it", areas=frozenset({7}))]
        answer = propose(families, helpers, {})
        found = [(one.family, one.fit) for one in answer.suggestions]
        assert pairs_of(answer) == {1: 2, 2: 1}
        assert value_of(found) > value_of(greedy(families, helpers))

    def test_places_more_families_rather_than_one_better(self):
        families = [family(1, "ar", days_waiting=180), family(2, "ar")]
        helpers = [helper(1, "ar"), helper(2)]
        answer = propose(families, helpers, {(2, 2): Barrier.RECORD_CHECK})
        assert pairs_of(answer) == {1: 2, 2: 1}

    def test_who_waited_longest_comes_first_when_places_lack(self):
        answer = propose([family(1, "ar"), family(2, "ar", days_waiting=90)], [helper(1, "ar")], {})
        assert pairs_of(answer) == {2: 1}

    def test_balances_the_load_between_equals(self):
        families = [family(pk, "sq") for pk in range(1, 5)]
        helpers = [helper(1, "sq", places=4), helper(2, "sq", places=4)]
        assert sorted(pairs_of(propose(families, helpers, {})).values()) == [1, 1, 2, 2]

    def test_prefers_who_knew_the_family(self):
        helpers = [helper(1, "sq"), helper(2, "sq", knew={1: date(2026, 3, 31)})]
        assert pairs_of(propose([family(1, "sq")], helpers, {})) == {1: 2}

    def test_prefers_who_can_when_asked(self):
        asked, other = frozenset({(1, "afternoon")}), frozenset({(3, "morning")})
        helpers = [helper(1, "sq", slots=other), helper(2, "sq", slots=asked)]
        assert pairs_of(propose([family(1, "sq", slots=asked)], helpers, {})) == {1: 2}

    def test_the_same_round_told_in_another_order_has_the_same_answer(self):
        luck = random.Random(3)
        families, helpers = a_round(luck, 30, 8)
        answer = pairs_of(propose(families, helpers, {}))
        luck.shuffle(families), luck.shuffle(helpers)
        assert pairs_of(propose(families, helpers, {})) == answer

    def test_two_hundred_families_and_forty_volunteers_take_a_moment(self):
        families, helpers = a_round(random.Random(5), 200, 40)
        start = perf_counter()
        answer = propose(families, helpers, {})
        assert len(answer.suggestions) == min(200, sum(one.free for one in helpers))
        assert perf_counter() - start < 5


class TestTheReasons:
    def test_says_the_language_and_with_whom(self):
        one = Family(
            1, "Bennani", (Speaker("Naima", frozenset({"ar", "fr"}), True), Speaker("Omar", frozenset({"it"}), False))
        )
        fit = fit_of(one, helper(1, "it", "ar"))
        assert (fit.languages, fit.shared_with.name) == (("ar",), "Naima")

    def test_names_every_language_in_common_but_italian_where_another_will_do(self):
        one = family(1, "ar", "fr", "it")
        assert fit_of(one, helper(1, "it", "ar", "fr")).languages == ("ar", "fr")
        assert fit_of(one, helper(2, "it", "zh")).languages == ("it",)
        assert fit_of(family(2, "it"), helper(2, "it", "zh")).points > fit_of(one, helper(2, "it", "zh")).points

    def test_names_the_second_best_and_whether_she_is_needed_elsewhere(self):
        families = [family(1, "zh", "it"), family(2, "zh")]
        helpers = [helper(1, "zh", "it"), helper(2, "it")]
        first = propose(families, helpers, {}).suggestions[0]
        assert first.fit.helper.id == 2
        assert first.second.helper.id == 1
        assert first.second_fits_better

    def test_counts_what_kept_each_volunteer_away(self):
        helpers = [helper(1, "sq"), helper(2, "sq"), helper(3, "sq", taken=1)]
        barriers = {(1, 1): Barrier.UNINSURED, (1, 2): Barrier.UNINSURED}
        left = propose([family(1, "sq")], helpers, barriers).unplaced[0]
        assert left.barred == {Barrier.UNINSURED: 2, Barrier.FULL: 1}
        assert left.suitable == ()

    def test_names_who_was_suitable_and_went_elsewhere(self):
        left = propose([family(1, "sq", days_waiting=9), family(2, "sq")], [helper(1, "sq")], {}).unplaced[0]
        assert (left.family.id, [one.id for one in left.suitable]) == (2, [1])

    def test_no_families_or_no_volunteers_is_an_empty_round(self):
        assert propose([], [helper(1)], {}).suggestions == []
        assert len(propose([family(1)], [], {}).unplaced) == 1


def a_round(luck, families, helpers):
    def some(of, most):
        return frozenset(luck.sample(of, luck.randint(0, most)))

    return (
        [
            Family(
                pk,
                str(pk),
                (Speaker("a", some(LANGUAGES, 3), True), Speaker("b", some(LANGUAGES, 2), False)),
                areas=some(range(9), 3),
                days_waiting=luck.randint(0, 200),
            )
            for pk in range(1, families + 1)
        ],
        [
            Helper(
                pk, str(pk), some(LANGUAGES, 4), some(range(9), 4), taken=luck.randint(0, 2), places=luck.randint(1, 6)
            )
            for pk in range(1, helpers + 1)
        ],
    )


@st.composite
def rounds(draw, most=5):
    luck = random.Random(draw(st.integers(0, 2**32)))
    families, helpers = a_round(luck, draw(st.integers(0, most)), draw(st.integers(0, most - 1)))
    pairs = [(one.id, other.id) for one, other in product(families, helpers)]
    barred = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return families, helpers, {pair: draw(st.sampled_from(list(Barrier))) for pair in barred}


@given(rounds(most=12))
def test_every_round_keeps_its_constraints(told):
    families, helpers, barriers = told
    answer = propose(families, helpers, barriers)
    pairs = pairs_of(answer)
    given_to = list(pairs.values())
    assert len(pairs) == len(answer.suggestions)
    assert not set(pairs.items()) & set(barriers)
    assert all(given_to.count(one.id) <= one.free for one in helpers)
    assert set(pairs) | {one.family.id for one in answer.unplaced} == {one.id for one in families}
    assert all(one.taken_then == one.fit.helper.taken + given_to.count(one.fit.helper.id) for one in answer.suggestions)


@given(rounds(most=4))
def test_no_other_round_is_worth_more(told):
    """Against every possible round, tried one by one."""
    families, helpers, barriers = told
    best = 0
    for choice in product([None, *helpers], repeat=len(families)):
        pairs = [(one, other) for one, other in zip(families, choice, strict=True) if other]
        loads = [other.id for _one, other in pairs]
        if any((one.id, other.id) in barriers for one, other in pairs):
            continue
        if all(loads.count(other.id) <= other.free for other in helpers):
            best = max(best, value_of([(one, fit_of(one, other)) for one, other in pairs]))
    answer = propose(families, helpers, barriers)
    assert value_of([(one.family, one.fit) for one in answer.suggestions]) == best
