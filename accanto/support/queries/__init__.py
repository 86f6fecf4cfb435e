"""Reads of support, each starting from what the user may see."""

from accanto.support.queries.figures import AreaRow, Month, counts_by_state_and_area, flow_by_month, shown_to
from accanto.support.queries.lists import (
    NOBODY,
    Column,
    Wanted,
    board,
    request_page,
    without_public_lead_page,
    worker_choice,
)
from accanto.support.queries.requests import (
    area_for,
    areas,
    entries_of,
    entries_to_link,
    life_of,
    open_requests_of,
    possible_workers,
    request_for,
    requests_of,
    waiting_for_first_answer,
    worker_for,
    workers_of,
)

__all__ = [
    "AreaRow",
    "Column",
    "Month",
    "NOBODY",
    "Wanted",
    "area_for",
    "areas",
    "board",
    "counts_by_state_and_area",
    "entries_of",
    "entries_to_link",
    "flow_by_month",
    "life_of",
    "open_requests_of",
    "possible_workers",
    "request_for",
    "request_page",
    "requests_of",
    "shown_to",
    "waiting_for_first_answer",
    "without_public_lead_page",
    "worker_for",
    "worker_choice",
    "workers_of",
]
