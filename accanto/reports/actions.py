"""Drafting a report, reading it, sending it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.documents.actions import keep_document
from accanto.documents.states import Kind
from accanto.partners.actions import send_reporting_date
from accanto.partners.models import Agreement
from accanto.reports import printing, queries
from accanto.reports.models import AgreementReport
from accanto.reports.states import REPORT_TRANSITIONS, ReportState


@transaction.atomic
def draft_report(*, by, agreement: Agreement, since: date, until: date) -> AgreementReport:
    """Begin the report on a period. Raises ValidationError for days out of order, outside the agreement or to come,
    and for a period on which there is a report already."""
    _check(agreement, since, until)
    report = AgreementReport.objects.create(agreement=agreement, since=since, until=until)
    record(by=by, verb="draft_report", subject=report)
    return report


def _check(agreement: Agreement, since: date, until: date) -> None:
    errors = {}
    if until < since:
        errors["until"] = _("La fine viene prima dell'inizio.")
    elif until > clock.today():
        errors["until"] = _("Questo giorno deve ancora venire.")
    if since < agreement.starts_on or (agreement.ended_on and since > agreement.ended_on):
        errors["since"] = _("Quel giorno l'accordo non valeva.")
    if agreement.signed_on is None:
        errors["since"] = _("L'accordo non è ancora firmato.")
    if not errors and agreement.reports.filter(since=since, until=until).exists():
        errors["since"] = _("La relazione su questo periodo c'è già.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def change_report(
    *, by, report: AgreementReport, open_points: str, proposals: str, version: int | None = None
) -> AgreementReport:
    """Write the words of a draft. Raises ValidationError once it has been reviewed."""
    if not report.is_draft:
        raise ValidationError(_("La relazione è già stata riletta: per cambiarla, riportala prima alla bozza."))
    if changed := report.change(version=version, open_points=open_points, proposals=proposals):
        record(by=by, verb="change_report", subject=report, fields=changed)
    return report


@transaction.atomic
def review_report(*, by, report: AgreementReport) -> AgreementReport:
    """Somebody has read the figures and the words: from now on they stand still."""
    figures = queries.tables_of(report)
    _step(report, ReportState.REVIEWED, figures=figures, reviewed_by=by, reviewed_on=clock.today())
    record(by=by, verb="review_report", subject=report)
    return report


@transaction.atomic
def reopen_report(*, by, report: AgreementReport) -> AgreementReport:
    """Back to the draft: it will be counted anew."""
    _step(report, ReportState.DRAFT, figures=[], reviewed_by=None, reviewed_on=None)
    record(by=by, verb="reopen_report", subject=report)
    return report


@transaction.atomic
def send_report(*, by, report: AgreementReport, sent_to: str) -> AgreementReport:
    """It goes out, to whom and how: its bytes are kept, and nothing of it changes any more."""
    if ReportState.SENT not in REPORT_TRANSITIONS[ReportState(report.state)]:
        raise ValidationError(_("Prima di mandarla qualcuno la rilegge."))
    send_reporting_date(by=by, agreement=report.agreement, since=report.since)
    record(by=by, verb="send_report", subject=report)
    name = f"relazione-{report.since.isoformat()}-{report.until.isoformat()}"
    kept = {"by": by, "title": str(report)[:200], "kind": Kind.REPORT}
    pdf = keep_document(content=printing.as_pdf(report, report.figures), name=f"{name}.pdf", **kept)
    ods = keep_document(content=printing.as_ods(report, report.figures), name=f"{name}.ods", **kept)
    _step(report, ReportState.SENT, sent_by=by, sent_on=clock.today(), sent_to=sent_to, pdf=pdf, ods=ods)
    return report


def _step(report: AgreementReport, to: ReportState, **values) -> None:
    if to not in REPORT_TRANSITIONS[ReportState(report.state)]:
        raise ValidationError(_("La relazione è già a un altro punto: ricarica la pagina."))
    report.change(version=report.version, state=to, **values)
