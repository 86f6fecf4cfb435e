"""Writes of volunteers, by subject."""

from accanto.volunteers.actions.assignments import assign_chosen, assign_volunteer, hand_over
from accanto.volunteers.actions.expenses import (
    add_resolution,
    approve_expense,
    enter_expense,
    refuse_expense,
    withdraw_expense,
)
from accanto.volunteers.actions.papers import (
    add_cover,
    add_other_hours,
    add_record_check,
    add_training,
    set_record_check_policy,
)
from accanto.volunteers.actions.register import (
    change_volunteer,
    enrol_volunteer,
    leave_register,
    take_over_volunteer,
)
from accanto.volunteers.actions.wishes import keep_apart, set_availability, set_visit_wish, stop_keeping_apart

__all__ = [
    "add_cover",
    "add_other_hours",
    "add_record_check",
    "add_resolution",
    "add_training",
    "approve_expense",
    "assign_chosen",
    "assign_volunteer",
    "change_volunteer",
    "enrol_volunteer",
    "enter_expense",
    "hand_over",
    "keep_apart",
    "leave_register",
    "refuse_expense",
    "set_availability",
    "set_record_check_policy",
    "set_visit_wish",
    "stop_keeping_apart",
    "take_over_volunteer",
    "withdraw_expense",
]
