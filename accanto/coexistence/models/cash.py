"""The small cash box of a building."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record
from accanto.coexistence.models.scope import OfABuilding
from accanto.housing.models import Building


class CashMovement(Record):
    """Money in (above zero) or out (below), in euro. Never removed: a mistake is corrected by its opposite.

    Who lets the box go below zero says who lends the money, in `advanced_by`.
    """

    building = models.ForeignKey(Building, models.PROTECT, related_name="cash_movements", verbose_name=_("fabbricato"))
    day = DayField(_("giorno"))
    amount = MoneyField(_("importo (€)"))
    what = models.CharField(_("che cosa"), max_length=150)
    advanced_by = models.CharField(
        _("chi anticipa"), max_length=100, blank=True, help_text=_("solo se la cassa va sotto zero")
    )
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    objects = OfABuilding.as_manager()

    class Meta:
        verbose_name = _("movimento di cassa")
        verbose_name_plural = _("movimenti di cassa")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["building", "-day", "-id"], name="cash_by_building")]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_movement_moves_money")]

    def __str__(self) -> str:
        return self.what
