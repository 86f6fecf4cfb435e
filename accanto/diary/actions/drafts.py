"""Drafts: what is being written is kept within two seconds, and taken up again.

Drafts belong to their writer alone and are in nobody's file, so they leave no line in the register
of accesses; the note that comes of them does.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.text import without_surrogates
from accanto.diary.models import Draft
from accanto.diary.queries import already_written
from accanto.diary.sealing import Unreadable, unseal

MOST_DRAFTS = 100
MOST_LETTERS = 400_000
# What a draft holds: the note box's fields, each a list of what was typed or ticked.
CHOSEN = {"households", "persons", "bodies", "requests", "readers", "kind", "contact"}
TYPED = {"happened_at", "minutes", "with_whom", "text", "reserved_text", "next_step", "next_step_on", "next"}
FIELDS = CHOSEN | TYPED


@dataclass(frozen=True)
class SealedNote:
    """A note that a phone had sealed: what was typed, when, and whether she had pressed Save."""

    client_id: uuid.UUID
    body: dict[str, list[str]]
    typed_at: datetime
    was_sent: bool


@transaction.atomic
def save_draft(*, by, client_id: uuid.UUID, body: dict, typed_at: datetime | None = None) -> Draft | None:
    """Keep what is being written; None when this very note has been saved meanwhile.

    An older version never takes the place of a newer one. Raises ValidationError when it is not a
    draft, or when there are too many.
    """
    body = _bounded(body)
    typed_at = min(typed_at or clock.now(), clock.now())
    first = already_written(by, client_id)
    if first and first.text == _text(body):
        return None
    draft = Draft.objects.visible_to(by).select_for_update().filter(client_id=client_id).first()
    if draft is None:
        return _begin(by, client_id, body, typed_at)
    if draft.typed_at <= typed_at:
        Draft.objects.filter(pk=draft.pk).update(body=body, typed_at=typed_at)
        draft.body, draft.typed_at = body, typed_at
    return draft


def _begin(by, client_id: uuid.UUID, body: dict, typed_at: datetime) -> Draft:
    if Draft.objects.visible_to(by).count() >= MOST_DRAFTS:
        raise ValidationError(_("Hai troppe note non salvate: salvane o buttane via qualcuna."))
    draft, _created = Draft.objects.get_or_create(
        user=by, client_id=client_id, defaults={"body": body, "typed_at": typed_at}
    )
    return draft


def _bounded(body) -> dict[str, list[str]]:
    """The known fields of a draft as lists of text, or ValidationError."""
    if not isinstance(body, dict):
        raise ValidationError(_("Questa bozza non si legge."), code="unreadable")
    kept = {
        name: [without_surrogates(value) for value in values if isinstance(value, str)]
        for name, values in body.items()
        if name in FIELDS and isinstance(values, list)
    }
    if sum(len(value) for values in kept.values() for value in values) > MOST_LETTERS:
        raise ValidationError(_("Questa bozza è troppo lunga per essere tenuta: salva la nota."), code="too_long")
    return kept


def _text(body: dict[str, list[str]]) -> str:
    """The text of a draft as the form would take it."""
    return "".join(body.get("text", [])[-1:]).replace("\r\n", "\n").strip()


@transaction.atomic
def discard_draft(*, by, client_id: uuid.UUID) -> None:
    """Throw a draft away."""
    Draft.objects.visible_to(by).filter(client_id=client_id).delete()


def open_sealed_draft(*, by, sealed: bytes) -> SealedNote:
    """Open what a phone had sealed, for the person who had typed it.

    Raises ValidationError: `unreadable` when this server's key does not open it, `not_yours` when
    somebody else had typed it.
    """
    try:
        note = unseal(sealed)
        owner, client_id = int(note["user"]), uuid.UUID(note["client_id"])
        typed_at = datetime.fromtimestamp(int(note["typed_at"]) / 1000, UTC)
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise ValidationError(_("Questa nota sigillata non si apre più."), code="unreadable") from error
    if owner != by.pk:
        raise ValidationError(_("Questa nota sigillata è di un'altra persona."), code="not_yours")
    return SealedNote(client_id, _bounded(note.get("body")), typed_at, bool(note.get("was_sent")))
