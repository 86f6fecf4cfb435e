"""Everything that can be wrong with a cell, a row or a file: how heavy it is, and a plain sentence for it."""

from accanto.exchange.sentences.levels import Kind, Level
from accanto.exchange.sentences.outside import OUTSIDE
from accanto.exchange.sentences.people_and_homes import PEOPLE_AND_HOMES

PROBLEMS: dict[str, Kind] = PEOPLE_AND_HOMES | OUTSIDE

__all__ = ["PROBLEMS", "Kind", "Level"]
