"""Copies: consistent while people write, whole, readable by their keys only, put back as they were."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accanto.archive import backup as backup_module
from accanto.archive import sealed, snapshot, verify
from accanto.archive.backup import back_up
from accanto.archive.problems import ArchiveError
from accanto.archive.restore import restore
from config import home

pytestmark = pytest.mark.django_db

CANARY = "canarino-7f3a"
COPY = snapshot.POSTGRESQL_COPY if connection.vendor == "postgresql" else snapshot.SQLITE_COPY


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """A folder with documents, keys and heads beside the test's database."""
    place = tmp_path / "home"
    for name in ("DOCUMENTS", "KEYS", "BACKUPS", "AUDIT_HEADS", "DEMO"):
        monkeypatch.setattr(home, name, place / getattr(home, name).relative_to(home.HOME))
    monkeypatch.setattr(home, "HOME", place)
    (home.DOCUMENTS / "2026" / "à").mkdir(parents=True)
    (home.DOCUMENTS / "2026" / "à" / "contratto.pdf").write_bytes(CANARY.encode() * 1000)
    (home.DOCUMENTS / "vuoto").write_bytes(b"")
    (home.DOCUMENTS / "grande").write_bytes(os.urandom(3_000_000))
    for name in ("audit", "mfa", "note", "secret"):
        home.key(name)
    home.AUDIT_HEADS.write_text("2026-03-01 1 abc\n")
    return place


@pytest.fixture
def key():
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def copy(key, tmp_path):
    return back_up(to=[key.to_public()], into=tmp_path / "copies").path


@pytest.fixture
def away(monkeypatch):
    """Putting back does not touch the database of the test."""
    monkeypatch.setattr(snapshot, "put_back", lambda copy: None)


def put_back(copy, key, into):
    return restore(copy, keys=[key], into=into)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_comes_back_as_it_was(archive, copy, key, away, tmp_path):
    manifest = put_back(copy, key, tmp_path / "again")
    found = files(tmp_path / "again")
    database = found.pop(COPY, b"SQLite")
    assert found == {name: content for name, content in files(archive).items() if name != "accanto.sqlite3"}
    assert {"keys/audit", "keys/mfa", "keys/note", "keys/secret", "audit-heads.txt"} < found.keys()
    assert database.startswith(b"SQLite")
    assert manifest["database"] == connection.vendor
    assert (tmp_path / "again" / "keys" / "audit").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "again").stat().st_mode & 0o777 == 0o700


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


def test_each_of_two_keys_opens_it_and_a_third_does_not(archive, key, away, tmp_path):
    other = pyrage.x25519.Identity.generate()
    path = back_up(to=[key.to_public(), other.to_public()], into=tmp_path / "copies").path
    put_back(path, key, tmp_path / "one")
    put_back(path, other, tmp_path / "two")
    with pytest.raises(ArchiveError, match="non apre"):
        put_back(path, pyrage.x25519.Identity.generate(), tmp_path / "three")
    assert not (tmp_path / "three").exists()


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


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize("share", [0, 0.0005, 0.1, 0.5, 0.9, 1])
def test_one_flipped_bit_is_refused(copy, key, away, tmp_path, share):
    content = copy.read_bytes()
    copy.write_bytes(flipped(content, min(int(len(content) * share), len(content) - 1)))
    with pytest.raises(ArchiveError):
        put_back(copy, key, tmp_path / "again")
    assert not list(tmp_path.glob(".again*")) and not (tmp_path / "again").exists()


@pytest.mark.parametrize("share", [0, 0.0001, 0.3, 0.999])
def test_a_truncated_copy_is_refused(copy, key, away, tmp_path, share):
    content = copy.read_bytes()
    copy.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ArchiveError):
        put_back(copy, key, tmp_path / "again")
    assert not list(tmp_path.glob(".again*")) and not (tmp_path / "again").exists()


def forged(key, members: dict[str, bytes], manifest=None, kind=tarfile.REGTYPE) -> bytes:
    """A copy as somebody who knows the public key could write it."""
    plain, sealed_copy = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, content in {**members, **({"manifest.json": manifest} if manifest is not None else {})}.items():
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(content), kind if name in members else tarfile.REGTYPE, "/etc"
            tar.addfile(info, io.BytesIO(content))
    plain.seek(0)
    pyrage.encrypt_io(plain, sealed_copy, [key.to_public()])
    return sealed_copy.getvalue()


@pytest.mark.parametrize(
    ("members", "manifest"),
    [
        ({}, None),
        ({}, b"[]"),
        ({}, b"nonsense"),
        ({}, b'{"format": 2, "members": []}'),
        ({"keys/audit": b"x"}, b'{"format": 1, "members": []}'),
        ({"keys/audit": b"x"}, None),
        ({"../outside": b"x"}, b"{}"),
        ({"documents/../../outside": b"x"}, b"{}"),
        ({"/etc/outside": b"x"}, b"{}"),
        ({"settings.py": b"x"}, b"{}"),
    ],
)
def test_a_copy_with_other_contents_is_refused(key, away, tmp_path, members, manifest):
    path = tmp_path / "forged.age"
    path.write_bytes(forged(key, members, manifest))
    with pytest.raises(ArchiveError):
        put_back(path, key, tmp_path / "again")
    assert not (tmp_path / "again").exists() and not (tmp_path / "outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_only_plain_files_are_unpacked(key, tmp_path, kind):
    path = tmp_path / "forged.age"
    path.write_bytes(forged(key, {"documents/x": b""}, b"{}", kind))
    with pytest.raises(ArchiveError, match="documents/x"):
        put_back(path, key, tmp_path / "again")


def test_what_age_cannot_read_at_all_is_refused(key, tmp_path):
    (tmp_path / "note.txt").write_text("ciao")
    for name in ("note.txt", "absent"):
        with pytest.raises(ArchiveError):
            put_back(tmp_path / name, key, tmp_path / "again")


def test_restoring_overwrites_nothing(copy, key, away, tmp_path):
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "accanto.sqlite3").write_bytes(b"mine")
    with pytest.raises(ArchiveError, match="non è vuoto"):
        put_back(copy, key, tmp_path / "again")
    assert files(tmp_path / "again") == {"accanto.sqlite3": b"mine"}


def test_a_folder_that_only_this_start_made_counts_as_empty(copy, key, away, tmp_path):
    (tmp_path / "again" / "keys").mkdir(parents=True)
    (tmp_path / "again" / "keys" / "secret").write_text("made a moment ago")
    put_back(copy, key, tmp_path / "again")
    assert (tmp_path / "again" / "keys" / "secret").read_text() == home.key("secret")


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


@pytest.mark.parametrize("content", ["", "# only a comment", "AGE-SECRET-KEY-1NONSENSE", "\udcff"])
def test_an_identity_that_cannot_be_read_is_said(tmp_path, content):
    (tmp_path / "key").write_text(content, errors="surrogateescape")
    with pytest.raises(ArchiveError, match="chiave privata"):
        sealed.identities(tmp_path / "key")


@pytest.mark.sqlite_only
def test_a_copy_of_the_other_database_is_refused(key, tmp_path, monkeypatch):
    monkeypatch.setattr(backup_module, "_about", lambda: {"made_at": "", "database": "postgresql"})
    path = back_up(to=[key.to_public()], into=tmp_path / "copies").path
    with pytest.raises(ArchiveError, match="DATABASE_URL"):
        put_back(path, key, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_missing_and_orphaned_documents_are_found(monkeypatch):
    monkeypatch.setattr(verify, "_named", lambda: iter(["vuoto", "2026/perso.pdf"]))
    monkeypatch.setattr(verify, "UPLOAD_SECONDS", -60)
    found = [(problem.kind, problem.sentence.split()[-1].rstrip(".")) for problem in verify.document_problems()]
    assert found == [
        ("missing_document", "2026/perso.pdf"),
        ("orphaned_document", "2026/à/contratto.pdf"),
        ("orphaned_document", "grande"),
    ]


def test_a_file_still_on_its_way_is_no_orphan():
    assert verify.document_problems() == []


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
    done = subprocess.run(line, env=environment, capture_output=True, text=True)
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
def test_verifying_nothing_says_so_and_makes_nothing(tmp_path, place):
    assert "nessun archivio" in run(place("nothing"), "verify", code=1).stderr
    assert not (tmp_path / "nothing" / "accanto.sqlite3").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a copy of SQLite needs no reading")
def test_a_database_that_is_not_empty_is_not_restored_into(copy, key, tmp_path):
    with pytest.raises(ArchiveError, match="non è vuoto"):
        put_back(copy, key, tmp_path / "again")
    assert not (tmp_path / "again").exists()
