"""Writes of the directory, by subject."""

from accanto.directory.actions.arrivals import discard_arrival, receive_arrival, take_over, take_over_arrival
from accanto.directory.actions.offices import add_office, change_office
from accanto.directory.actions.organisations import (
    add_contact,
    add_organisation,
    change_contact,
    change_organisation,
    merge_organisation,
    undo_merger,
)

__all__ = [
    "add_contact",
    "add_office",
    "add_organisation",
    "change_contact",
    "change_office",
    "change_organisation",
    "discard_arrival",
    "merge_organisation",
    "receive_arrival",
    "take_over",
    "take_over_arrival",
    "undo_merger",
]
