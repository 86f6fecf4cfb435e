"""Writes about bodies and the people to call there."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.directory.models import Contact, Organisation


@transaction.atomic
def add_organisation(*, by, **values) -> Organisation:
    """Write down a body. `values`: Organisation fields. Raises ValidationError when the name is known."""
    _refuse_known_name(values["name"])
    organisation = Organisation.objects.create(**values)
    record(by=by, verb="add_organisation", subject=organisation)
    return organisation


@transaction.atomic
def change_organisation(*, by, organisation: Organisation, version: int | None = None, **values) -> Organisation:
    """Correct a body. Raises ValidationError when the name is known or somebody was faster."""
    _refuse_known_name(values.get("name", ""), besides=organisation.pk)
    if changed := organisation.change(version=version, **values):
        record(by=by, verb="change_organisation", subject=organisation, fields=changed)
    return organisation


@transaction.atomic
def add_contact(*, by, organisation: Organisation, **values) -> Organisation:
    """Add somebody to call in a body. `values`: Contact fields."""
    _check_days(values.get("since"), values.get("until"))
    contact = Contact.objects.create(organisation=organisation, **values)
    record(by=by, verb="add_contact", subject=contact)
    return organisation


@transaction.atomic
def change_contact(*, by, contact: Contact, version: int | None = None, **values) -> Organisation:
    """Correct somebody's lines, or write her last day there."""
    _check_days(values.get("since"), values.get("until"))
    if changed := contact.change(version=version, **values):
        record(by=by, verb="change_contact", subject=contact, fields=changed)
    return contact.organisation


@transaction.atomic
def merge_organisation(*, by, organisation: Organisation, successor: Organisation, merged_on: date) -> Organisation:
    """Say that another body has taken this one's place, from a day on. It stays readable and is offered no more.

    Raises ValidationError when the other was itself merged by then, or is this one.
    """
    if successor.pk == organisation.pk:
        raise ValidationError({"successor": _("Un ente non confluisce in sé stesso.")})
    if successor.merged_on is not None:
        sentence = _("Anche %(body)s è confluito in un altro ente: scegli quello che c'è oggi.")
        raise ValidationError({"successor": sentence % {"body": successor.name}})
    organisation.change(successor=successor, merged_on=merged_on)
    record(by=by, verb="merge_organisation", subject=organisation, fields=["successor", "merged_on"])
    return organisation


@transaction.atomic
def undo_merger(*, by, organisation: Organisation) -> Organisation:
    """Take back that a body was merged into another: it was a mistake."""
    if organisation.change(successor=None, merged_on=None):
        record(by=by, verb="undo_merger", subject=organisation)
    return organisation


def _refuse_known_name(name: str, besides: int | None = None) -> None:
    if Organisation.objects.filter(name__iexact=name).exclude(pk=besides).exists():
        raise ValidationError({"name": _("Questo ente c'è già.")})


def _check_days(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
