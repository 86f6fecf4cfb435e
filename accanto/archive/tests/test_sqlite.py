"""The database backend: the library, its settings, Django's types on it, two writers, a key."""

import datetime
import threading
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import ConnectionHandler, DatabaseError, connection, transaction
from django.db.models import DecimalField, F, JSONField, Value
from django.db.models.functions import Cast, ExtractYear, Power, TruncMonth

from accanto.archive.models import Cooperative, LegalForm
from accanto.archive.sqlite.base import WAL_SOUND_FROM, Database, DatabaseWrapper, require_sound_wal

pytestmark = pytest.mark.django_db

KEY = bytes(range(32))


def opened(path, **options) -> DatabaseWrapper:
    """A connection of its own to a database file."""
    settings = {"ENGINE": "accanto.archive.sqlite", "NAME": str(path), "OPTIONS": options}
    return ConnectionHandler({"default": settings})["default"]


@pytest.fixture
def archive(tmp_path):
    """A connection to a new, empty file."""
    database = opened(tmp_path / "a.sqlite3")
    yield database
    database.close()


def ask(database, sql, params=None):
    with database.cursor() as cursor:
        return cursor.execute(sql, params).fetchone()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("mmap_size", 0),
        ("busy_timeout", 20_000),
        ("cache_size", -16_000),
    ],
)
def test_a_file_is_opened_durably(archive, pragma, value):
    assert ask(archive, f"PRAGMA {pragma}") == (value,)


def test_the_library_has_the_wal_reset_bug_mended(archive):
    assert archive.get_database_version() >= WAL_SOUND_FROM
    assert Database.__name__.startswith("sqlcipher3")
    assert archive.vendor == "sqlite"


def test_an_older_library_is_refused_with_the_reason():
    with pytest.raises(ImproperlyConfigured, match=r"3\.51\.1.*3\.51\.3"):
        require_sound_wal((3, 51, 1))
    require_sound_wal((3, 51, 3))


def test_opening_asks_for_a_sound_library(tmp_path, monkeypatch):
    monkeypatch.setattr(Database, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(ImproperlyConfigured, match="WAL"):
        opened(tmp_path / "a.sqlite3").connect()


def test_a_writer_takes_its_lock_when_the_transaction_begins(archive):
    """A transaction that reads first and writes later must never find the door shut half way."""
    other = opened(archive.settings_dict["NAME"], timeout=0)
    archive.set_autocommit(True)
    archive.in_atomic_block = True
    archive._start_transaction_under_autocommit()
    with pytest.raises(DatabaseError, match="locked"), other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
    archive.connection.rollback()
    archive.in_atomic_block = False
    other.close()


def test_eight_threads_write_to_a_new_file_and_nothing_is_lost(tmp_path):
    errors = []

    def write():
        database = opened(tmp_path / "a.sqlite3")
        database.inc_thread_sharing()
        try:
            with database.cursor() as cursor:
                cursor.execute("CREATE TABLE IF NOT EXISTS t (n integer)")
                for number in range(20):
                    cursor.execute("INSERT INTO t VALUES (%s)", [number])
        except Exception as error:
            errors.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = opened(tmp_path / "a.sqlite3")
    assert (errors, ask(last, "SELECT count(*) FROM t")) == ([], (160,))
    last.close()


def test_placeholders_by_position_and_by_name(archive):
    with archive.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a integer, b text)")
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", ((n, "100%") for n in range(3)))
        cursor.executemany("INSERT INTO t VALUES (%(a)s, %(b)s)", [{"a": 7, "b": "x"}, {"a": 8, "b": "y"}])
        cursor.executemany("INSERT INTO t VALUES (%s, %s)", [])
    assert ask(archive, "SELECT count(*) FROM t WHERE b LIKE '100%%' AND a < %s", [2]) == (2,)
    assert ask(archive, "SELECT b FROM t WHERE a = %(a)s", {"a": 8}) == ("y",)


def test_a_full_text_index_may_be_kept_by_triggers(archive):
    """trusted_schema is off: what triggers may still use must stay known."""
    with archive.cursor() as cursor:
        cursor.execute("CREATE TABLE t (id integer PRIMARY KEY, b text)")
        cursor.execute("CREATE VIRTUAL TABLE f USING fts5(b, content='t', content_rowid='id')")
        cursor.execute("CREATE TRIGGER i AFTER INSERT ON t BEGIN INSERT INTO f(rowid, b) VALUES (new.id, new.b); END")
        cursor.execute("INSERT INTO t (b) VALUES ('uno sfratto')")
        cursor.execute("SELECT rowid FROM f WHERE f MATCH 'sfratto'")
        assert cursor.fetchone() == (1,)


def test_a_schema_cannot_call_our_functions(archive):
    with archive.cursor() as cursor:
        cursor.execute("CREATE TABLE t (b text)")
        cursor.execute(
            "CREATE TRIGGER i AFTER INSERT ON t BEGIN SELECT django_date_trunc('day', new.b, NULL, NULL); END"
        )
        with pytest.raises(DatabaseError, match="unsafe use"):
            cursor.execute("INSERT INTO t VALUES ('2026-01-01')")


def test_djangos_types_and_functions_travel_there_and_back():
    Cooperative.objects.create(name="Àncora del Bisenzio", legal_form=LegalForm.SOCIAL)
    row = (
        Cooperative.objects.annotate(
            money=Cast(Value(Decimal("12.30")), DecimalField(max_digits=6, decimal_places=2)),
            day=Value(datetime.date(2026, 2, 28)),
            json=Cast(Value({"a": [1, "è"]}, JSONField()), JSONField()),
            month=TruncMonth("created_at"),
            year=ExtractYear("created_at"),
            eight=Power(Value(2.0), 3.0),
        )
        .filter(name__iregex=r"àncora|ancora$", created_at__date__gte="1900-01-01")
        .get()
    )
    assert row.money == Decimal("12.30")
    assert row.day == datetime.date(2026, 2, 28)
    assert row.json == {"a": [1, "è"]}
    assert (row.month.day, row.year, row.eight) == (1, row.created_at.year, 8.0)
    assert row.created_at.tzinfo is not None


def test_savepoints_roll_back_alone():
    cooperative = Cooperative.objects.create(name="Prima", legal_form=LegalForm.OTHER)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Cooperative.objects.update(name="Seconda", version=F("version") + 1)
        raise ZeroDivisionError
    cooperative.refresh_from_db()
    assert (cooperative.name, cooperative.version) == ("Prima", 0)


def test_a_file_with_a_key_is_noise_without_it(tmp_path):
    path = tmp_path / "sealed.sqlite3"
    sealed = opened(path, KEY=KEY)
    with sealed.cursor() as cursor:
        cursor.execute("CREATE TABLE t (b text)")
        cursor.execute("INSERT INTO t VALUES ('canarino')")
    sealed.close()
    again = opened(path, KEY=KEY)
    assert ask(again, "SELECT b FROM t") == ("canarino",)
    again.close()
    assert b"canarino" not in path.read_bytes() and not path.read_bytes().startswith(b"SQLite format 3")
    for options in ({}, {"KEY": bytes(32)}):
        with pytest.raises(DatabaseError, match="not a database"):
            opened(path, **options).ensure_connection()


@pytest.mark.parametrize("key", ["a phrase", b"short"])
def test_a_key_is_32_bytes(tmp_path, key):
    with pytest.raises(ImproperlyConfigured, match="32"):
        opened(tmp_path / "a.sqlite3", KEY=key).connect()


@pytest.mark.sqlite_only
def test_once_a_day_the_archive_learns_how_its_tables_are_filled():
    assert "refresh_statistics" in settings.DAILY_COMMANDS
    Cooperative.objects.create(name="Le Corti", legal_form=LegalForm.OTHER)
    call_command("refresh_statistics")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'archive_cooperative'")
        assert cursor.fetchone() == (1,)
