"""The drill, as an operator types it: init, backup, restore, verify."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path):
    """`place(name)` is the environment of an archive of its own: a folder, and a database where it is a server's."""
    made = []

    def environment(name: str) -> dict[str, str]:
        found = {**os.environ, "ACCANTO_HOME": str(tmp_path / name)}
        if connection.vendor == "postgresql":
            url = urlsplit(os.environ["DATABASE_URL"])
            if name not in made:
                on_the_server(f"CREATE DATABASE drill_{name}")
                made.append(name)
            found["DATABASE_URL"] = url._replace(path=f"/drill_{name}").geturl()
        return found

    yield environment
    for name in made:
        on_the_server(f"DROP DATABASE drill_{name} WITH (FORCE)")


def on_the_server(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def run(environment: dict[str, str], *command, code: int = 0) -> subprocess.CompletedProcess:
    """What an operator types, in an archive of its own."""
    line = [sys.executable, home.ROOT / "manage.py", *map(str, command)]
    done = subprocess.run(line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.mark.slow
def test_the_whole_drill_by_command(tmp_path, place, key):
    (tmp_path / "key").write_text(str(key))
    live, again = place("live"), place("again")
    begin = ("--name", "Prova", "--legal-form", "altra", "--user", "anna", "--password", "quattro gatti sul tetto")
    run(live, "init", *begin)
    copy = run(live, "backup", "--to", key.to_public(), "--into", tmp_path / "copies").stdout.strip()
    put_back_there = ("restore", copy, "--identity", tmp_path / "key", "--into", tmp_path / "again")
    assert "Tutto a posto" in run(again, *put_back_there).stdout
    assert json.loads(run(again, "verify", "--json").stdout)["ok"] is True
    assert "«Prova»" in run(again, "init", *begin, code=1).stderr
    assert "non è vuoto" in run(again, *put_back_there, code=1).stderr


@pytest.mark.sqlite_only
def test_a_refusal_in_an_empty_place_makes_no_database(tmp_path, place):
    assert "nessun archivio" in run(place("nothing"), "verify", code=1).stderr
    assert "--password" in run(place("nothing"), "init", "--name", "Prova", code=1).stderr
    assert not (tmp_path / "nothing" / "accanto.sqlite3").exists()


# Every verb that works on an archive, with arguments that would do.
VERBS = [("export", "out"), ("remind",), ("directory", "export", "bodies.json"), ("verify",)]
MAKERS = [("import", "."), ("init", "--name", "P", "--legal-form", "altra", "--user", "anna", "--password", "p" * 20)]


def one_sentence(environment, command) -> str:
    """What an operator is told who typed this: a code that is no success, and no more than a line."""
    said = run(environment, *command, code=1)
    assert len(said.stderr.splitlines()) <= 1
    return said.stderr or said.stdout


@pytest.mark.sqlite_only
@pytest.mark.parametrize("command", VERBS, ids=lambda command: command[0])
def test_no_verb_makes_an_archive_where_none_is(tmp_path, place, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "non c'è nessun archivio" in one_sentence(place("nothing"), command)
    assert not (tmp_path / "nothing" / "accanto.sqlite3").exists()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("command", [*VERBS, *MAKERS, ("prepare",)], ids=lambda command: command[0])
def test_a_file_that_is_no_archive_is_told(tmp_path, place, command, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "accanto.sqlite3").write_bytes(b"not a database at all" * 500)
    assert "Il database non si legge" in one_sentence(place("broken"), command)


@pytest.mark.parametrize("command", [("export", "out"), ("remind",), ("import", "."), ("init",), ("prepare",)])
def test_an_archive_of_a_newer_program_is_left_alone(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    MigrationRecorder(connection).record_applied("residents", "9999_from_a_newer_program")
    with pytest.raises(CommandError, match="versione più nuova di questo programma"):
        call_command(*command)
