"""Keeping the areas of support."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.support.models import SupportArea

KNOWN_NAME = _("C'è già un ambito con questo nome.")


@transaction.atomic
def add_area(*, by, name: str) -> SupportArea:
    """Add an area at the end of the list. Raises ValidationError when the name is taken."""
    _check_name(name)
    last = SupportArea.objects.aggregate(last=Max("position"))["last"] or 0
    area = SupportArea.objects.create(code=_free_code(name), name=name, position=last + 1)
    record(by=by, verb="add_area", subject=area)
    return area


@transaction.atomic
def change_area(*, by, area: SupportArea, name: str, version: int | None = None) -> SupportArea:
    """Rename an area; requests that name it are shown with the new name."""
    _check_name(name, besides=area.pk)
    if changed := area.change(version=version, name=name):
        record(by=by, verb="change_area", subject=area, fields=changed)
    return area


@transaction.atomic
def close_area(*, by, area: SupportArea, version: int | None = None) -> SupportArea:
    """Take an area out of use for new requests. The last one stays."""
    if not SupportArea.objects.in_use().exclude(pk=area.pk).exists():
        raise ValidationError(_("È l'ultimo ambito in uso: senza ambiti non si può scrivere una richiesta."))
    area.change(version=version, closed_on=clock.today())
    record(by=by, verb="close_area", subject=area)
    return area


@transaction.atomic
def use_area_again(*, by, area: SupportArea, version: int | None = None) -> SupportArea:
    """Put a closed area back into use."""
    area.change(version=version, closed_on=None)
    record(by=by, verb="use_area_again", subject=area)
    return area


@transaction.atomic
def raise_area(*, by, area: SupportArea) -> SupportArea:
    """Let an area change places with the one above it."""
    above = SupportArea.objects.filter(position__lt=area.position).order_by("-position").first()
    return _swap(by, area, above)


@transaction.atomic
def lower_area(*, by, area: SupportArea) -> SupportArea:
    """Let an area change places with the one below it."""
    below = SupportArea.objects.filter(position__gt=area.position).order_by("position").first()
    return _swap(by, area, below)


def _swap(by, area: SupportArea, other: SupportArea | None) -> SupportArea:
    if other is not None:
        mine, theirs = area.position, other.position
        area.change(position=theirs)
        other.change(position=mine)
        record(by=by, verb="move_area", subject=area)
    return area


def _check_name(name: str, besides: int | None = None) -> None:
    if SupportArea.objects.filter(name__iexact=name).exclude(pk=besides).exists():
        raise ValidationError({"name": KNOWN_NAME})


def _free_code(name: str) -> str:
    """A code for a new area, by its name; numbered where the code is taken."""
    base = slugify(name)[:30] or "area"
    taken = set(SupportArea.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
