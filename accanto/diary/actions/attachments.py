"""Keeping files with an entry."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.diary.models import Attachment, Entry
from accanto.diary.queries import first_household_id
from accanto.documents.files import facts, on_disk, received, uploaded

MOST_PER_ENTRY = 20


def add_attachment(*, by, entry: Entry, file) -> Attachment:
    """Keep an uploaded `file` with an entry: photographs drawn anew, everything else as it is.

    Raises ValidationError at `file` when it is too large, empty, an image that cannot be opened, or
    one too many.
    """
    try:
        content, name, media_type = received(*uploaded(file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    attachment = Attachment(entry=entry, added_by=by, added_at=clock.now(), **facts(content, name, media_type))
    with on_disk(attachment, content):
        _insert(by, entry, attachment)
    return attachment


@transaction.atomic
def _insert(by, entry: Entry, attachment: Attachment) -> None:
    if entry.attachments.count() >= MOST_PER_ENTRY:
        raise ValidationError({"file": _("A questa nota sono già allegati venti file.")})
    attachment.save(force_insert=True)
    household_id = first_household_id(by, entry)
    record(by=by, verb="add_attachment", subject=entry, household_id=household_id, type=attachment.media_type)
