"""Bodies as lists name them: what sort each is, of which town, and which of two names may mean the same one."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from accanto.base.text import fold
from accanto.directory.models import OrganisationKind
from accanto.directory.municipalities import Municipality, meant
from accanto.exchange.headings import nearness

WORDS = tomllib.loads(Path(__file__).with_name("body_words.toml").read_text("utf-8"))
KIND_OF = [(fold(phrase), OrganisationKind(kind)) for kind, phrases in WORDS["kinds"].items() for phrase in phrases]
K = OrganisationKind
PUBLIC = frozenset(
    {
        K.MUNICIPALITY, K.SOCIAL_SERVICES, K.HEALTH_AUTHORITY, K.HEALTH_SOCIETY, K.POLICE, K.IMMIGRATION_OFFICE,
        K.PREFECTURE, K.REVENUE, K.COURT, K.INPS, K.JOB_CENTRE, K.SCHOOL,
    }
)  # fmt: skip
# Of these a town has one: two names of one sort and one town may well be one body.
ONE_OF_A_TOWN = (
    {K.MUNICIPALITY, K.SOCIAL_SERVICES},
    {K.POLICE, K.IMMIGRATION_OFFICE},
    {K.HEALTH_AUTHORITY},
    {K.HEALTH_SOCIETY},
    {K.PREFECTURE},
    {K.REVENUE},
    {K.COURT},
    {K.INPS},
    {K.JOB_CENTRE},
)
SIMILAR = 0.62
SUGGESTED = 5


@dataclass(slots=True, eq=False)
class Body:
    """A body of the directory, or one that a list brings (`pk` None until it is written down)."""

    pk: int | None
    name: str
    kind: str
    town: str = ""
    is_merged: bool = False

    @property
    def key(self) -> str:
        return fold(self.name)


@lru_cache(maxsize=2_000)
def kind_of(name: str) -> OrganisationKind:
    """What sort of body a name means; "altro" when its words say nothing."""
    words = fold(re.sub(r"[^\w\s]", " ", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", name)))  # I.N.P.S.
    return next((kind for phrase, kind in KIND_OF if f" {phrase} " in f" {words} "), OrganisationKind.OTHER)


@lru_cache(maxsize=2_000)
def town_of(name: str) -> Municipality | None:
    """The municipality that a name tells after "di"."""
    words = re.sub(r"[^\w\s'’]", " ", name).split()
    for place, word in enumerate(words[:-1]):
        if word.casefold() in {"di", "a"}:
            for length in (3, 2, 1):
                if (town := meant(" ".join(words[place + 1 : place + 1 + length]))) is not None:
                    return town
    return None


def named(name: str) -> Body:
    """A body that a list brings: its sort and its town as far as its name tells them."""
    town = town_of(name)
    return Body(None, name, kind_of(name), town.name if town else "")


def similar(name: str, known: Iterable[Body]) -> list[Body]:
    """Bodies that a name may mean, the likeliest first. Two different towns are two bodies."""
    wanted = named(name)
    points = [(_points(wanted, body), body) for body in known if not body.is_merged]
    near = sorted(((score, body) for score, body in points if score), key=lambda pair: -pair[0])
    return [body for _score, body in near[:SUGGESTED]]


def _points(wanted: Body, body: Body) -> float:
    """How near two bodies are, 0 when nothing speaks for it."""
    town = body.town or getattr(town_of(body.name), "name", "")
    if wanted.town and town and fold(wanted.town) != fold(town):
        return 0.0
    near = nearness(wanted.name, body.name) if len(body.name) <= 90 and len(wanted.name) <= 90 else 0.0
    one = any(wanted.kind in kinds and body.kind in kinds for kinds in ONE_OF_A_TOWN)
    return max(near if near >= SIMILAR else 0.0, 0.5 + near / 10 if one else 0.0)
