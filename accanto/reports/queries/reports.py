"""Reports: one, those of an agreement, and the period that comes next."""

from datetime import date

from django.http import Http404
from django.utils import translation

from accanto.base import clock
from accanto.partners.models import Agreement
from accanto.reports.models import AgreementReport
from accanto.reports.queries.figures import counted

LANGUAGE = "it"


def report_for(user, pk: int) -> AgreementReport:
    """The report with its agreement. Raises Http404."""
    rows = AgreementReport.objects.visible_to(user)
    found = rows.select_related("agreement", "reviewed_by", "sent_by", "pdf", "ods").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def reports_of(user, agreement: Agreement) -> list[AgreementReport]:
    """The reports of an agreement, the latest first."""
    return list(AgreementReport.objects.visible_to(user).filter(agreement=agreement).select_related("sent_by"))


def next_period(agreement: Agreement) -> dict[str, date]:
    """The first period that is owed and not sent, so far as it has passed; else the agreement so far."""
    owed = agreement.reporting_dates.filter(sent_on=None).order_by("since").first()
    since = owed.since if owed else agreement.starts_on
    until = min(owed.until if owed else agreement.ends_on or clock.today(), clock.today())
    return {"since": since, "until": max(since, until)}


def tables_of(report: AgreementReport) -> list[dict]:
    """The figures: of a draft as they stand now, from the review on as they stood then; in the reports' language."""
    if not report.is_draft:
        return report.figures
    with translation.override(LANGUAGE):
        return counted(report.agreement, report.since, report.until)
