"""Reads of housing, by subject, each starting from what the user may see."""

from accanto.housing.queries.homes import (
    assignments_in_the_way,
    home_of,
    homes_of,
    stays_of,
    visible_names,
    with_state,
    works_in_the_way,
)

__all__ = [
    "assignments_in_the_way",
    "home_of",
    "homes_of",
    "stays_of",
    "visible_names",
    "with_state",
    "works_in_the_way",
]
