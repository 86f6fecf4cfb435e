"""The cash box of a building."""

from decimal import Decimal

from django.shortcuts import get_object_or_404

from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import CashMovement
from accanto.housing.models import Building

NOTHING = Decimal("0.00")


def balance_of(building: Building) -> Decimal:
    """What is in the box, in euro to the cent."""
    # Added here: SQLite adds decimals as floating-point numbers.
    return sum(building.cash_movements.order_by().values_list("amount", flat=True), NOTHING)


def movement_page(building: Building, cursor: str) -> Page:
    """Movements, the latest first; each with what corrected it."""
    rows = building.cash_movements.select_related("corrects", "corrected_by")
    return keyset_page(rows, by=("-day", "-id"), cursor=cursor)


def movement_for(user, pk: int) -> CashMovement:
    """A movement of a box. Raises Http404."""
    return get_object_or_404(CashMovement.objects.visible_to(user).select_related("building"), pk=pk)
