"""Where one archive lives on disk: the folder that ACCANTO_HOME names.

Everything that belongs to one cooperative is below it, so that two archives
stand side by side on one machine and a folder is all there is to move.
"""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("ACCANTO_HOME", ROOT / "data")).resolve()

DATABASE = HOME / "accanto.sqlite3"
DOCUMENTS = HOME / "documents"
KEYS = HOME / "keys"
OUTBOX = HOME / "outbox"


def key(name: str) -> str:
    """The secret called `name`, made on first use and readable by its owner only."""
    path = KEYS / name
    if not path.exists():
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
