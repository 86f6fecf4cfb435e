"""Invented diary entries for tests, written by the real action."""

from accanto.base import clock
from accanto.diary.actions import write_entry


def make_entry(by, *households, text="Ha preparato le foto e il passaporto.", **values):
    """An entry of now about some households."""
    values.setdefault("happened_at", clock.now())
    return write_entry(by=by, households=households, text=text, **values)
