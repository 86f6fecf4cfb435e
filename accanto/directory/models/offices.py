"""Offices: where a body is found, when, and how one gets in."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import CodesField
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.directory.models.organisations import Organisation
from accanto.directory.municipalities import NAME_LENGTH
from accanto.directory.opening import Day, days_of


class WayIn(models.TextChoices):
    """How one reaches an office."""

    DESK = "desk", _("allo sportello")
    PHONE = "phone", _("per telefono")
    WEB = "web", _("sul sito")
    EMAIL = "email", _("per e-mail")
    PEC = "pec", _("per PEC")


class Office(Record):
    """A door of a body: address, hours, ways in.

    `hours` is a list of [weekday from 0 = Monday, "09:00", "12:00"], in order.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices", verbose_name=_("ente"))
    name = models.CharField(_("nome"), max_length=150)
    address = models.CharField(_("indirizzo"), max_length=200, blank=True)
    postal_code = models.CharField(_("CAP"), max_length=10, blank=True)
    municipality = models.CharField(_("comune"), max_length=NAME_LENGTH, blank=True)
    municipality_code = models.CharField(_("codice catastale"), max_length=4, blank=True)
    hours = models.JSONField(_("orari"), default=list, blank=True)
    by_appointment = models.BooleanField(_("solo su appuntamento"), default=False)
    ways_in = CodesField(_("come si entra"), choices=lambda: WayIn.choices)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    website = models.URLField(_("sito"), max_length=200, blank=True)
    accessibility = models.TextField(_("accessibilità"), max_length=1000, blank=True)
    note = models.TextField(_("da sapere"), max_length=2000, blank=True)
    closed_on = DayField(_("chiuso dal"), null=True, blank=True)

    class Meta:
        verbose_name = _("ufficio")
        verbose_name_plural = _("uffici")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="office_once_in_a_body",
                violation_error_message=_("Questo ufficio c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(municipality_code="") | ~Q(municipality=""), name="office_code_has_a_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation_detail", args=[self.organisation_id])

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None and self.closed_on <= clock.today()

    @property
    def open_days(self) -> list[Day]:
        """The weekdays on which it is open, with the hours as on its door."""
        return days_of(self.hours)

    @property
    def ways(self) -> list[str]:
        """How one gets in, in words."""
        return [str(WayIn(code).label) for code in self.ways_in if code in WayIn.values]
