"""Writes of procedures, by subject."""

from accanto.procedures.actions.appointments import cancel_appointment, set_appointment
from accanto.procedures.actions.catalogue import (
    add_need,
    add_rule,
    add_type,
    add_version,
    change_need,
    change_rule,
    change_type,
    remove_need,
    remove_rule,
    set_amount,
    withdraw_type,
)
from accanto.procedures.actions.days import count_days_again, move_day, settle_day, write_days
from accanto.procedures.actions.imports import fill_procedure, take_over_procedure
from accanto.procedures.actions.opening import change_procedure, open_procedures, renew_procedure
from accanto.procedures.actions.papers import tick_need, untick_need
from accanto.procedures.actions.steps import (
    accept_procedure,
    answer_integration,
    appeal_procedure,
    ask_integration,
    collect_papers,
    lapse_procedure,
    ready_procedure,
    refuse_procedure,
    submit_procedure,
    time_to_renew,
    withdraw_procedure,
)

__all__ = [
    "accept_procedure",
    "add_need",
    "add_rule",
    "add_type",
    "add_version",
    "answer_integration",
    "appeal_procedure",
    "ask_integration",
    "cancel_appointment",
    "change_need",
    "change_procedure",
    "change_rule",
    "change_type",
    "collect_papers",
    "count_days_again",
    "fill_procedure",
    "lapse_procedure",
    "move_day",
    "open_procedures",
    "ready_procedure",
    "refuse_procedure",
    "remove_need",
    "remove_rule",
    "renew_procedure",
    "set_amount",
    "set_appointment",
    "settle_day",
    "submit_procedure",
    "take_over_procedure",
    "tick_need",
    "time_to_renew",
    "untick_need",
    "withdraw_procedure",
    "withdraw_type",
    "write_days",
]
