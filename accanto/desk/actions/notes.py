"""Saving what the note box holds: the entry, and what it is linked to."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.diary import actions as diary
from accanto.diary.models import Entry
from accanto.support import actions as support
from accanto.support.models import SupportRequest


@transaction.atomic
def write_note(*, by, requests: Collection[SupportRequest] = (), **values) -> Entry:
    """Write the entry and show it on the requests that it is about, or neither.

    Raises ValidationError as `diary.actions.write_entry` does.
    """
    entry = diary.write_entry(by=by, **values)
    for request in requests:
        support.link_entry(by=by, request=request, entry=entry)
    return entry


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
