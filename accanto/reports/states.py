"""The life of a report: data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """Where a report stands. A draft is counted anew each time; from the review on its figures stand still."""

    DRAFT = "draft", _("bozza")
    REVIEWED = "reviewed", _("riletta")
    SENT = "sent", _("mandata")


S = ReportState

REPORT_TRANSITIONS: dict[ReportState, tuple[ReportState, ...]] = {
    S.DRAFT: (S.REVIEWED,),
    S.REVIEWED: (S.SENT, S.DRAFT),
    S.SENT: (),
}
TONES = {S.DRAFT: "plain", S.REVIEWED: "accent", S.SENT: "ok"}
