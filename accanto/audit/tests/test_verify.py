"""`verify` finds what is wrong, says it in one sentence and leaves with 1."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from accanto.audit import actions, triggers
from config import home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "DOCUMENTS", tmp_path / "documents")
    monkeypatch.setattr(home, "AUDIT_HEADS", tmp_path / "heads.txt")


def verified() -> tuple[int, list[str]]:
    """The exit code of `verify --json`, and the kinds of problem that it names."""
    out, code = StringIO(), 0
    try:
        call_command("verify", json=True, stdout=out)
    except SystemExit as leaving:
        code = leaving.code
    result = json.loads(out.getvalue())
    assert result["ok"] is (code == 0)
    return code, [problem["kind"] for problem in result["problems"]]


def test_a_sound_archive_passes_and_the_days_head_is_written(coordinator):
    actions.record(by=coordinator, verb="x", subject=coordinator)
    assert verified() == (0, [])
    assert len(home.AUDIT_HEADS.read_text().splitlines()) == 1


def test_it_is_said_in_words_too(coordinator):
    out = StringIO()
    call_command("verify", stdout=out)
    assert "Tutto a posto" in out.getvalue()


def test_a_changed_register_is_found_and_no_head_is_written(coordinator):
    row = actions.record(by=coordinator, verb="x", subject=coordinator)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditrecord SET verb = 'y'")
    triggers.install(connection)
    assert verified() == (1, ["audit_chain"])
    assert not home.AUDIT_HEADS.exists()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=out)
    assert f"La riga {row.pk} del registro" in out.getvalue()


def test_an_unprotected_register_is_found():
    triggers.remove(connection)
    code, kinds = verified()
    assert code == 1 and set(kinds) == {"audit_trigger"}


@pytest.mark.sqlite_only
def test_a_reference_to_nothing_is_found(coordinator):
    actions.record(by=coordinator, verb="x", subject=coordinator)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_user")
    assert verified() == (1, ["foreign_key"])
    coordinator.save(force_insert=True)


def test_tables_of_an_older_program_are_found():
    MigrationRecorder.Migration.objects.filter(app="audit", name="0002_append_only").delete()
    assert verified() == (1, ["migrations"])


def test_tables_of_a_newer_program_are_found():
    MigrationRecorder(connection).record_applied("audit", "9999_of_tomorrow")
    assert verified() == (1, ["migrations"])


def test_a_file_that_nobody_remembers_is_found(monkeypatch):
    monkeypatch.setattr("accanto.archive.verify.UPLOAD_SECONDS", -60)
    home.DOCUMENTS.mkdir()
    (home.DOCUMENTS / "x").write_text("x")
    assert verified() == (1, ["orphaned_document"])


@pytest.mark.sqlite_only
def test_a_damaged_database_is_found(monkeypatch):
    monkeypatch.setattr("accanto.archive.snapshot.integrity_problems", lambda database: ["row 1 missing from index i"])
    assert verified() == (1, ["integrity"])


def test_the_head_is_written_by_a_command_of_its_own(coordinator):
    actions.record(by=coordinator, verb="x", subject=coordinator)
    call_command("audit_head")
    assert home.AUDIT_HEADS.exists()
