"""An archive to copy, with its folder, and the key that opens its copies."""

import os

import pyrage
import pytest

from accanto.archive import snapshot
from accanto.archive.backup import back_up
from accanto.archive.tests.factories import CANARY
from config import home


@pytest.fixture
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
