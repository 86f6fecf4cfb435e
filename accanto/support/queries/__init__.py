"""Reads of support, each starting from what the user may see."""

from accanto.support.queries.figures import AreaRow, Month, counts_by_state_and_area, flow_by_month, shown_to
from accanto.support.queries.lists import Column, Wanted, board, household_name, request_page, worker_name
from accanto.support.queries.requests import (
    area_for,
    areas,
    life_of,
    open_requests_of,
    possible_workers,
    request_for,
    waiting_for_first_answer,
    worker_for,
    workers_of,
)

__all__ = [
    "AreaRow",
    "Column",
    "Month",
    "Wanted",
    "area_for",
    "areas",
    "board",
    "counts_by_state_and_area",
    "flow_by_month",
    "household_name",
    "life_of",
    "open_requests_of",
    "possible_workers",
    "request_for",
    "request_page",
    "shown_to",
    "waiting_for_first_answer",
    "worker_for",
    "worker_name",
    "workers_of",
]
