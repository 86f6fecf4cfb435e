"""Put a sealed copy back into an empty place."""

import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.db import connection
from django.utils.translation import gettext as _

from accanto.archive import sealed, snapshot
from accanto.archive.problems import ArchiveError
from config import home

FILES = {snapshot.SQLITE_COPY, snapshot.POSTGRESQL_COPY, home.AUDIT_HEADS.name, home.DEMO.name}
FOLDERS = {home.KEYS.name, home.DOCUMENTS.name}

# Made by the mere start of this program when `into` is ACCANTO_HOME itself; holds nobody's data.
MADE_BY_STARTING = {f"{home.KEYS.name}/secret"}


def restore(backup: Path, *, keys: list, into: Path) -> dict:
    """Decrypt `backup` with `keys` into the folder `into`; returns its manifest.

    Nothing appears in `into` before all of it has been compared with the manifest. Raises
    ArchiveError when the folder is not empty or the copy not whole, and OSError of the disk.
    """
    into = into.resolve()
    _require_empty(into)
    into.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=into.parent))
    try:
        manifest = sealed.read(backup, keys, lambda name: _opened(draft, name))
        _require_same_kind(manifest["database"])
        if manifest["database"] == "postgresql":
            snapshot.put_back(draft / snapshot.POSTGRESQL_COPY)
            (draft / snapshot.POSTGRESQL_COPY).unlink()
        os.sync()
        shutil.rmtree(into, ignore_errors=True)
        os.replace(draft, into)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _require_empty(into: Path) -> None:
    if not into.exists():
        return
    there = into.is_dir() and {path.relative_to(into).as_posix() for path in into.rglob("*") if not path.is_dir()}
    if there is False or there - MADE_BY_STARTING:
        raise ArchiveError(_("%(into)s non è vuoto: scegli un posto vuoto, non sovrascrivo niente.") % {"into": into})


def _require_same_kind(vendor: str) -> None:
    if vendor != connection.vendor:
        raise ArchiveError(
            _("Questa copia viene da PostgreSQL: indica in DATABASE_URL dove rimetterla.")
            if vendor == "postgresql"
            else _("Questa copia è di SQLite: togli DATABASE_URL dall'ambiente e riprova.")
        )


def _opened(draft: Path, name: str) -> BinaryIO:
    """A new file for a member, below `draft` and nowhere else."""
    parts = PurePosixPath(name).parts
    known = name in FILES or (len(parts) > 1 and parts[0] in FOLDERS)
    if not known or ".." in parts or "\0" in name:
        raise ArchiveError(_("La copia contiene «%(name)s», che non dovrebbe esserci.") % {"name": name})
    path = draft.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
