"""Writes of the diary, by subject."""

from accanto.diary.actions.attachments import add_attachment
from accanto.diary.actions.drafts import discard_draft, open_sealed_draft, save_draft
from accanto.diary.actions.entries import correct_entry, strike_entry, write_entry
from accanto.diary.actions.steps import finish_next_step, move_next_step

__all__ = [
    "add_attachment",
    "correct_entry",
    "discard_draft",
    "finish_next_step",
    "move_next_step",
    "open_sealed_draft",
    "save_draft",
    "strike_entry",
    "write_entry",
]
