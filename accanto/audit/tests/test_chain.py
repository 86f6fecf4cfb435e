"""The chain holds, and every way of tampering with it shows."""

import datetime
import threading

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import DatabaseError, close_old_connections, connection, transaction

from accanto.audit import actions, triggers
from accanto.audit.chain import verify_chain
from accanto.audit.models import AuditRecord
from config import home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def heads(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "AUDIT_HEADS", tmp_path / "heads.txt")
    return tmp_path / "heads.txt"


@pytest.fixture
def anna(db):
    return get_user_model().objects.create(username="anna", name="Anna Prova", role="coordinator")


@pytest.fixture
def five(anna):
    """Five rows in the register, oldest first."""
    return [
        actions.record(by=anna, verb="change_person", subject=anna, household_id=number, fields=["name"])
        for number in range(5)
    ]


def tamper(sql, params=()):
    """Write past the triggers, as somebody with the file in his hands would."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_untouched_rows_fit(five):
    assert verify_chain() is None


def test_an_empty_register_fits():
    assert verify_chain() is None


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'read'",
        "at = '2020-01-01 00:00:00'",
        "subject_id = '999'",
        "subject = 'x.y'",
        "household_id = 77",
        "household_id = NULL",
        "actor_id = NULL",
        "details = '{}'",
        "digest = 'è'",
    ],
)
def test_an_edited_row_is_named(five, change):
    tamper(f"UPDATE audit_auditrecord SET {change} WHERE id = %s", [five[2].pk])
    assert verify_chain().row_id == five[2].pk


@pytest.mark.parametrize("moment", ["x", "2026-13-45 00:00:00"])
def test_a_moment_that_is_none_is_an_edit_too(five, moment):
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper("UPDATE audit_auditrecord SET at = %s", [moment])
        return
    tamper("UPDATE audit_auditrecord SET at = %s WHERE id = %s", [moment, five[2].pk])
    assert "non si legge" in verify_chain().sentence


@pytest.mark.parametrize("gone", [0, 1, 3])
def test_a_removed_row_shows_at_the_next(five, gone):
    tamper("DELETE FROM audit_auditrecord WHERE id = %s", [five[gone].pk])
    assert verify_chain().row_id == five[gone + 1].pk


def test_two_swapped_rows_show(five):
    first, second = five[1].pk, five[2].pk
    for old, new in ((first, -1), (second, first), (-1, second)):
        tamper("UPDATE audit_auditrecord SET id = %s WHERE id = %s", [new, old])
    assert verify_chain().row_id == first


def test_a_row_sealed_without_the_key_shows(five, anna, monkeypatch, tmp_path):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(home, "KEYS", tmp_path / "other-keys")
        forged = actions.record(by=anna, verb="read", subject=anna)
    assert verify_chain().row_id == forged.pk


def test_cutting_the_tail_shows_from_the_next_head_on(five):
    actions.write_head()
    tamper("DELETE FROM audit_auditrecord WHERE id >= %s", [five[3].pk])
    assert verify_chain().row_id == five[4].pk
    assert "accorciato" in verify_chain().sentence


def test_a_cut_and_regrown_tail_shows(five, anna):
    actions.write_head()
    tamper("DELETE FROM audit_auditrecord WHERE id >= %s", [five[4].pk])
    actions.record(by=anna, verb="read", subject=anna)
    assert verify_chain().row_id == five[4].pk


def test_one_head_a_day_is_added_and_never_changed(five, anna, heads):
    with time_machine.travel(datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)):
        actions.write_head()
        actions.record(by=anna, verb="read", subject=anna)
        actions.write_head()
    with time_machine.travel(datetime.datetime(2026, 3, 1, 23, 30, tzinfo=datetime.UTC)):  # already the 2nd in Italy
        actions.write_head()
    lines = heads.read_text().splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["2026-03-01", str(five[4].pk)],
        ["2026-03-02", str(five[4].pk + 1)],
    ]
    assert verify_chain() is None


def test_a_line_of_the_heads_that_cannot_be_read_is_a_problem(five, heads):
    heads.write_text("ieri 3\n")
    assert "heads.txt" in verify_chain().sentence


def test_an_empty_register_has_no_head(heads):
    actions.write_head()
    assert not heads.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditrecord SET verb = 'x'",
        "DELETE FROM audit_auditrecord",
        "DELETE FROM audit_auditrecord WHERE id = (SELECT max(id) FROM audit_auditrecord)",
    ],
)
def test_the_database_refuses_to_change_the_register(five, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditRecord.objects.count() == 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is of SQLite, TRUNCATE of PostgreSQL")
def test_replacing_a_row_is_refused(five):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO audit_auditrecord SELECT * FROM audit_auditrecord WHERE id = %s", [five[0].pk]
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is of PostgreSQL, REPLACE of SQLite")
def test_emptying_the_table_is_refused():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditrecord")


def test_missing_triggers_are_named():
    assert triggers.missing(connection) == set()
    triggers.remove(connection)
    assert "audit_keeps_rows" in triggers.missing(connection)


def test_details_come_back_as_they_were_sealed(anna):
    row = actions.record(
        by=None, verb="x", subject=anna, fields=("b", "a"), state={"to": "closed", "from": None}, n=2**60, name="Đorđe"
    )
    assert AuditRecord.objects.get(pk=row.pk).details == {
        "fields": ["b", "a"],
        "state": {"to": "closed", "from": None},
        "n": 2**60,
        "name": "Đorđe",
    }
    assert verify_chain() is None


def test_fractions_are_refused_because_databases_write_them_differently(anna):
    with pytest.raises(ValueError, match=r"0\.5"):
        actions.record(by=anna, verb="x", subject=anna, share=0.5)


def test_recording_costs_two_queries(anna, django_assert_num_queries):
    with django_assert_num_queries(2):
        actions.record_read(by=anna, subject=anna, household_id=3)


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain(anna):
    def write():
        try:
            for _ in range(10):
                with transaction.atomic():
                    actions.record(by=anna, verb="x", subject=anna)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (AuditRecord.objects.count(), verify_chain()) == (40, None)


def test_many_acts_written_at_once_fit_the_chain_as_single_ones_do(five, anna):
    actions.record_all(by=anna, verb="import_person", subjects=[(anna, 7), (anna, None)], batch=3)
    actions.record(by=anna, verb="change_person", subject=anna)
    assert verify_chain() is None
    last, *imported = AuditRecord.objects.order_by("-id")[:3]
    assert [(row.verb, row.household_id) for row in imported] == [("import_person", None), ("import_person", 7)]
    assert last.verb == "change_person"
