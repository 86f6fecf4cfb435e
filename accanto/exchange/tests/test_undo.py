"""Taking imports back, what survives a failure, and the command."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accanto.audit.chain import verify_chain
from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.exchange import actions
from accanto.exchange.models import ImportBatch
from accanto.exchange.states import BatchState
from accanto.exchange.tests.bringing import bring, codes, dump
from accanto.exchange.tests.spreadsheets import write_csv
from accanto.housing.models import Dwelling
from accanto.residents.actions import add_warning, change_person
from accanto.residents.models import Household, HouseholdMember, Membership, Person
from accanto.residents.tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_an_import_can_be_undone_without_a_trace(aurora, coordinator):
    MembershipFactory(person=PersonFactory(family_name="Rossi", given_name="Mario", tax_code="RSSMRA80A01H501U"))
    before = dump()
    batch = bring(coordinator, aurora)
    assert dump() != before
    actions.undo_batch(by=coordinator, batch=batch)
    assert dump() == before
    assert Person.objects.get().birth_place == "", "what the import filled in is empty again"
    assert batch.report["kept"] == {}
    assert AuditRecord.objects.filter(verb="undo_import").exists() and verify_chain() is None


def test_what_somebody_has_worked_on_is_kept_and_said(aurora, coordinator):
    batch = bring(coordinator, aurora)
    rossi = Person.objects.get(family_name="Rossi")
    change_person(by=coordinator, person=Person.objects.get(family_name="De Luca"), given_name="Annamaria")
    household = rossi.stays.get().household
    add_warning(by=coordinator, household=household, text="citofono rotto", asked_by="lei", until=clock.today())
    actions.undo_batch(by=coordinator, batch=batch)
    assert Household.objects.get() == household
    assert {person.family_name for person in Person.objects.all()} == {"De Luca"}
    assert batch.report["kept"] == {"residents.Household": 1, "residents.Person": 1}


def test_undoing_twice_is_refused(aurora, coordinator):
    batch = bring(coordinator, aurora)
    actions.undo_batch(by=coordinator, batch=batch)
    with pytest.raises(ValidationError):
        actions.undo_batch(by=coordinator, batch=batch)


def test_a_run_that_failed_can_be_started_again(aurora, coordinator, monkeypatch):
    files = [(path, path.name) for path in aurora.iterdir()]
    batch = actions.open_batch(by=coordinator, files=files)
    actions.check_batch(by=coordinator, batch=batch)
    with monkeypatch.context() as patch:
        patch.setattr("accanto.exchange.actions.running.write_buildings", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.run_batch(by=coordinator, batch=batch)
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED and Person.objects.count() == 3
    actions.run_batch(by=coordinator, batch=batch)
    assert Person.objects.count() == 3 and Dwelling.objects.count() == 4 and HouseholdMember.objects.count() == 3


def test_the_command_writes_a_report_and_no_names(aurora, tmp_path, capsys):
    target = tmp_path / "out" / "report.json"
    call_command("import", aurora / "registro.xlsx", "--yes", "--report", target)
    found = json.loads(target.read_text("utf-8"))
    assert oct(target.stat().st_mode)[-3:] == "600"
    assert [file["kind"] for file in found["files"]] == ["members", "dwellings"]
    assert {"row", "column", "value", "sentence", "code"} <= set(found["files"][0]["problems"][0])
    assert found["totals"]["created"] == 7
    said = capsys.readouterr()
    assert "Rossi" not in said.out + said.err
    batch = ImportBatch.objects.get()
    call_command("import", "--undo", batch.pk)
    assert not Person.objects.exists()


def test_a_dry_run_writes_nothing(aurora, coordinator):
    call_command("import", aurora, "--dry-run")
    assert not Person.objects.exists() and not ImportBatch.objects.exists()


def test_the_command_says_what_is_wrong(tmp_path):
    for arguments in ([tmp_path / "nowhere", "--yes"], [tmp_path, "--yes"], ["--undo", "99"]):
        with pytest.raises(CommandError):
            call_command("import", *arguments)


def test_bad_files_are_told_and_the_others_arrive(aurora, coordinator):
    (aurora / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (aurora / "vuoto.csv").write_bytes(b"")
    batch = bring(coordinator, aurora)
    assert Person.objects.count() == 3
    assert {"file_not_spreadsheet", "file_empty"} <= set(codes(batch))


def test_copies_of_files_do_not_stay(aurora, coordinator):
    files = [(path, path.name) for path in aurora.iterdir()]
    batch = actions.open_batch(by=coordinator, files=files)
    actions.remove_old_files()
    assert batch.folder.exists() and actions.remove_old_files() == 0
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1)):
        assert actions.remove_old_files() == 1 and not batch.folder.exists()
    batch.refresh_from_db()
    assert batch.files_removed_at


def _letters(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4)).title()


@pytest.mark.timeout(900)
@pytest.mark.slow
def test_ten_thousand_rows_arrive_and_go_again(tmp_path, coordinator, django_assert_max_num_queries):
    PersonFactory()
    before = dump()
    rows = [["N. socio", "Cognome", "Nome", "Nato il", "Cell.", "Categoria", "Ammesso il", "Quota"]]
    for number in range(1, 10_001):
        phone = f"3331{number:06}"
        rows.append(
            [
                number,
                _letters(number),
                _letters(number * 7),
                "01/02/1980",
                phone,
                "ordinario",
                "03/04/2015",
                "25,00",
            ]
        )
    write_csv(tmp_path / "soci.csv", rows)
    with django_assert_max_num_queries(2_000):
        batch = bring(coordinator, tmp_path)
    assert Person.objects.count() == 10_001 and Membership.objects.count() == 10_000
    with django_assert_max_num_queries(2_000):
        actions.undo_batch(by=coordinator, batch=batch)
    assert dump() == before


def test_a_report_that_cannot_be_written_stops_the_command_before_it_writes(aurora, tmp_path):
    with pytest.raises(CommandError, match="resoconto"):
        call_command("import", aurora, "--yes", "--report", tmp_path)
    assert not Person.objects.exists() and not ImportBatch.objects.exists()


def test_files_of_which_none_can_be_read_are_no_import(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "soci.xlsx").write_bytes(b"%PDF-1.4")
    target = tmp_path / "report.json"
    with pytest.raises(CommandError, match="nessun foglio di calcolo"):
        call_command("import", tmp_path / "in", "--yes", "--report", target)
    assert "Questo file non è un foglio di calcolo" in capsys.readouterr().out
    assert json.loads(target.read_text("utf-8"))["files"][0]["kind"] == "unreadable"
    assert not ImportBatch.objects.exists()
