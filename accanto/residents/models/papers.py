"""Papers that expire."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record


class PaperKind(Record):
    """A kind of paper and when to be reminded of its expiry. Rows: the cooperative edits them."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(_("documento"), max_length=100)
    remind_days_before = models.JSONField(
        _("promemoria"), default=list, help_text=_("giorni prima della scadenza, per esempio 120, 90, 60, 30")
    )
    source = models.CharField(_("fonte"), max_length=200, blank=True)
    checked_on = DayField(_("verificato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("tipo di documento")
        verbose_name_plural = _("tipi di documento")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Paper(Record):
    """A paper of a person: what it is, until when it holds, and which one took its place."""

    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="papers", verbose_name=_("persona"))
    kind = models.ForeignKey(PaperKind, models.PROTECT, related_name="+", verbose_name=_("documento"))
    issued_on = DayField(_("rilasciato il"), null=True, blank=True)
    expires_on = DayField(_("scade il"), null=True, blank=True)
    note = models.CharField(_("nota"), max_length=200, blank=True)
    renewed_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="renews")

    class Meta:
        verbose_name = _("documento")
        verbose_name_plural = _("documenti")
        ordering = ["expires_on", "id"]
        indexes = [
            models.Index(fields=["expires_on", "id"], condition=Q(renewed_by=None), name="paper_by_expiry"),
            # The same for SQLite, which without figures about the table takes the index that begins with an equality.
            models.Index(fields=["renewed_by", "expires_on", "id"], name="paper_in_force_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="paper_expires_after_issue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person}"

    @property
    def is_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < clock.today()
