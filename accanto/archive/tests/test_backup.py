"""Copies: consistent while people write, whole, readable by their keys only."""

import io
import json
import os
import shutil
import subprocess
import tarfile
import threading
import time
from pathlib import Path

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accanto.archive import backup as backup_module
from accanto.archive import sealed, snapshot
from accanto.archive.backup import back_up
from accanto.archive.problems import ArchiveError
from accanto.archive.tests.factories import CANARY, COPY, flipped, put_back
from config import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_a_copy_is_noise_and_nothing_else_is_left_behind(archive, copy):
    content = copy.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert CANARY.encode() not in content and home.key("audit").encode() not in content
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert not list(archive.glob("backup-*"))
    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not shutil.which("age"), reason="needs the age program")
def test_the_age_program_opens_a_copy(tmp_path):
    subprocess.run(["age-keygen", "-o", tmp_path / "key"], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", tmp_path / "key"], check=True, capture_output=True, text=True).stdout
    path = back_up(to=sealed.recipients([public.strip()]), into=tmp_path / "copies").path
    plain = subprocess.run(["age", "-d", "-i", tmp_path / "key", path], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
        assert tar.extractfile("documents/2026/à/contratto.pdf").read() == CANARY.encode() * 1000
    assert names == [*(member["name"] for member in manifest["members"]), "manifest.json"]


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_copy_taken_while_others_write_is_consistent(archive, key, tmp_path):
    """Each transaction writes the same number twice: a copy with half of one would show."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE twice (a integer, b integer)")
    stop, written = threading.Event(), []

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            with connection.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("INSERT INTO twice VALUES (%s, 0)", [number])
                cursor.execute("UPDATE twice SET b = %s WHERE a = %s", [number, number])
                cursor.execute("COMMIT")
            written.append(number)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 20:
            pass
        copies = []
        for number in range(3):
            at_least = len(written)
            copies.append((at_least, back_up(to=[key.to_public()], into=tmp_path / f"copies{number}").path))
    finally:
        stop.set()
        writer.join()
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE twice")
    for number, (at_least, path) in enumerate(copies):
        put_back(path, key, tmp_path / f"again{number}")
        copied = connection.copy()
        copied.settings_dict = {**copied.settings_dict, "NAME": str(tmp_path / f"again{number}" / COPY)}
        with copied.cursor() as cursor:
            assert snapshot.integrity_problems(copied) == []
            cursor.execute("SELECT count(*), max(a), sum(a <> b) FROM twice")
            count, newest, halves = cursor.fetchone()
        copied.close()
        assert (count, halves) == (newest, 0) and newest >= at_least


def test_the_written_bytes_are_read_again(archive, key, tmp_path, monkeypatch):
    """A disk that keeps something else than it was given is found out, and the bad copy goes."""
    write = backup_module._write

    def write_badly(draft, to):
        write(draft, to)
        draft.write_bytes(flipped(draft.read_bytes(), -5 + draft.stat().st_size))

    monkeypatch.setattr(backup_module, "_write", write_badly)
    with pytest.raises(ArchiveError, match="rovinata"):
        back_up(to=[key.to_public()], into=tmp_path / "copies")
    assert not list((tmp_path / "copies").iterdir())


@pytest.mark.sqlite_only
def test_a_damaged_database_is_not_copied_as_if_it_were_sound(key, tmp_path, monkeypatch):
    take = snapshot._vacuum_into

    def damaged(path):
        monkeypatch.setattr(snapshot, "_check", lambda path: None)
        take(path)
        monkeypatch.undo()
        content = bytearray(path.read_bytes())
        content[4096:8192] = os.urandom(4096)
        path.write_bytes(content)
        snapshot._check(path)

    monkeypatch.setattr(snapshot, "_vacuum_into", damaged)
    with pytest.raises(ArchiveError, match="non è sana"):
        back_up(to=[key.to_public()], into=tmp_path / "copies")
    assert not list((tmp_path / "copies").iterdir())


def test_links_in_the_documents_are_not_followed(archive, key, away, tmp_path):
    (home.DOCUMENTS / "link").symlink_to("/etc/hostname")
    put_back(back_up(to=[key.to_public()], into=tmp_path / "copies").path, key, tmp_path / "again")
    assert not (tmp_path / "again" / "documents" / "link").exists()


def test_a_file_that_shrinks_under_the_copy_is_said():
    copying = sealed._tar([sealed.Member("documents/grande", home.DOCUMENTS / "grande")], {})
    next(copying)
    os.truncate(home.DOCUMENTS / "grande", 10)
    with pytest.raises(OSError, match="accorciato"):
        list(copying)


def test_recipients_come_from_the_command_from_a_file_and_from_the_environment(key, tmp_path, monkeypatch, capsys):
    other, third = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    (tmp_path / "list").write_text(f"# le due chiavi\n{other.to_public()}\n\n{third.to_public()}\n")
    monkeypatch.setenv("ACCANTO_BACKUP_TO", str(tmp_path / "list"))
    call_command("backup", to=[str(key.to_public())], into=tmp_path / "copies")
    path = Path(capsys.readouterr().out.strip())
    for opener in (key, other, third):
        assert sealed.read(path, [opener], lambda name: None)["format"] == sealed.FORMAT


@pytest.mark.parametrize("to", [[], ["age1nonsense"], ["/not/there"], ["ssh-ed25519 nonsense"]])
def test_without_a_good_key_nothing_is_written(to, tmp_path, monkeypatch):
    monkeypatch.delenv("ACCANTO_BACKUP_TO", raising=False)
    with pytest.raises(CommandError):
        call_command("backup", to=to, into=tmp_path / "copies")
    assert not (tmp_path / "copies").exists()


def test_a_place_that_cannot_be_written_is_said(key, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="scrivere"):
        call_command("backup", to=[str(key.to_public())], into=tmp_path / "file")


def test_what_a_killed_backup_left_behind_goes_after_a_day(archive, key, tmp_path):
    for name, age in (("backup-old", 2 * backup_module.DAY_SECONDS), ("backup-running", 60)):
        (archive / name).mkdir()
        (archive / name / COPY).write_bytes(b"readable")
        os.utime(archive / name, (time.time() - age,) * 2)
    back_up(to=[key.to_public()], into=tmp_path / "copies")
    assert [path.name for path in archive.glob("backup-*")] == ["backup-running"]
