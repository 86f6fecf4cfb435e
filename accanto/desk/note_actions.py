"""Saving what the note box holds: the entry, and what it is linked to."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.diary import actions as diary
from accanto.diary.models import Entry


@transaction.atomic
def write_note(*, by, client_id, **values) -> Entry:
    """Write the entry and link it to the requests that it is about, or neither.

    Raises ValidationError as `diary.actions.write_entry` does.
    """
    return diary.write_entry(by=by, client_id=client_id, **values)


def keep_files(*, by, entry: Entry, files: Collection) -> list[str]:
    """Keep the files that came with a note already saved; the sentences for those that were refused.

    A file that cannot be kept never takes the note with it.
    """
    refused = []
    for file in files:
        try:
            diary.add_attachment(by=by, entry=entry, file=file)
        except ValidationError as error:
            refused.append(f"{file.name}: {' '.join(error.messages)}")
    return refused
