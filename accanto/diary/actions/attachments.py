"""Keeping files with an entry."""

import hashlib
import os

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.diary.files import MOST_BYTES, received
from accanto.diary.models import Attachment, Entry
from accanto.diary.queries import first_household_id

MOST_PER_ENTRY = 20


def add_attachment(*, by, entry: Entry, file) -> Attachment:
    """Keep an uploaded `file` with an entry: photographs drawn anew, everything else as it is.

    Raises ValidationError at `file` when it is too large, empty, an image that cannot be opened, or
    one too many. The bytes are on the disk before the row is; a row refused takes them away again.
    """
    if file.size > MOST_BYTES:
        raise ValidationError({"file": _("Il file è troppo grande: al massimo 20 MB.")})
    try:
        content, name, media_type = received(file.read(), file.name)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    attachment = Attachment(
        entry=entry,
        added_by=by,
        added_at=clock.now(),
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    attachment.file.save(name, ContentFile(content), save=False)
    try:
        _flush(attachment.file.path)
        _insert(by, entry, attachment)
    except BaseException:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def _insert(by, entry: Entry, attachment: Attachment) -> None:
    if entry.attachments.count() >= MOST_PER_ENTRY:
        raise ValidationError({"file": _("A questa nota sono già allegati venti file.")})
    attachment.save(force_insert=True)
    household_id = first_household_id(by, entry)
    record(by=by, verb="add_attachment", subject=entry, household_id=household_id, type=attachment.media_type)


def _flush(path: str) -> None:
    """What is said to be saved survives a power cut: the database flushes, so do the files."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
