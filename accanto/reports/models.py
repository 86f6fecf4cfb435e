"""Reports: the period, the words of a person, and what was sent, for ever as it was."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.documents.models import Document
from accanto.partners.models import Agreement
from accanto.reports.states import TONES, ReportState

WORDS = 4_000


class AgreementReportQuerySet(models.QuerySet):
    """Reports: figures without names, for whoever reads agreements."""

    def visible_to(self, user):
        return self if may(user, Permission.READ_AGREEMENTS) else self.none()


class AgreementReport(Record):
    """What the cooperative tells the bodies of an agreement about a period.

    `figures` are the tables as they stood at the review. Once sent, the database refuses any change
    (migration 0002), and the two documents hold the bytes that went out.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reports", verbose_name=_("accordo"))
    since = DayField(_("dal"))
    until = DayField(_("al"))
    state = models.CharField(
        _("stato"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT, editable=False
    )
    open_points = models.TextField(_("punti aperti"), max_length=WORDS, blank=True)
    proposals = models.TextField(_("proposte"), max_length=WORDS, blank=True)
    figures = models.JSONField(default=list, editable=False)
    reviewed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    reviewed_on = DayField(_("riletta il"), null=True, editable=False)
    sent_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)
    sent_on = DayField(_("mandata il"), null=True, editable=False)
    sent_to = models.CharField(_("a chi e come"), max_length=200, blank=True)
    pdf = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", editable=False)
    ods = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", editable=False)

    objects = AgreementReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("relazione")
        verbose_name_plural = _("relazioni")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["agreement", "-since", "-id"], name="report_by_agreement")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["agreement", "since", "until"],
                name="one_report_on_a_period",
                violation_error_message=_("La relazione su questo periodo c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", reviewed_by__isnull=True)
                | Q(state__in=["reviewed", "sent"], reviewed_by__isnull=False, reviewed_on__isnull=False),
                name="nothing_is_sent_unread",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent")
                | Q(sent_by__isnull=False, sent_on__isnull=False, pdf__isnull=False, ods__isnull=False),
                name="a_sent_report_keeps_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.since:%d/%m/%Y} – {self.until:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.state == ReportState.SENT

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return TONES[ReportState(self.state)]
