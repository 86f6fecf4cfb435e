"""The archives that are measured: made once, kept, and copied for the admin so that the rows are the same."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3

from config.home import ROOT

MANAGE = [sys.executable, str(ROOT / "manage.py")]
ADMIN_SETTINGS = "accanto.demo.bench.admin_settings"
OURS, ADMIN = "accanto", "admin"


@dataclass
class Side:
    """One of the two that are compared: its archive, its settings, and what is known of its rows."""

    name: str
    home: Path
    facts: dict = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The variables under which this side's processes run."""
        settings = ADMIN_SETTINGS if self.name == ADMIN else "config.settings"
        own = {"ACCANTO_HOME": str(self.home), "ACCANTO_DEMO": "1", "DJANGO_SETTINGS_MODULE": settings}
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, **own}

    def manage(self, *words: str) -> str:
        """Run a management command on this side; returns what it printed."""
        return subprocess.run(
            [*MANAGE, *words], env=self.environment, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ).stdout


def make(folder: Path, size: str) -> Side:
    """The demo archive of a size below `folder`, made unless it is there whole."""
    side = Side(OURS, folder / size / OURS)
    finished = side.home / "finished"
    side.home.mkdir(parents=True, exist_ok=True)
    side.manage("prepare")
    if not finished.exists():
        side.manage("demo", "--size", size)
        finished.touch()
    side.facts = json.loads(side.manage("bench_ready"))
    return side


def twin(ours: Side) -> Side:
    """A copy of the archive for the admin, with the admin's own tables added."""
    side = Side(ADMIN, ours.home.parent / ADMIN)
    side.home.mkdir(parents=True, exist_ok=True)
    copy = side.home / "accanto.sqlite3"
    for old in side.home.glob("accanto.sqlite3*"):
        old.unlink()
    connection = sqlcipher3.connect(str(ours.home / "accanto.sqlite3"))
    connection.execute("VACUUM INTO ?", [str(copy)])
    connection.close()
    side.facts = json.loads(side.manage("bench_ready"))
    return side
