"""Writes of plans, by subject."""

from accanto.plans.actions.exits import answer_follow_up, move_follow_up, record_exit, take_keys_back
from accanto.plans.actions.matrix import begin_assessment, move_assessment, rate
from accanto.plans.actions.plans import (
    add_goal,
    change_goal,
    move_goal,
    move_phase,
    move_review,
    open_plan,
    write_review,
)
from accanto.plans.actions.promises import (
    make_promise,
    move_promise,
    promise_to_neighbours,
    reopen_promise,
    settle_promise,
)
from accanto.plans.actions.versions import propose_version, record_disagreement, sign_version

__all__ = [
    "add_goal",
    "answer_follow_up",
    "begin_assessment",
    "change_goal",
    "make_promise",
    "move_assessment",
    "move_follow_up",
    "move_goal",
    "move_phase",
    "move_promise",
    "move_review",
    "open_plan",
    "promise_to_neighbours",
    "propose_version",
    "rate",
    "record_disagreement",
    "record_exit",
    "reopen_promise",
    "settle_promise",
    "sign_version",
    "take_keys_back",
    "write_review",
]
