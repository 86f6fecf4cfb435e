"""Rows for addresses that name one, and what an address names."""

from accanto.accounts.routes import Route
from tests.objects.kinds import TEAM, kind_of
from tests.objects.world import World

__all__ = ["World", "inner_parameters", "is_about_a_household", "kind_of", "unknown_parameters"]


def unknown_parameters(all_routes: list[Route]) -> list[str]:
    """Parameters that OBJECTS does not know."""
    return [f"{route.name} {name}" for route in all_routes for name in route.parameters if kind_of(route, name) is None]


def inner_parameters(route: Route) -> list[str]:
    """Parameters that name a row of another row of the same address."""
    kinds = {name: kind_of(route, name) for name in route.parameters}
    return [name for name, kind in kinds.items() if kind and kind.inside in route.parameters]


def is_about_a_household(route: Route) -> bool:
    """Whether the address names a row that only the household's team sees."""
    kinds = [kind_of(route, name) for name in route.parameters]
    return any(kind and kind.seen_by == TEAM for kind in kinds)
