"""Where things stand in a picture: numbers for an SVG, which a template draws."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its number."""

    value: int
    y: float


@dataclass(frozen=True)
class Frame:
    """The size of a picture and the room around what is drawn in it; `highest` is the number at its top edge."""

    width: int
    height: int
    left: int
    bottom: int
    top: int
    highest: int
    label_gap: int = 8

    @property
    def baseline(self) -> int:
        """Where nought stands."""
        return self.height - self.bottom

    @property
    def label_y(self) -> int:
        """Where the words below the columns stand."""
        return self.height - self.label_gap

    def y(self, value: int) -> float:
        """How far down a number stands."""
        return round(self.baseline - (self.baseline - self.top) * value / self.highest, 1)

    def tall(self, value: int) -> float:
        """How tall its column is."""
        return round(self.baseline - self.y(value), 1)

    def room(self, columns: int) -> float:
        """How wide the place of one of so many columns is."""
        return (self.width - self.left) / max(1, columns)

    def ticks(self, values: Iterable[int]) -> list[Tick]:
        """The lines of the grid at these numbers."""
        return [Tick(value, self.y(value)) for value in values]
