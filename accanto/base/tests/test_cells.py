"""Small figures are hidden, and cannot be worked out from what is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from accanto.base.cells import SMALLEST, family, shown

CELLS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=1, max_size=6)


def test_one_to_four_are_hidden_and_zero_is_about_nobody():
    assert [shown(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]


def test_one_hidden_cell_hides_another():
    assert family(20, [[3, 7, 10]]) == (20, [[None, None, 10]])


def test_two_hidden_ones_that_add_up_to_little_hide_a_third():
    assert family(22, [[1, 1, 8, 12]]) == (22, [[None, None, None, 12]])


def test_where_nothing_helps_the_total_goes_everywhere():
    assert family(3, [[3, 0]]) == (None, [[None, 0]])
    assert family(5, [[1, 1, 1, 1, 1], [5, 0]]) == (None, [[None] * 5, [None, 0]])


@given(CELLS)
def test_no_cell_below_five_is_shown(cells):
    _total, (divided,) = family(sum(cells), [cells])
    assert all(cell is None or cell == 0 or cell >= SMALLEST for cell in divided)
    assert all(cell is None or cell == true for cell, true in zip(divided, cells, strict=True))


@given(CELLS)
def test_no_hidden_cell_follows_from_the_others(cells):
    """Whoever subtracts what is shown from the total finds at least two ways to fill every hidden cell."""
    total, (divided,) = family(sum(cells), [cells])
    hidden = [place for place, cell in enumerate(divided) if cell is None]
    if total is None or not hidden:
        return
    left = total - sum(cell for cell in divided if cell is not None)
    for place in range(len(hidden)):
        assert len(possible(left, len(hidden), place)) >= 2


def possible(left: int, count: int, place: int) -> set[int]:
    """The values that one of `count` hidden cells can have: none is zero, and they add up to `left`."""
    top = min(left, 8)
    ways = product(range(1, top + 1), repeat=count - 1)
    return {(*way[:place], left - sum(way), *way[place:])[place] for way in ways if left - sum(way) >= 1}


@given(CELLS, CELLS)
def test_a_total_hidden_in_one_way_is_not_given_back_by_another(one, other):
    other = [*other, max(0, sum(one) - sum(other))]
    if sum(one) != sum(other):
        return
    total, divided = family(sum(one), [one, other])
    if total is None and sum(one):
        assert all(cell in (None, 0) for cells in divided for cell in cells)
