"""Writes of housing, by subject."""

from accanto.housing.actions.applications import change_application, decide, move_answer, receive_application
from accanto.housing.actions.assignments import (
    acknowledge_planned_end,
    assign_dwelling,
    change_assignment,
    end_assignment,
)
from accanto.housing.actions.buildings import (
    add_building,
    add_dwelling,
    add_place,
    begin_works,
    change_building,
    change_dwelling,
    change_place,
    change_works,
)
from accanto.housing.actions.notifications import finish_notification, notify_host

__all__ = [
    "acknowledge_planned_end",
    "add_building",
    "add_dwelling",
    "add_place",
    "assign_dwelling",
    "begin_works",
    "change_application",
    "change_assignment",
    "change_building",
    "change_dwelling",
    "change_place",
    "change_works",
    "decide",
    "end_assignment",
    "finish_notification",
    "move_answer",
    "notify_host",
    "receive_application",
]
