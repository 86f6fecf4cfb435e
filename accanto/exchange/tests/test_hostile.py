"""Lists of agreements and procedures that were never meant to be read: a sentence each, no 500, nothing by halves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.directory.models import Organisation
from accanto.exchange import actions
from accanto.exchange.arrival.plan import NOBODY
from accanto.exchange.models import ConfirmedWord, ImportBatch
from accanto.exchange.tests.bringing import bring, codes, decided
from accanto.exchange.tests.spreadsheets import write_csv
from accanto.partners.models import Agreement
from accanto.partners.tests.factories import under_law_of
from accanto.procedures.models import Procedure
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.django_db

AGREEMENTS = ["Ente", "Oggetto", "Prot./Data", "Decorrenza", "Scadenza", "Referente", "Corrispettivo"]
PROCEDURES = ["Socio", "Pratica", "Ente", "Data", "Scadenza", "Esito", "Chi segue"]
PLAIN = ["Comune di Prato", "tirocini", "prot. 1 del 01/02/2026", "01/02/2026", "31/01/2027", "Anna Neri", "0"]
NASTY = [
    "=HYPERLINK(\"http://x\")", "+39", "@SUM(A1)", "'; DROP TABLE x; --", "<script>alert(1)</script>", "\ud800",
    "\u202eotarP id enumoC", "%(name)s %s {0}", "a" * 200_000, "ﷺ" * 300, "\x00\x01", "0", "-", "   ", "9" * 400,
]  # fmt: skip


@pytest.fixture
def naima(db):
    under_law_of()
    person = PersonFactory(family_name="Bennani", given_name="Naima")
    return HouseholdFactory(name="Bennani", head=person) and person


def uploaded(client, tmp_path, *tables):
    """The page after these tables were handed over; each is a list of rows under its titles."""
    files = []
    for number, rows in enumerate(tables):
        path = write_csv(tmp_path / f"{number}.csv", rows)
        files.append(SimpleUploadedFile(path.name, path.read_bytes()))
    return client.post(reverse("exchange:start"), {"files": files}, follow=True)


def test_nasty_cells_go_the_whole_way_through_the_pages(client_of, coordinator, naima, tmp_path):
    client = client_of(coordinator)
    agreements = [AGREEMENTS, *[PLAIN] * 20, *([text] * 7 for text in NASTY)]
    agreements += [[text, text, *PLAIN[2:5], text, text] for text in NASTY]
    names = ["Bennani Naima", "ISEE", "CAF", "01/02/2026", None, "ok", "Anna Neri"]
    procedures = [PROCEDURES, *[names] * 20, *([text] * 7 for text in NASTY)]
    procedures += [["Bennani Naima", text, text, "01/02/2026", text, text, text] for text in NASTY]
    page = uploaded(client, tmp_path, agreements, procedures)
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()
    batch = ImportBatch.objects.get()
    assert [file["kind"] for file in batch.report["files"]] == ["agreements", "procedures"]
    address = reverse("exchange:decide", args=[batch.pk])
    form = client.get(address).context["form"]
    answered = client.post(
        address, {name: field.choices[0][0] for name, field in form.fields.items() if name[0] == "q"}
    )
    assert answered.status_code == 302
    batch.refresh_from_db()
    actions.run_batch(by=coordinator, batch=batch)
    for name in ("partners:agreement_list", "procedures:procedure_board", "directory:organisation_list"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert all(row.parties.exists() for row in Agreement.objects.all())
    assert all(row.person == naima for row in Procedure.objects.all()) and Procedure.objects.count() > 1
    actions.undo_batch(by=coordinator, batch=batch)
    assert not Agreement.objects.exists() and not Procedure.objects.exists() and not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("31/02/1980", "31/01/2027", "agreement_day_unclear"),
        ("01/02/2026", "31/02/2027", "agreement_day_unclear"),
        ("01/02/2026", "31/01/2026", "agreement_order"),
        ("", "31/01/2027", "agreement_without_start"),
        ("01/02/1726", "31/01/2027", "agreement_day_unclear"),
        ("01/02/2026", "31/01/9999", "agreement_day_unclear"),
        ("02/13/2026", "31/01/2027", "agreement_day_unclear"),
        ("01/02/2026", "500 anni", "agreement_day_unclear"),
    ],
)
def test_days_that_cannot_be_are_one_sentence_and_no_agreement(coordinator, naima, tmp_path, start, end, code):
    row = ["Comune di Vaiano", "accoglienza", "12", start, end, None, None]
    batch = bring(coordinator, write_csv(tmp_path / "a.csv", [AGREEMENTS, PLAIN, PLAIN[:1] + PLAIN[1:], row]).parent)
    assert [p["code"] for p in batch.report["files"][0]["problems"] if p["row"] == 4] == [code]
    assert Agreement.objects.get().object == "tirocini"
    assert not Organisation.objects.filter(name="Comune di Vaiano").exists()


def test_the_same_file_twice_at_once_arrives_once(coordinator, naima, tmp_path):
    rows = [AGREEMENTS, PLAIN, [*PLAIN[:3], "01/02/2027", "31/01/2028", *PLAIN[5:]]]
    filed = [PROCEDURES, ["Bennani Naima", "ISEE", "CAF", "01/02/2026", None, "ok", None]]
    for name in ("a", "b"):
        write_csv(tmp_path / f"conv-{name}.csv", rows)
        write_csv(tmp_path / f"prat-{name}.csv", filed)
    batch = bring(coordinator, tmp_path)
    assert (Agreement.objects.count(), Procedure.objects.count(), Organisation.objects.count()) == (2, 1, 2)
    assert (codes(batch).count("agreement_twice"), codes(batch).count("procedure_twice")) == (2, 1)


def test_answers_that_nobody_offered_change_nothing(client_of, coordinator, naima, tmp_path):
    client = client_of(coordinator)
    rows = [PROCEDURES, ["Bennani Naima", "PdS rinnovo", "CAF", "01/02/2026", None, "ok", None]]
    uploaded(client, tmp_path, rows)
    batch = ImportBatch.objects.get()
    address = reverse("exchange:decide", args=[batch.pk])
    page = client.post(address, {"question_0": "XXX"})
    assert page.status_code == 200 and page.context["form"].errors["question_0"]
    assert not ConfirmedWord.objects.exists()
    client.post(address, {"question_0": NOBODY})
    batch.refresh_from_db()
    assert batch.report["totals"]["created"] == 0 and ConfirmedWord.objects.get().answer == NOBODY
    client.post(address, {"question_0": "PDS"})
    batch.refresh_from_db()
    assert batch.report["totals"]["created"] == 1 and ConfirmedWord.objects.get().answer == "PDS"


def test_words_that_no_longer_mean_anything_are_asked_about_again(coordinator, naima, tmp_path):
    write_csv(tmp_path / "a.csv", [PROCEDURES, ["Bennani Naima", "PdS", "CAF", "01/02/2026", None, "ok", None]])
    ConfirmedWord.objects.create(key="k:pds", answer="GONE")
    ConfirmedWord.objects.create(key="b:caf", answer="same:nobody knows it")
    batch = bring(coordinator, tmp_path)
    assert [question["key"] for question in batch.report["questions"]] == ["k:pds"]
    decided(coordinator, tmp_path, {"k:pds": "PDS"})
    assert Procedure.objects.get().opened_on == date(2026, 2, 1)


def test_a_body_that_cannot_be_written_keeps_its_rows_out_whole(coordinator, naima, tmp_path, monkeypatch):
    other = [*PLAIN[:1], "altro", *PLAIN[2:]]
    write_csv(tmp_path / "a.csv", [AGREEMENTS, PLAIN, other, ["Comune di Vaiano", *PLAIN[1:]]])
    written = actions.running.write_bodies

    def refusing(ledger, arriving):
        if any(body.name == "Comune di Vaiano" for body, _place, _row in arriving):
            raise ValidationError("no")
        written(ledger, arriving)

    monkeypatch.setattr("accanto.exchange.actions.running.write_bodies", refusing)
    batch = bring(coordinator, tmp_path)
    assert {row.object for row in Agreement.objects.all()} == {"tirocini", "altro"}
    assert codes(batch).count("row_not_saved") == 1 and batch.report["totals"]["created"] == 2
