"""Writes of support, by subject."""

from accanto.support.actions.areas import add_area, change_area, close_area, lower_area, raise_area, use_area_again
from accanto.support.actions.around import add_worker, end_worker, link_entry, state_lead, write_discrimination
from accanto.support.actions.intake import accept_proposal, change_request, decline_proposal, open_request
from accanto.support.actions.steps import (
    accept_request,
    acknowledge,
    close_request,
    move_look_again,
    move_talk,
    move_talk_promise,
    pause_request,
    refer_request,
    refuse_request,
    reopen_request,
    resume_request,
    set_talk,
    withdraw_request,
)

__all__ = [
    "accept_proposal",
    "accept_request",
    "acknowledge",
    "add_area",
    "add_worker",
    "change_area",
    "change_request",
    "close_area",
    "close_request",
    "decline_proposal",
    "end_worker",
    "link_entry",
    "lower_area",
    "move_look_again",
    "move_talk",
    "move_talk_promise",
    "open_request",
    "pause_request",
    "raise_area",
    "refer_request",
    "refuse_request",
    "reopen_request",
    "resume_request",
    "set_talk",
    "state_lead",
    "use_area_again",
    "withdraw_request",
    "write_discrimination",
]
