"""Where one archive lives on disk: the folder that ACCANTO_HOME names.

Everything that belongs to one cooperative is below it, so that two archives
stand side by side on one machine and a folder is all there is to move.
"""

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ACCANTO_HOME", ROOT / "data")).resolve()

DATABASE = HOME / "accanto.sqlite3"
DOCUMENTS = HOME / "documents"
KEYS = HOME / "keys"
OUTBOX = HOME / "outbox"
AUDIT_HEADS = HOME / "audit-heads.txt"
BACKUPS = HOME / "backups"
IMPORTS = HOME / "imports"
DEMO = HOME / "demo"  # its presence says that everything here is invented


def key(name: str) -> str:
    """The secret called `name`, made on first use and readable by its owner only.

    Read once for each process: the register of accesses asks for its key at every row.
    """
    return _key(KEYS / name)


@cache
def _key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path, secrets.token_urlsafe(48))
    return path.read_text()


def _make(path: Path, text: str) -> None:
    """Write a new file, whole or not at all; where another process was faster, its file stays."""
    draft = _draft(path.parent, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def write_whole(path: Path, text: str) -> None:
    """Replace a small file so that a reader, or a power cut, sees the old text or the new, never half."""
    os.replace(_draft(path.parent, text), path)


def _draft(folder: Path, text: str) -> str:
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return name
