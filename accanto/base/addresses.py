"""Addresses by the dozen: the URL configuration is asked once for each name, however many rows a page links to."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

_ANY = 0


@cache
def addresses_of(name: str) -> Callable[[int], str]:
    """The address of a row by its id, for a URL whose only argument is an id."""
    before, after = reverse(name, args=[_ANY]).rsplit(str(_ANY), 1)
    return lambda pk: f"{before}{pk}{after}"


def address_of(name: str, pk: int) -> str:
    """The address of one row."""
    return addresses_of(name)(pk)


def narrowed(request: HttpRequest, filters) -> dict:
    """For a board and its list: the filters in force, and the same as the address of the other one takes them."""
    rest = request.GET.copy()
    for name in ("page", "state"):
        rest.pop(name, None)
    return {"filters": filters, "query": rest.urlencode()}
