"""Copies come back as they were, into an empty place, or not at all."""

import io
import tarfile

import pyrage
import pytest
from django.db import connection

from accanto.archive import backup as backup_module
from accanto.archive import sealed
from accanto.archive.backup import back_up
from accanto.archive.problems import ArchiveError
from accanto.archive.tests.factories import COPY, files, flipped, put_back
from config import home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


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


def test_each_of_two_keys_opens_it_and_a_third_does_not(archive, key, away, tmp_path):
    other = pyrage.x25519.Identity.generate()
    path = back_up(to=[key.to_public(), other.to_public()], into=tmp_path / "copies").path
    put_back(path, key, tmp_path / "one")
    put_back(path, other, tmp_path / "two")
    with pytest.raises(ArchiveError, match="non apre"):
        put_back(path, pyrage.x25519.Identity.generate(), tmp_path / "three")
    assert not (tmp_path / "three").exists()


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


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a copy of SQLite needs no reading")
def test_a_database_that_is_not_empty_is_not_restored_into(copy, key, tmp_path):
    with pytest.raises(ArchiveError, match="non è vuoto"):
        put_back(copy, key, tmp_path / "again")
    assert not (tmp_path / "again").exists()
