"""Next steps: done, or moved to another day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.diary.models import Entry
from accanto.diary.queries import entry_for, first_household_id


@transaction.atomic
def finish_next_step(*, by, subject_id: int) -> Entry:
    """The next step of an entry is done today. Whoever may read the entry may say so. Twice counts once."""
    entry = entry_for(by, subject_id)
    if entry.next_step and not entry.next_step_done_on:
        entry.change(next_step_done_on=clock.today())
        _record(by, "finish_next_step", entry)
    return entry


@transaction.atomic
def move_next_step(*, by, subject_id: int, to: date) -> Entry:
    """The next step of an entry is for another day. Raises ValidationError when that is past or it is done."""
    entry = entry_for(by, subject_id)
    if not entry.next_step or entry.next_step_done_on:
        raise ValidationError(_("Qui non c'è nessun passo da spostare."))
    if to < clock.today():
        raise ValidationError({"to": _("Questo giorno è già passato.")})
    if entry.change(next_step_on=to):
        _record(by, "move_next_step", entry)
    return entry


def _record(by, verb: str, entry: Entry) -> None:
    record(by=by, verb=verb, subject=entry, household_id=first_household_id(by, entry))
