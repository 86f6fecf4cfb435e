"""The drill, as an operator types it: init, backup, restore, verify."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

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
