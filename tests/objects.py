"""Rows for addresses that name one: made by the apps' factories, found by the parameter's name.

To add a parameter, add a line to OBJECTS: `"app:noun"` (the URL name up to its last underscore) and
the parameter, or the parameter alone where it means the same everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from accanto.accounts.access import Role
from accanto.accounts.routes import Route
from accanto.residents.tests import factories as residents
from tests.personas import PERSONAS, make

NOBODYS_ID = 10**17
BESIDE = "volunteer"


@dataclass(frozen=True)
class Kind:
    """How to make a row of this kind, and which personas see it, permission apart."""

    make: Callable[["World"], object]
    seen_by: frozenset[str]
    nobody: object = NOBODYS_ID


EVERYBODY = frozenset(PERSONAS)
TEAM = frozenset({"coordinator", BESIDE})

OBJECTS: dict[str, Kind] = {
    "organisation_id": Kind(lambda world: world.contact.organisation_id, EVERYBODY),
    "contact_id": Kind(lambda world: world.contact.pk, EVERYBODY),
    "household_id": Kind(lambda world: world.household.pk, TEAM),
}


class World:
    """A household with one volunteer beside it, and what belongs to it; made as it is asked for."""

    @cached_property
    def household(self):
        household = residents.HouseholdFactory()
        residents.TeamMemberFactory(household=household, user=make(BESIDE))
        return household

    @cached_property
    def contact(self):
        return residents.ContactFactory()

    @property
    def person(self):
        return self.household.members.get().person

    def own(self, route: Route) -> dict:
        """The parameters of a route, naming rows that somebody may see."""
        return {name: kind_of(route, name).make(self) for name in route.parameters}

    def nobody(self, route: Route) -> dict:
        """The parameters of a route, naming rows that do not exist."""
        return {name: kind_of(route, name).nobody for name in route.parameters}

    def sees(self, route: Route, persona: str) -> bool:
        """Whether a persona may see every row that the address names."""
        return all(persona in kind_of(route, name).seen_by for name in route.parameters)


def kind_of(route: Route, parameter: str) -> Kind | None:
    """The kind of row that a parameter of this route names."""
    app, _, noun = route.name.partition(":")
    words = noun.split("_")
    places = [f"{app}:{'_'.join(words[:length])} {parameter}" for length in range(len(words), 0, -1)]
    return next((OBJECTS[key] for key in [*places, f"{app} {parameter}", parameter] if key in OBJECTS), None)


def unknown_parameters(all_routes: list[Route]) -> list[str]:
    """Parameters that OBJECTS does not know."""
    return [f"{route.name} {name}" for route in all_routes for name in route.parameters if kind_of(route, name) is None]


def users_with(role: Role) -> list[str]:
    """The personas that have a role."""
    return [name for name, (_, has) in PERSONAS.items() if has == role]
