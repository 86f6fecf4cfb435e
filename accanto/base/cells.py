"""Hiding small figures, so that nobody is recognised, and what would give them back.

A figure of one to four is hidden. Where figures add up to a total that is shown, hidden ones could be
worked out: then more of them are hidden, the smallest first, until those hidden are at least two, add
up to five or more, and are not all ones; where that cannot be had, the total goes, and with it
everything that adds up to it. Zero stays: it is about nobody.
"""

from collections.abc import Sequence

SMALLEST = 5


def shown(number: int) -> int | None:
    """A figure that stands alone; None where it is hidden."""
    return None if 0 < number < SMALLEST else number


def family(total: int, breakdowns: Sequence[Sequence[int]]) -> tuple[int | None, list[list[int | None]]]:
    """A total and several ways to divide it, as they may be shown together."""
    divided = [_divided(cells) for cells in breakdowns]
    if shown(total) is None or any(cells is None for cells in divided):
        return None, [[0 if cell == 0 else None for cell in cells] for cells in breakdowns]
    return total, divided


def _divided(cells: Sequence[int]) -> list[int | None] | None:
    """The cells as they may stand beside their total; None where no way of hiding them is safe."""
    hidden = {place for place, cell in enumerate(cells) if shown(cell) is None}
    if not hidden:
        return list(cells)
    others = sorted((cell, place) for place, cell in enumerate(cells) if cell and place not in hidden)
    while not _is_safe([cells[place] for place in hidden]):
        if not others:
            return None
        hidden.add(others.pop(0)[1])
    return [None if place in hidden else cell for place, cell in enumerate(cells)]


def _is_safe(hidden: list[int]) -> bool:
    """Whether what is hidden cannot be worked out from its sum."""
    return len(hidden) >= 2 and sum(hidden) >= SMALLEST and sum(hidden) > len(hidden)
