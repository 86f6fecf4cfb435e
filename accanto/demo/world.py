"""The size and the luck of an invented cooperative."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from accanto.base import clock

SEED = 1844


@dataclass(frozen=True)
class Size:
    """How much of everything. `entries` is reached by lengthening the diaries of households housed now."""

    buildings: int
    dwellings: int
    past_stays: int  # households that lived in a dwelling before the one that lives there now
    applicants: int
    volunteers: int
    entries: int
    requests: int
    open_steps: float  # share of the households with a next step still to take


SIZES = {
    "small": Size(9, 40, 2, 7, 12, 4_000, 150, 0.35),
    "middle": Size(700, 5_700, 0, 700, 150, 200_000, 6_000, 0.35),  # 20,000 people: the size of the comparison
    "large": Size(2_000, 18_000, 0, 2_000, 400, 2_000_000, 60_000, 0.01),
}


@dataclass
class World:
    """Everything made so far, and the luck with which the rest is made."""

    size: Size
    seed: int = SEED
    today: date = field(default_factory=clock.today)

    def __post_init__(self):
        self.luck = random.Random(self.seed)
        self.users: dict = {}
        self.coordinators: list = []  # users
        self.volunteers: list = []  # users
        self.languages: dict = {}  # user id → what she speaks
        self.resident = None  # the household of the resident who logs in
        self.load: dict = {}  # user id → how many households
        self.organisations: dict = {}
        self.contacts: list = []
        self.households: list = []  # open ones
        self.heads: dict = {}  # household id → Person
        self.homes: dict = {}  # household id → first day in the home of now
        self.companions: dict = {}  # household id → user

    def day(self, earliest: date, latest: date) -> date:
        """Some day between two."""
        return earliest + timedelta(days=self.luck.randrange(max(1, (latest - earliest).days + 1)))

    def moment(self, on: date) -> datetime:
        """Some moment of a working day, in Italy; never still to come."""
        at = datetime.combine(on, time(self.luck.randrange(9, 19), self.luck.choice([0, 10, 20, 30, 45])), clock.ROME)
        return min(at, clock.now())

    def back(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)
