"""A copy of everything that makes an archive, taken while people work, readable only by named keys."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyrage
from django.db import connection
from django.utils.translation import gettext as _

from accanto.archive import sealed, snapshot
from accanto.archive.problems import ArchiveError
from accanto.archive.sealed import Member
from accanto.base import clock
from config import home

WORKSHOP = "backup-"
DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Backup:
    """A copy that was written, read again and found whole."""

    path: Path
    files: int
    size: int
    seconds: float


def back_up(*, to: list, into: Path) -> Backup:
    """Write a sealed copy for the recipients `to` into the folder `into`. Raises ArchiveError or OSError.

    Keys are in it: without the audit key the register could not be verified after a restore, without
    the mfa key nobody could log in, without the note key notes sealed on a phone would be lost.

    The copy is also encrypted for a key that lives as long as this function: with it the bytes that
    reached the disk are decrypted again and compared, which the recipients' keys, being elsewhere,
    could not do.
    """
    if not to:
        raise ArchiveError(_("Per chi cifro la copia? Scrivi --to age1… o ACCANTO_BACKUP_TO (si crea con age-keygen)."))
    began = time.monotonic()
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = into / f"accanto-{clock.now().astimezone(clock.ROME):%Y-%m-%d-%H%M%S}.tar.age"
    if path.exists():
        raise ArchiveError(_("%(path)s c'è già: non lo sovrascrivo.") % {"path": path})
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    proof = pyrage.x25519.Identity.generate()
    try:
        _write(draft, [*to, proof.to_public()])
        manifest = sealed.read(draft, [proof], lambda name: None)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return Backup(path, len(manifest["members"]), path.stat().st_size, time.monotonic() - began)


def _write(draft: Path, to: list) -> None:
    _clear_away()
    workshop = Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=home.HOME))
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as target:
            sealed.write(target, _members(workshop), _about(), to)
            target.flush()
            os.fsync(target.fileno())
    finally:
        shutil.rmtree(workshop)


def _clear_away() -> None:
    """Remove what a killed backup left a day ago: a readable copy of the database, forgotten rows included."""
    for workshop in home.HOME.glob(f"{WORKSHOP}*"):
        if workshop.stat().st_mtime < time.time() - DAY_SECONDS:
            shutil.rmtree(workshop, ignore_errors=True)


def _about() -> dict:
    return {"made_at": clock.now().isoformat(timespec="seconds"), "database": connection.vendor}


def _members(workshop: Path) -> Iterator[Member]:
    """Everything to copy, in an order that keeps it consistent.

    The heads of the register come before the database, which may grow meanwhile but never lacks a
    row that a head names; the documents come after it, so that each one that it names is there.
    """
    heads = workshop / home.AUDIT_HEADS.name
    if home.AUDIT_HEADS.exists():
        shutil.copyfile(home.AUDIT_HEADS, heads)
        yield Member(heads.name, heads)
    copy = snapshot.take(workshop)
    yield Member(copy.name, copy)
    for folder in (home.KEYS, home.DOCUMENTS):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield Member(path.relative_to(folder.parent).as_posix(), path)
    if home.DEMO.exists():
        yield Member(home.DEMO.name, home.DEMO)
