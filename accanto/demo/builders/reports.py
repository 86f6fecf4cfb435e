"""Every agreement has sent its first report; the large one owes its second."""

from datetime import timedelta

from accanto.demo.world import World
from accanto.documents.actions import keep_document
from accanto.documents.states import Kind
from accanto.partners.models import Agreement, ReportingDate
from accanto.reports import printing
from accanto.reports.models import AgreementReport
from accanto.reports.queries import tables_of
from accanto.reports.states import ReportState

OPEN_POINTS = "Tre nuclei aspettano da più di due mesi l'appuntamento in Questura.\nManca un mediatore per il cinese."
PROPOSALS = "Un incontro fisso con l'assistente sociale, ogni primo martedì del mese."


def build_reports(world: World) -> None:
    """The first report of each, read and sent three weeks after its period."""
    for agreement in Agreement.objects.filter(signed_on__isnull=False):
        owed = agreement.reporting_dates.first()
        if owed and owed.due_on < world.today:
            _sent(world, agreement, owed)


def _sent(world: World, agreement: Agreement, owed: ReportingDate) -> None:
    giulia, sent_on = world.users["giulia"], owed.until + timedelta(days=21)
    report = AgreementReport(agreement=agreement, since=owed.since, until=owed.until)
    report.open_points, report.proposals = OPEN_POINTS, PROPOSALS
    report.figures = tables_of(report)
    report.state = ReportState.SENT
    report.reviewed_by = report.sent_by = giulia
    report.reviewed_on, report.sent_on, report.sent_to = sent_on, sent_on, "PEC ai servizi sociali, prot. 0051377"
    kept = {"by": giulia, "title": str(report)[:200], "kind": Kind.REPORT}
    report.pdf = keep_document(content=printing.as_pdf(report, report.figures), name="relazione.pdf", **kept)
    report.ods = keep_document(content=printing.as_ods(report, report.figures), name="relazione.ods", **kept)
    report.save()
    owed.change(sent_on=sent_on)
