"""Keeping the members' book."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.residents.models import Membership, Person


def check_membership(values: dict, besides: int | None = None) -> None:
    """Refuse an admission that is still to come, an end before it, a number already taken."""
    errors = {}
    admitted, left = values.get("admitted_on"), values.get("left_on")
    if admitted and admitted > clock.today():
        errors["admitted_on"] = _("L'ammissione è nel futuro.")
    if admitted and left and left < admitted:
        errors["left_on"] = _("L'uscita viene prima dell'ammissione.")
    if Membership.objects.filter(book_number=values.get("book_number")).exclude(pk=besides).exists():
        errors["book_number"] = _("Questo numero è già nel libro soci.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def admit_member(*, by, person: Person, **values) -> Membership:
    """Enter a person in the members' book. Raises ValidationError by field."""
    check_membership(values)
    if person.memberships.filter(left_on=None).exists() and not values.get("left_on"):
        raise ValidationError(_("Questa persona è già socia."))
    membership = Membership.objects.create(person=person, **values)
    record(by=by, verb="admit_member", subject=membership)
    return membership


@transaction.atomic
def change_membership(*, by, membership: Membership, version: int | None = None, **values) -> Membership:
    """Correct a line of the members' book, or write its end."""
    check_membership(values, besides=membership.pk)
    if changed := membership.change(version=version, **values):
        record(by=by, verb="change_membership", subject=membership, fields=changed)
    return membership
