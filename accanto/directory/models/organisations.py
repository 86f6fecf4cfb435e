"""Who is out there: bodies with their people."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.directory.municipalities import NAME_LENGTH


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    MUNICIPALITY = "municipality", _("Comune")
    SOCIAL_SERVICES = "social_services", _("servizi sociali")
    HEALTH_AUTHORITY = "health_authority", _("azienda sanitaria")
    HEALTH_SOCIETY = "health_society", _("Società della Salute")
    POLICE = "police", _("Questura")
    IMMIGRATION_OFFICE = "immigration_office", _("ufficio immigrazione della Questura")
    PREFECTURE = "prefecture", _("Prefettura")
    REVENUE = "revenue", _("Agenzia delle Entrate")
    COURT = "court", _("tribunale")
    INPS = "inps", _("INPS")
    JOB_CENTRE = "job_centre", _("centro per l'impiego")
    SCHOOL = "school", _("scuola")
    CAF = "caf", _("CAF o patronato")
    SHELTERS_NETWORK = "shelters_network", _("rete antiviolenza e case rifugio")
    CHARITY = "charity", _("associazione")
    EMPLOYERS = "employers", _("associazione di datori di lavoro")
    EMPLOYER = "employer", _("datore di lavoro")
    OTHER = "other", _("altro")


class OrganisationQuerySet(models.QuerySet):
    """Bodies, now and formerly."""

    def running(self):
        """Those that are there today: not merged into another yet."""
        return self.filter(Q(merged_on=None) | Q(merged_on__gt=clock.today()))


class Organisation(Record):
    """A public body or another organisation.

    One that was merged into another (`successor`, from `merged_on`) stays readable and is offered no more.
    `uid` is its id in files that leave this archive.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nome"), max_length=200, unique=True)
    kind = models.CharField(_("tipo"), max_length=30, choices=OrganisationKind.choices)
    is_public = models.BooleanField(_("ente pubblico"), default=False)
    municipality = models.CharField(_("comune"), max_length=NAME_LENGTH, blank=True)
    municipality_code = models.CharField(_("codice catastale"), max_length=4, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    how_it_works = models.TextField(_("come funziona"), blank=True, help_text=_("orari, sportelli, che cosa portare"))
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("confluito in")
    )
    merged_on = DayField(_("dal giorno"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ente")
        verbose_name_plural = _("enti")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True, merged_on__isnull=True)
                | Q(successor__isnull=False, merged_on__isnull=False),
                name="a_merged_body_says_into_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="no_body_is_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation_detail", args=[self.pk])

    @property
    def is_merged(self) -> bool:
        """Whether another body has taken its place."""
        return self.merged_on is not None and self.merged_on <= clock.today()


class ContactQuerySet(models.QuerySet):
    """People to call, now and formerly."""

    def running(self):
        """Those who are there today, as far as one knows."""
        today = clock.today()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))

    def in_running_bodies(self):
        """Those of bodies that no other has taken the place of."""
        merged_on = "organisation__merged_on"
        return self.filter(Q(**{merged_on: None}) | Q(**{f"{merged_on}__gt": clock.today()}))


class Contact(Record):
    """A person to call in an organisation."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
