"""Who is out there: bodies with their people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Contact(Record):
    """A person to call in an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts", verbose_name=_("ente"))
    name = models.CharField(_("nome"), max_length=150)
    role = models.CharField(_("ruolo"), max_length=100, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    since = DayField(_("dal"), null=True, blank=True)
    until = DayField(_("al"), null=True, blank=True)

    class Meta:
        verbose_name = _("referente")
        verbose_name_plural = _("referenti")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="contact_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation.name})"
