"""What an app says of something that is due. Every app's due.py speaks in these; agenda composes them.

An app's `due.py` offers:

    KINDS: dict[str, str]       kind → its name for people, such as "support.first_talk"
    due(user, until, whose, limit) -> list[DueItem]      at most `limit`, the earliest first
    FINISH: dict[str, Callable]      kind → action(*, by, subject_id): done with one touch
    MOVE: dict[str, Callable]        kind → action(*, by, subject_id, to): moved to another day

Nothing is stored twice: the day comes from the row that it is about.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum


class Whose(Enum):
    """How far around the person one looks."""

    MINE = "mine"  # she is the one to do it
    HOUSEHOLDS = "households"  # about a household on whose team she is
    COOPERATIVE = "cooperative"  # whatever she may see


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing due on a day. `title` needs no name: the household stands beside it."""

    kind: str
    subject_id: int
    day: date
    title: str
    url: str
    detail: str = ""
    at: time | None = None
    household_id: int | None = None
    household_name: str = ""
