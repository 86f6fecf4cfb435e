"""From the draft to what was sent: read by a person, then never changed again."""

from datetime import date, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from pypdf import PdfReader

from accanto.base.clock import ROME
from accanto.documents.states import Kind
from accanto.partners.models import ReportingDate
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.reports import actions
from accanto.reports.models import AgreementReport
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_july():
    under_law_of()
    with time_machine.travel(datetime(2026, 7, 6, 10, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def agreement():
    agreement = AgreementFactory(object="Alloggi temporanei")
    agreement.households.set([HouseholdFactory() for _household in range(6)])
    ReportingDate.objects.create(
        agreement=agreement, since=date(2026, 1, 1), until=date(2026, 6, 30), due_on=date(2026, 7, 30)
    )
    return agreement


@pytest.fixture
def draft(coordinator, agreement):
    days = {"since": date(2026, 1, 1), "until": date(2026, 6, 30)}
    return actions.draft_report(by=coordinator, agreement=agreement, **days)


@pytest.fixture
def sent(coordinator, draft):
    actions.change_report(by=coordinator, report=draft, open_points="Manca un mediatore.", proposals="")
    actions.review_report(by=coordinator, report=draft)
    return actions.send_report(by=coordinator, report=draft, sent_to="PEC, prot. 12")


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2026, 6, 30), date(2026, 6, 29), "until"),
        (date(2026, 6, 30), date(2026, 7, 7), "until"),
        (date(2025, 1, 14), date(2026, 6, 30), "since"),
    ],
)
def test_a_period_that_cannot_be_is_refused(coordinator, agreement, since, until, field):
    with pytest.raises(ValidationError) as refusal:
        actions.draft_report(by=coordinator, agreement=agreement, since=since, until=until)
    assert set(refusal.value.message_dict) == {field}


def test_an_unsigned_agreement_reports_nothing(coordinator):
    unsigned = AgreementFactory(state="draft", signed_on=None)
    with pytest.raises(ValidationError, match="firmato"):
        actions.draft_report(by=coordinator, agreement=unsigned, since=date(2026, 1, 1), until=date(2026, 6, 30))


def test_one_report_on_a_period(coordinator, draft, agreement):
    with pytest.raises(ValidationError, match="c'è già"):
        actions.draft_report(by=coordinator, agreement=agreement, since=draft.since, until=draft.until)


def test_nothing_is_sent_that_nobody_has_read(coordinator, draft):
    with pytest.raises(ValidationError, match="rilegge"):
        actions.send_report(by=coordinator, report=draft, sent_to="PEC")


def test_what_was_reviewed_is_what_goes_out(coordinator, draft, agreement):
    actions.review_report(by=coordinator, report=draft)
    before = draft.figures
    agreement.households.add(HouseholdFactory())
    actions.send_report(by=coordinator, report=draft, sent_to="PEC")
    assert draft.figures == before
    assert "6" in text_of(draft) and before[0]["rows"][0]["value"] == 6


def test_back_at_the_draft_it_is_counted_anew(coordinator, draft, agreement):
    actions.review_report(by=coordinator, report=draft)
    agreement.households.add(HouseholdFactory())
    actions.reopen_report(by=coordinator, report=draft)
    actions.review_report(by=coordinator, report=draft)
    assert draft.figures[0]["rows"][0]["value"] == 7


def test_words_are_not_changed_after_the_review(coordinator, draft):
    actions.review_report(by=coordinator, report=draft)
    with pytest.raises(ValidationError, match="riportala"):
        actions.change_report(by=coordinator, report=draft, open_points="altro", proposals="")


def test_sent_it_is_kept_and_owed_no_more(sent, agreement):
    assert (sent.pdf.kind, sent.ods.kind) == (Kind.REPORT, Kind.REPORT)
    assert len(sent.pdf.sha256) == 64
    assert agreement.reporting_dates.get().sent_on == date(2026, 7, 6)


@pytest.mark.parametrize("change", [{"open_points": "altro"}, {"state": "draft"}, {"figures": []}])
def test_the_database_itself_keeps_what_was_sent(sent, change):
    with pytest.raises(Error), transaction.atomic():
        AgreementReport.objects.filter(pk=sent.pk).update(**change)
    with pytest.raises(Error), transaction.atomic():
        AgreementReport.objects.filter(pk=sent.pk).delete()


def test_a_sent_report_takes_no_step(coordinator, sent):
    for action in (actions.review_report, actions.reopen_report):
        with pytest.raises(ValidationError):
            action(by=coordinator, report=sent)


def content_of(document) -> bytes:
    with document.file.open("rb") as kept:
        return kept.read()


def text_of(report) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content_of(report.pdf))).pages)


def test_the_pdf_is_tagged_and_says_its_language(sent):
    catalogue = PdfReader(BytesIO(content_of(sent.pdf))).trailer["/Root"]
    assert catalogue["/Lang"] == "it" and catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    text = text_of(sent)
    assert "Manca un mediatore." in text and "Relazione dal 01/01/2026 al 30/06/2026" in text


def test_the_sheet_opens_with_the_same_figures(sent):
    tables = {
        table.getAttribute("name"): [
            [extractText(cell) for cell in row.getElementsByType(TableCell)]
            for row in table.getElementsByType(TableRow)
        ]
        for table in load(BytesIO(content_of(sent.ods))).spreadsheet.getElementsByType(Table)
    }
    assert ["Nuclei e persone", "nuclei", "6"] in tables["Numeri"]
    assert ["Promesse dei tre lati", "promesse: la famiglia", "0"] in tables["Numeri"]
    written = sum(len(row.get("values", "1")) for table in sent.figures for row in table["rows"])
    assert len(tables["Numeri"]) == written + 1


# --- The pages --------------------------------------------------------------------------------------


def test_from_the_agreement_to_what_was_sent(client_of, coordinator, agreement):
    client = client_of(coordinator)
    address = f"{agreement.get_absolute_url()}relazioni/nuova/"
    assert client.get(address).context["form"].initial == {"since": date(2026, 1, 1), "until": date(2026, 6, 30)}
    made = client.post(address, {"since": "2026-01-01", "until": "2026-06-30"})["location"]
    assert client.get(f"{made}pdf/")["Content-Type"] == "application/pdf"
    assert client.get(f"{made}ods/").content.startswith(b"PK")
    client.post(f"{made}parole/", {"open_points": "Manca un mediatore.", "proposals": ""})
    client.post(f"{made}passo/riletta/")
    assert client.post(f"{made}passo/manda/", {"sent_to": ""}).status_code == 422
    client.post(f"{made}passo/manda/", {"sent_to": "PEC"})
    report = AgreementReport.objects.get()
    assert report.is_sent
    assert client.get(f"{made}pdf/").content == content_of(report.pdf)
    assert report.pdf.sha256 in client.get(made).content.decode()


def test_the_board_reads_and_does_not_write(client_of, board, draft):
    client = client_of(board)
    assert client.get(draft.get_absolute_url()).status_code == client.get(f"{draft.get_absolute_url()}pdf/").status_code
    assert client.post(f"{draft.get_absolute_url()}passo/riletta/").status_code == 404


@pytest.mark.parametrize("persona", ["volunteer", "resident", "social_worker", "technician"])
def test_others_meet_no_reports(request, client_of, persona, draft):
    client = client_of(request.getfixturevalue(persona))
    for address in ("", "pdf/", "ods/"):
        assert client.get(f"{draft.get_absolute_url()}{address}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_of, coordinator, django_assert_num_queries, agreement, rows):
    for number in range(rows):
        days = {"since": date(2026, 1 + number, 1), "until": date(2026, 6, 30)}
        actions.draft_report(by=coordinator, agreement=agreement, **days)
    client = client_of(coordinator)
    client.get("/accordi/")
    with django_assert_num_queries(7):
        page = client.get(f"{agreement.get_absolute_url()}relazioni/")
    assert len(page.context["reports"]) == rows
