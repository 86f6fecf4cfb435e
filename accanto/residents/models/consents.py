"""Consents: to what, by which version of the notice, how we know, and until when."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record


class ConsentPurpose(models.TextChoices):
    """What the person is asked. Help never depends on the answer."""

    SUPPORT_CASE = "support_case", _("tenere il diario dell'accompagnamento")
    SHARE_WITH_SERVICES = "share_with_services", _("parlare con i servizi sociali")
    SHARE_WITH_SCHOOL = "share_with_school", _("parlare con la scuola")
    CONTACT_EMPLOYER = "contact_employer", _("parlare con un datore di lavoro")
    PHOTOS = "photos", _("usare fotografie")


class ConsentQuerySet(models.QuerySet):
    """Answers, and which of them run."""

    def running(self, purpose: str, on):
        """Of each person the latest answer to a purpose until a day, where it is a yes that was not withdrawn."""
        same_day = Q(answered_on=OuterRef("answered_on"), pk__gt=OuterRef("pk"))
        later = Q(answered_on__gt=OuterRef("answered_on")) | same_day
        answered = Consent.objects.filter(purpose=purpose, answered_on__lte=on)
        withdrawn = Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)
        latest = ~Exists(answered.filter(later, person=OuterRef("person")))
        return self.filter(~withdrawn, latest, purpose=purpose, answered_on__lte=on, is_given=True)


class Consent(Record):
    """An answer, given or refused: a refusal is a valid state."""

    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="consents", verbose_name=_("persona"))
    purpose = models.CharField(_("per che cosa"), max_length=30, choices=ConsentPurpose.choices)
    notice_version = models.CharField(_("versione dell'informativa"), max_length=30)
    is_given = models.BooleanField(_("acconsente"))
    answered_on = DayField(_("data della risposta"))
    evidence = models.CharField(_("prova"), max_length=200, help_text=_("per esempio: firmato, archivio carta n. 12"))
    withdrawn_on = DayField(_("ritirato il"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consenso")
        verbose_name_plural = _("consensi")
        ordering = ["-answered_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | (Q(is_given=True) & Q(withdrawn_on__gte=F("answered_on"))),
                name="only_a_given_consent_is_withdrawn_later",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.person}"
