"""Keeping documents."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.documents.files import facts, on_disk, received, uploaded
from accanto.documents.models import Document
from accanto.residents.models import Household


def keep_document(
    *, by, title: str, kind: str, content: bytes, name: str, household: Household | None = None
) -> Document:
    """Keep the bytes of a document under a title; `kind` is one of states.Kind.

    Photographs are drawn anew, without place or device; everything else is kept byte by byte. Raises
    ValidationError when the file is empty, larger than 20 MB or an image that cannot be opened. Inside
    a larger action, call it last: the file is on the disk even when the rest is refused afterwards.
    """
    return _keep(*received(content, name), by=by, title=title, kind=kind, household=household)


def keep_upload(*, by, title: str, kind: str, file, household: Household | None = None) -> Document:
    """Keep a `file` that a form brought, as `keep_document` does. Raises ValidationError at `file`."""
    try:
        kept = received(*uploaded(file))
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    return _keep(*kept, by=by, title=title, kind=kind, household=household)


@transaction.atomic
def forget_document(*, by, document: Document) -> None:
    """Delete a document whose time has passed. The file goes when the deletion has become final."""
    record(by=by, verb="forget_document", subject=document, household_id=document.household_id, kind=document.kind)
    storage, name = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _keep(content: bytes, name: str, media_type: str, *, by, **values) -> Document:
    document = Document(added_by=by, added_at=clock.now(), **values, **facts(content, name, media_type))
    document.clean_fields(exclude=["file"])
    with on_disk(document, content):
        _insert(by, document)
    return document


@transaction.atomic
def _insert(by, document: Document) -> None:
    document.save(force_insert=True)
    household_id, kind, media_type = document.household_id, document.kind, document.media_type
    record(by=by, verb="add_document", subject=document, household_id=household_id, kind=kind, type=media_type)
