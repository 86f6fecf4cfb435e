"""The cash box of a building: money in, money out, and mistakes put right."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.coexistence.models import CashMovement
from accanto.coexistence.queries.cash import balance_of
from accanto.coexistence.states import Direction
from accanto.housing.models import Building


@transaction.atomic
def add_movement(
    *, by, building: Building, direction: str, amount: Decimal, what: str, day: date, advanced_by: str = ""
) -> CashMovement:
    """Money (`amount` in euro, above zero) goes into the box or out of it.

    Raises ValidationError by field for no amount, a day to come, and a box below zero unless somebody advances.
    """
    if amount <= 0:
        raise ValidationError({"amount": _("L'importo è più di zero: se esce, scegli «esce».")})
    check_not_future("day", day)
    signed = amount if direction == Direction.IN else -amount
    _check_balance(building, signed, advanced_by)
    movement = CashMovement.objects.create(
        building=building, day=day, amount=signed, what=what, advanced_by=advanced_by
    )
    record(by=by, verb="enter_movement", subject=movement)
    return movement


def _check_balance(building: Building, signed: Decimal, advanced_by: str) -> None:
    """Refuse what the box does not hold. Holds the building until the transaction ends."""
    Building.objects.select_for_update().get(pk=building.pk)
    balance = balance_of(building)
    if signed < 0 and balance + signed < 0 and not advanced_by:
        words = {"balance": f"{balance:.2f}".replace(".", ",")}
        raise ValidationError(
            {"advanced_by": _("Nella cassa ci sono %(balance)s €. Scrivi chi anticipa il resto.") % words}
        )


@transaction.atomic
def correct_movement(*, by, movement: CashMovement) -> CashMovement:
    """Undo a movement by its opposite, of today. Raises ValidationError the second time, and for a correction."""
    if movement.corrects_id or CashMovement.objects.filter(corrects=movement).exists():
        raise ValidationError(_("Questo movimento è già stato corretto."))
    opposite = CashMovement.objects.create(
        building=movement.building,
        day=clock.today(),
        amount=-movement.amount,
        what=movement.what,
        advanced_by=movement.advanced_by,
        corrects=movement,
    )
    record(by=by, verb="correct_movement", subject=opposite)
    return opposite
