"""Who is out there: bodies with their people."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    MUNICIPALITY = "municipality", _("Comune")
    SOCIAL_SERVICES = "social_services", _("servizi sociali")
    HEALTH_AUTHORITY = "health_authority", _("azienda sanitaria")
    HEALTH_SOCIETY = "health_society", _("Società della Salute")
    POLICE = "police", _("Questura")
    INPS = "inps", _("INPS")
    JOB_CENTRE = "job_centre", _("centro per l'impiego")
    SCHOOL = "school", _("scuola")
    CAF = "caf", _("CAF o patronato")
    CHARITY = "charity", _("associazione")
    EMPLOYER = "employer", _("datore di lavoro")
    OTHER = "other", _("altro")


class Organisation(Record):
    """A public body or another organisation."""

    name = models.CharField(_("nome"), max_length=200, unique=True)
    kind = models.CharField(_("tipo"), max_length=30, choices=OrganisationKind.choices)
    is_public = models.BooleanField(_("ente pubblico"), default=False)
    municipality = models.CharField(_("comune"), max_length=100, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    how_it_works = models.TextField(_("come funziona"), blank=True, help_text=_("orari, sportelli, che cosa portare"))

    class Meta:
        verbose_name = _("ente")
        verbose_name_plural = _("enti")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation_detail", args=[self.pk])


class ContactQuerySet(models.QuerySet):
    """People to call, now and formerly."""

    def running(self):
        """Those who are there today, as far as one knows."""
        today = clock.today()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


class Contact(Record):
    """A person to call in an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts", verbose_name=_("ente"))
    name = models.CharField(_("nome"), max_length=150)
    role = models.CharField(_("ruolo"), max_length=100, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    since = DayField(_("dal"), null=True, blank=True)
    until = DayField(_("al"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("referente")
        verbose_name_plural = _("referenti")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="contact_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation.name})"

    @property
    def is_running(self) -> bool:
        """Whether she is there today, as far as one knows."""
        return (self.since is None or self.since <= clock.today()) and not self.has_left

    @property
    def has_left(self) -> bool:
        return self.until is not None and self.until < clock.today()
