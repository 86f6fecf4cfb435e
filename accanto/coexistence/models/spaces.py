"""The shared spaces of a building, and who has booked one from when to when."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.models.scope import OfABuilding, OfASpace
from accanto.housing.models import Building
from accanto.residents.models import Household

HEAVIEST = 3


class SharedSpace(Record):
    """Stairs, courtyard, common room: what its rules are, whether one books it, what its weekly turn counts."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="shared_spaces", verbose_name=_("fabbricato"))
    name = models.CharField(_("spazio"), max_length=80, help_text=_("per esempio: scale, cortile, sala comune"))
    rules = models.CharField(
        _("regole"), max_length=500, blank=True, help_text=_("in parole semplici: che cosa si fa, che cosa no")
    )
    is_bookable = models.BooleanField(_("si prenota"), default=False)
    longest_hours = models.PositiveSmallIntegerField(
        _("al massimo per ore"), default=4, validators=[MaxValueValidator(24)]
    )
    turn_weight = models.PositiveSmallIntegerField(
        _("quanto pesa un turno"),
        default=1,
        validators=[MaxValueValidator(HEAVIEST)],
        help_text=_("1: come gli altri; 2: il doppio del lavoro; 0: nessun turno"),
    )
    closed_on = DayField(_("chiuso dal"), null=True, blank=True, editable=False)

    objects = OfABuilding.as_manager()

    class Meta:
        verbose_name = _("spazio comune")
        verbose_name_plural = _("spazi comuni")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "name"],
                name="one_space_per_name",
                violation_error_message=_("Questo spazio c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(turn_weight__range=(0, HEAVIEST), longest_hours__range=(1, 24)), name="space_within_limits"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Booking(Record):
    """A space for a household from a moment to a moment. The database refuses two at once (migration 0002)."""

    space = models.ForeignKey(SharedSpace, models.PROTECT, related_name="bookings", verbose_name=_("spazio"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="bookings", verbose_name=_("nucleo"))
    starts_at = models.DateTimeField(_("dalle"))
    ends_at = models.DateTimeField(_("alle"))
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfASpace.as_manager()

    class Meta:
        verbose_name = _("prenotazione")
        verbose_name_plural = _("prenotazioni")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["space", "starts_at"], name="booking_by_space")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.space} · {self.starts_at:%d/%m/%Y %H:%M}"
