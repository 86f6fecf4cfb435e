"""The product's own server on an archive of its own, to be started and killed many times."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60
CSRF = "a" * 32

MAKE_ARCHIVE = """
import json
from accanto.archive.models import Cooperative
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from tests.personas import make, session_client
Cooperative.objects.get_or_create(name="Prova di tenuta", legal_form="coop_sociale")
household = HouseholdFactory()
TeamMemberFactory(household=household, user=make("volunteer"))
cookies = {name: cookie.value for name, cookie in session_client(make("volunteer")).cookies.items()}
print(json.dumps({"household": household.pk, "cookies": cookies}))
"""

READ_NOTES = """
import json
from accanto.diary.models import Entry
print(json.dumps(list(Entry.objects.values_list("client_id", "text")), default=str))
"""

FORK_SERVERS = """
import os, signal, sys
import django
django.setup()
from django.db import connections
from django.test import Client
from gunicorn.app.wsgiapp import WSGIApplication
import config.wsgi
Client().get("/accesso/entra/", headers={"host": "localhost"})
connections.close_all()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        sys.argv = ["gunicorn", "--config", "config/gunicorn.py", "--bind", line.strip(), "config.wsgi"]
        WSGIApplication("%(prog)s", prog="gunicorn").run()
    print(child, flush=True)
"""


class Archive:
    """An archive of its own, with one volunteer beside one household, and programs that run in it."""

    def __init__(self, home: Path):
        self.environment = os.environ | {
            "ACCANTO_HOME": str(home),
            "ACCANTO_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
            "ACCANTO_STATIC": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }
        self.environment.pop("DATABASE_URL", None)
        self.manage("migrate", "--verbosity", "0")
        made = json.loads(self.manage("shell", "--no-imports", "-c", MAKE_ARCHIVE).splitlines()[-1])
        self.household, self.cookies = made["household"], made["cookies"] | {"csrftoken": CSRF}

    def manage(self, *words: str) -> str:
        """What a management command prints."""
        done = subprocess.run([sys.executable, "manage.py", *words], **self._around(), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"manage.py {words[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def notes(self) -> list[list[str]]:
        """Identifier and text of every note."""
        return json.loads(self.manage("shell", "--no-imports", "-c", READ_NOTES).splitlines()[-1])

    def start(self, *words: str, **options) -> subprocess.Popen:
        """A program that goes on running in this archive."""
        return subprocess.Popen([sys.executable, *words], **self._around(), **options)

    def _around(self) -> dict:
        return {"env": self.environment, "cwd": ROOT}


class Server:
    """The product's own server, started many times on one port."""

    def __init__(self, archive: Archive, *, cold: bool):
        self.archive = archive
        self.address = f"127.0.0.1:{free_port()}"
        self.nursery = None
        if not cold:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self.nursery = archive.start("-c", FORK_SERVERS, **pipes)

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        if self.nursery:
            self.nursery.stdin.write(self.address + "\n")
            self.nursery.stdin.flush()
            self.group = int(self.nursery.stdout.readline())
        else:
            words = ("-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", self.address, "config.wsgi")
            quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "start_new_session": True}
            self.process = self.archive.start(*words, **quiet)
            self.group = self.process.pid
        self._wait()

    def _wait(self) -> None:
        limit = time.monotonic() + LONGEST_START
        while time.monotonic() < limit:
            try:
                if requests.get(f"http://{self.address}/health", timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.02)
        raise RuntimeError("the server did not get ready")

    def kill(self) -> None:
        """SIGKILL to every process of the server at once."""
        os.killpg(self.group, signal.SIGKILL)
        if not self.nursery:
            self.process.wait()
        while _is_alive(self.group):
            time.sleep(0.005)

    def close(self) -> None:
        """Leave no process behind."""
        if self.nursery:
            self.nursery.stdin.close()
            self.nursery.wait()


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
