"""How heavy a problem is."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a problem asks of a person."""

    REFUSED = "refused"
    DOUBT = "doubt"
    NOTICE = "notice"


class Kind(NamedTuple):
    """A problem that can occur: how heavy it is, and its sentence with placeholders."""

    level: Level
    sentence: str


R, D, N = Level.REFUSED, Level.DOUBT, Level.NOTICE
