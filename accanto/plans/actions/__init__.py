"""Writes of plans, by subject."""

from accanto.plans.actions.promises import make_promise, move_promise, reopen_promise, settle_promise

__all__ = ["make_promise", "move_promise", "reopen_promise", "settle_promise"]
