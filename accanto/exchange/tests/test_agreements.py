"""Agreements in a spreadsheet: whatever the headings, with the bodies of the directory, and back again."""

from datetime import date, datetime

import pytest
import time_machine

from accanto.base.clock import ROME
from accanto.directory.models import Organisation, OrganisationKind
from accanto.directory.tests.factories import OrganisationFactory
from accanto.exchange import actions, bodies
from accanto.exchange.arrival.plan import NEW, NOBODY, SAME
from accanto.exchange.cells import terms
from accanto.exchange.models import ConfirmedWord
from accanto.exchange.tests.bringing import bring, codes, decided, dump
from accanto.exchange.tests.spreadsheets import rows_of, write_csv, write_xlsx
from accanto.partners.models import Agreement
from accanto.partners.states.agreements import AgreementKind, AgreementState
from accanto.partners.tests.factories import AgreementFactory, under_law_of

TODAY = date(2026, 11, 22)
TITLES = ["Ente", "Oggetto", "Prot./Data", "Decorrenza", "Scadenza", "Referente", "Corrispettivo", "PDF"]


@pytest.fixture(autouse=True)
def _a_sunday_in_november():
    with time_machine.travel(datetime(2026, 11, 22, 10, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def aurora(tmp_path, db):
    under_law_of()
    return write_xlsx(tmp_path / "enti.xlsx", {"Foglio1": rows_of("aurora_agreements")}).parent


def listed(tmp_path, *rows):
    """A folder with one list of agreements."""
    under_law_of()
    return write_csv(tmp_path / "convenzioni.csv", [TITLES, *rows]).parent


def problems_of(batch, row: int) -> list[str]:
    """The codes said of a row of the first sheet."""
    return [problem["code"] for problem in batch.report["files"][0]["problems"] if problem["row"] == row]


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("prot. 4932 del 25/01/2026", "4932", date(2026, 1, 25)),
        ("Protocollo n. 12/2025 del 3 febbraio 2025", "12/2025", date(2025, 2, 3)),
        ("25.01.2026", "", date(2026, 1, 25)),
        (date(2026, 1, 25), "", date(2026, 1, 25)),
        ("Rep. 77", "Rep. 77", None),
        (4932, "4932", None),
        (None, "", None),
    ],
)
def test_a_protocol_is_a_number_and_a_day(text, number, day):
    found, reading = terms.parse_protocol(text, TODAY)
    assert (found, reading.value) == (number, day)


@pytest.mark.parametrize(
    ("text", "end", "code"),
    [
        ("31/12/2027", date(2027, 12, 31), ""),
        ("3 anni", date(2029, 2, 28), "end_reckoned"),
        ("durata triennale", date(2029, 2, 28), "end_reckoned"),
        ("18 mesi", date(2027, 8, 31), "end_reckoned"),
        ("a tempo indeterminato", None, ""),
        ("31/12/2027 salvo tacito rinnovo", date(2027, 12, 31), ""),
        ("31/02/2027", None, "date_impossible"),
        ("da vedere", None, "date_unreadable"),
    ],
)
def test_an_end_is_a_day_or_a_length(text, end, code):
    reading = terms.parse_end(text, date(2026, 3, 1), TODAY)
    assert (reading.value, reading.code) == (end, code)


@pytest.mark.parametrize(
    ("renewal", "end", "renews"),
    [("sì", "", True), ("tacito", "", True), ("no", "", False), ("", "31/12/2027 con rinnovo tacito", True)]
    + [("non tacito", "", False), ("", "31/12/2027", False), ("espresso", "", False)],
)
def test_whether_it_renews_itself(renewal, end, renews):
    assert terms.renews_tacitly(renewal, end) is renews


def test_what_sort_of_body_a_name_means():
    named = [bodies.named(name) for name in ("Questura di Prato - Uff. Immigrazione", "Comune di Montemurlo", "Lidl")]
    assert [(body.kind, body.town) for body in named] == [
        (OrganisationKind.IMMIGRATION_OFFICE, "Prato"),
        (OrganisationKind.MUNICIPALITY, "Montemurlo"),
        (OrganisationKind.OTHER, ""),
    ]


def test_headings_that_nobody_told_the_program(aurora, coordinator):
    batch = bring(coordinator, aurora)
    sheet = batch.report["files"][0]
    assert sheet["kind"] == "agreements" and sheet["rows_read"] == 7
    assert sheet["mapping"] == {
        "Convenzione con": "body", "Finalità": "subject", "Strumento": "kind", "N. e data": "protocol",
        "In vigore dal": "start", "Durata": "end", "Tacito rinnovo": "renewal", "Persona di riferimento": "contact",
        "Compenso": "amount",
    }  # fmt: skip
    assert (sheet["created"], sheet["skipped"]) == (4, 3)


def test_each_arrives_with_its_terms(aurora, coordinator):
    batch = bring(coordinator, aurora)
    first = Agreement.objects.get(protocol_number="Rep. 12")
    assert [str(body) for body in first.parties.all()] == ["Comune di Prato"]
    assert (first.kind, first.signed_on, first.starts_on) == ("protocol", date(2025, 2, 3), date(2025, 3, 1))
    assert (first.ends_on, first.contact, first.fee) == (date(2028, 2, 29), "Anna Neri", 0)
    assert first.shown_state == AgreementState.IN_FORCE and not first.reporting_dates.exists()
    second = Agreement.objects.get(protocol_number="77")
    assert (second.fee, second.signed_on, second.kind) == (1200, date(2026, 6, 1), AgreementKind.CONVENTION)
    assert second.overlap_reason and problems_of(batch, 5).count("agreement_beside") == 1
    renewed = Agreement.objects.get(object="Appuntamenti per i permessi")
    assert renewed.renews_tacitly and renewed.ends_on == date(2027, 1, 14) and "renewed_itself" in codes(batch)
    planned = Agreement.objects.get(object="Doposcuola")
    assert planned.state == AgreementState.DRAFT and planned.ends_on is None
    assert problems_of(batch, 9) == ["agreement_unsigned", "body_new"]


def test_days_that_cannot_be_keep_the_row_out_with_one_sentence(aurora, coordinator):
    batch = bring(coordinator, aurora)
    assert not Agreement.objects.filter(object__in=["Corsi di italiano", "Sportello", "Sportello casa"]).exists()
    assert problems_of(batch, 6) == ["agreement_day_unclear"]
    assert problems_of(batch, 7) == ["agreement_order"]
    assert problems_of(batch, 8) == ["agreement_without_body"]
    assert not Organisation.objects.filter(name="INPS").exists(), "a body comes with an agreement, or not at all"


@pytest.mark.django_db
def test_what_is_over_troubles_nobody(tmp_path, coordinator):
    row = ["Comune di Prato", "tirocini", "prot. 1 del 17/01/2023", "17/01/2023", "17/01/2024", None, "nessuno", None]
    bring(coordinator, listed(tmp_path, row))
    over = Agreement.objects.get()
    assert over.shown_state == AgreementState.ENDED and over.end_seen_on == TODAY
    assert Agreement.objects.shown_as(AgreementState.ENDED, TODAY).get() == over
    assert Agreement.objects.holding_on(date(2023, 6, 1)).get() == over


@pytest.mark.django_db
def test_a_body_that_may_be_another_is_asked_about_once_and_remembered(tmp_path, coordinator):
    inps = OrganisationFactory(name="INPS sede di Prato", kind=OrganisationKind.INPS)
    rows = [["I.N.P.S. Prato", subject, "1", "01/01/2026", "31/12/2026", None, None, None] for subject in "ab"]
    batch = bring(coordinator, listed(tmp_path, *rows))
    [question] = batch.report["questions"]
    assert question["count"] == 2 and not Agreement.objects.exists()
    answers = {"b:i n p s prato": f"{SAME}inps sede di prato"}
    assert question["key"] in answers and question["options"][0][0] == answers[question["key"]]
    decided(coordinator, tmp_path, answers)
    assert [agreement.parties.get() for agreement in Agreement.objects.all()] == [inps, inps]
    again = bring(coordinator, tmp_path)
    assert not again.report["questions"] and again.report["totals"]["matched"] == 2
    assert [question["answer"] for question in again.report["answered"]] == list(answers.values())


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "agreements", "organisations"), [(NEW, 1, 2), (NOBODY, 0, 1)])
def test_a_doubtful_body_may_be_new_or_left_out(tmp_path, coordinator, answer, agreements, organisations):
    OrganisationFactory(name="Questura di Prato", kind=OrganisationKind.POLICE)
    name = "Questura di Prato - Uff. Immigrazione"
    folder = listed(tmp_path, [name, "a", "1", "01/01/2026", "31/12/2026", None, None, None])
    decided(coordinator, folder, {"b:questura di prato uff immigrazione": answer})
    assert (Agreement.objects.count(), Organisation.objects.count()) == (agreements, organisations)
    assert ConfirmedWord.objects.get().answer == answer


@pytest.mark.django_db
def test_two_towns_are_two_bodies(tmp_path, coordinator):
    OrganisationFactory(name="Comune di Prato", municipality="Prato")
    bring(coordinator, listed(tmp_path, ["Comune di Montemurlo", "a", "1", "01/01/2026", "2 anni", None, None, None]))
    assert Agreement.objects.get().parties.get().municipality == "Montemurlo"


@pytest.mark.django_db
def test_a_second_time_differences_are_told_and_nothing_changes(tmp_path, coordinator):
    row = ["Comune di Prato", "tirocini", "prot. 1 del 17/01/2026", "17/01/2026", "17/01/2027", "Neri", "0", None]
    bring(coordinator, listed(tmp_path, row, row))
    before = dump()
    again = bring(coordinator, listed(tmp_path, [*row[:4], "17/01/2028", "Bianchi", "50", None]))
    assert dump() == before and Agreement.objects.count() == 1
    assert problems_of(again, 2) == ["differs_from_archive"] * 3


@pytest.mark.django_db
def test_taken_back_nothing_is_left_but_what_others_use(aurora, coordinator):
    before = dump()
    batch = bring(coordinator, aurora)
    actions.undo_batch(by=coordinator, batch=batch)
    assert dump() == before and not Organisation.objects.exists()
    batch = bring(coordinator, aurora)
    town = Organisation.objects.get(name="Comune di Prato")
    mine = AgreementFactory(parties=[town])
    actions.undo_batch(by=coordinator, batch=batch)
    assert mine.parties.get() == town == Organisation.objects.get()
    assert batch.report["kept"] == {"directory.Organisation": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "formula", ["=cmd|' /C calc'!A0", 'Ente "Amici" d\'Italia', "'; DROP TABLE x; --", "𝕳 ﷺ\u202e"]
)
def test_names_that_want_to_be_something_else_are_names(tmp_path, coordinator, formula):
    bring(coordinator, listed(tmp_path, [formula, formula, "1", "01/01/2026", "31/12/2026", formula, formula, formula]))
    agreement = Agreement.objects.get()
    assert (agreement.object, agreement.contact, agreement.fee) == (formula, formula, 0)


@pytest.mark.django_db
def test_a_cell_without_end_is_cut_and_told(tmp_path, coordinator):
    endless = "Ente di prova " * 15_000
    plain = ["Comune di Prato", "tirocini", "1", "01/01/2026", "31/12/2026", None, None, None]
    row = [endless, endless, endless, "01/01/2026", endless, None, None, None]
    batch = bring(coordinator, listed(tmp_path, row, plain, plain, plain))
    assert problems_of(batch, 2).count("agreement_day_unclear") == 1 and Agreement.objects.count() == 1
    batch = bring(coordinator, listed(tmp_path, [endless, endless, endless, "01/01/2026", None, endless, None, None]))
    assert problems_of(batch, 2).count("text_too_long") == 4
    assert len(Agreement.objects.latest("pk").object) <= 200
