"""Who speaks for a building."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.models.scope import OfABuilding
from accanto.housing.models import Building
from accanto.residents.models import Person


class HouseRepresentative(Record):
    """A resident who represents her building from a day to a day: she sees how it runs, and nobody's file."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="representatives", verbose_name=_("fabbricato"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="represents", verbose_name=_("chi"))
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)

    objects = OfABuilding.as_manager()

    class Meta:
        verbose_name = _("rappresentante di casa")
        verbose_name_plural = _("rappresentanti di casa")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["building"],
                condition=Q(until__isnull=True),
                name="one_representative_at_a_time",
                violation_error_message=_("Il fabbricato ha già una rappresentante."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="representative_ends_after_beginning"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
