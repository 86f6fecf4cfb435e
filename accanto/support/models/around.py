"""What stands around a request: its life, who works on it, what was met, the notes about it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.support.models.requests import SupportRequest
from accanto.support.states import Ground, Outcome, Place, State


class RequestStep(models.Model):
    """One step in the life of a request. Written once, never changed: a reopening leaves it standing."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="steps")
    origin = models.CharField(_("da"), max_length=20, choices=State.choices, blank=True)
    to = models.CharField(_("a"), max_length=20, choices=State.choices)
    reason = models.TextField(_("perché"), blank=True)
    outcome = models.CharField(_("esito"), max_length=20, choices=Outcome.choices, blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    at = models.DateTimeField(_("quando"))

    class Meta:
        verbose_name = _("passo")
        verbose_name_plural = _("passi")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_origin_display()} → {self.get_to_display()}"


class RequestWorker(Record):
    """Somebody who works on a request, from a day and perhaps to a day (her last)."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="workers")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)

    class Meta:
        verbose_name = _("chi ci lavora")
        verbose_name_plural = _("chi ci lavora")
        ordering = ["since", "id"]
        # Ten years of work lie under one name: who is at work today is read from the index alone.
        indexes = [models.Index(fields=["user", "until", "since", "request"], name="request_worker_by_user_days")]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "user"],
                condition=Q(until__isnull=True),
                name="works_on_a_request_once",
                violation_error_message=_("Questa persona ci lavora già."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="request_worker_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class DiscriminationReport(Record):
    """Where somebody was treated worse than others, on what ground, and who was told."""

    request = models.OneToOneField(SupportRequest, models.CASCADE, related_name="discrimination")
    happened_on = DayField(_("quando è successo"), null=True, blank=True)
    place = models.CharField(_("dove"), max_length=20, choices=Place.choices)
    ground = models.CharField(_("per che cosa, secondo la persona"), max_length=20, choices=Ground.choices)
    body_contacted = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("a chi è stato segnalato"),
        help_text=_("per esempio UNAR, un avvocato, un sindacato"),
    )
    contacted_on = DayField(_("segnalato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("discriminazione")
        verbose_name_plural = _("discriminazioni")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(body_contacted__isnull=True) & Q(contacted_on__isnull=True))
                | (Q(body_contacted__isnull=False) & Q(contacted_on__isnull=False)),
                name="discrimination_body_and_day_together",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} · {self.get_ground_display()}"


class RequestEntry(models.Model):
    """A note of the diary that is about a request."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="entry_links")
    entry = models.ForeignKey("diary.Entry", models.CASCADE, related_name="request_links", verbose_name=_("nota"))

    class Meta:
        verbose_name = _("nota sulla richiesta")
        verbose_name_plural = _("note sulla richiesta")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "entry"], name="entry_once_on_a_request")]

    def __str__(self) -> str:
        return f"{self.request} · {self.entry}"
