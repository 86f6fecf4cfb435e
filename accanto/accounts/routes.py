"""Every address of the product and what it asks, read from the URL configuration itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from accanto.accounts.access import Permission
from accanto.accounts.gate import permission_of


@dataclass(frozen=True)
class Route:
    """One address: its path with converters, its name with namespace, its parameters and its permission.

    `permission` is None where everybody may enter and False where nobody said who may.
    """

    path: str
    name: str
    permission: Permission | None | bool
    parameters: tuple[str, ...] = field(default=())


def routes() -> list[Route]:
    """All addresses, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns, path: str, namespace: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        named = (*parameters, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner, named)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}"
            yield Route(here, name, permission_of(pattern.callback, name), named)
