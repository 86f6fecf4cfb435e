"""Reads of plans, each starting from what the user may see."""

from accanto.plans.queries.promises import (
    Column,
    Share,
    life_of,
    members_to_promise,
    offices_to_promise,
    open_promises_of,
    promise_for,
    promise_page,
    promises_of,
    share_kept,
    side_by_side,
    workers_to_promise,
)

__all__ = [
    "Column",
    "Share",
    "life_of",
    "members_to_promise",
    "offices_to_promise",
    "open_promises_of",
    "promise_for",
    "promise_page",
    "promises_of",
    "share_kept",
    "side_by_side",
    "workers_to_promise",
]
