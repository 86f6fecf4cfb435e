"""If it says saved, it is saved: a real server under writing load, killed again and again.

    .venv/bin/python -m tests.durability --kills 1000 --json build/durability.json

Each round starts the server as ./run does (gunicorn with its processes and threads, on an archive of
its own), lets several volunteers save notes over HTTP, and kills every process of it with SIGKILL in
the middle of that. A volunteer whose answer did not come sends the same note again once the server is
back, as the note box does. At the end every note that was answered with "saved" must be there once,
word for word, and `verify` must find nothing.

To save the time of a thousand imports the server is forked from a process that has Django loaded; what
is killed is the whole server all the same, its master included. `--cold` starts it from nothing.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests

ROOT = Path(__file__).resolve().parent.parent
WRITERS = 4
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


@dataclass
class Outcome:
    """What was promised and what was found."""

    kills: int = 0
    cut_short: int = 0
    sent_again: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    verify: str = ""
    seconds: float = 0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.altered or self.refused or self.verify)


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


class Writer(threading.Thread):
    """A volunteer who saves note after note, and sends one again when its answer did not come."""

    def __init__(self, server: Server, outcome: Outcome, number: int):
        super().__init__(daemon=True)
        self.server, self.outcome, self.number = server, outcome, number
        self.acknowledged: dict[str, str] = {}
        self.unanswered: tuple[str, str] | None = None
        self.open = threading.Event()
        self.leaving = False

    def run(self) -> None:
        while not self.leaving:
            self.open.wait()
            self._save(*(self.unanswered or self._new()))

    def _new(self) -> tuple[str, str]:
        token = str(uuid4())
        return token, f"{token}: visita {len(self.acknowledged)} di {self.number}. " + "pane e rose " * random.randint(
            1, 300
        )

    def _save(self, token: str, text: str) -> None:
        again = self.unanswered is not None
        self.unanswered = (token, text)
        try:
            answer = self._post(token, text)
        except requests.RequestException:
            self.outcome.cut_short += not again
            time.sleep(0.02)
            return
        self.unanswered = None
        self.outcome.sent_again += again
        if answer.status_code == 200:
            self.acknowledged[token] = text.strip()
        else:
            self.outcome.refused.append(f"{answer.status_code} {answer.text[:200]}")

    def _post(self, token: str, text: str):
        archive = self.server.archive
        return requests.post(
            f"http://{self.server.address}/nota/",
            data={
                "form_token": token,
                "households": archive.household,
                "kind": "visit",
                "contact": "met",
                "happened_at": "02/03/2026 10:00",
                "minutes": 20,
                "text": text,
            },
            cookies=archive.cookies,
            headers={"X-CSRFToken": CSRF, "X-Requested-With": "fetch"},
            timeout=20,
            allow_redirects=False,
        )


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def trial(kills: int, *, cold: bool, tell=lambda words: None) -> Outcome:
    """Kill a writing server so many times and say what became of the notes."""
    began = time.monotonic()
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="accanto-durability-", ignore_cleanup_errors=True) as folder:
        archive = Archive(Path(folder))
        server = Server(archive, cold=cold)
        writers = [Writer(server, outcome, number) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for outcome.kills in range(1, kills + 1):
            _one_round(server, writers)
            if outcome.kills % 50 == 0:
                tell(f"{outcome.kills} kills, {saved_by(writers)} notes saved")
        _last_round(server, writers)
        server.close()
        _judge(archive, {token: text for writer in writers for token, text in writer.acknowledged.items()}, outcome)
    outcome.seconds = round(time.monotonic() - began, 1)
    return outcome


def _one_round(server: Server, writers: list[Writer]) -> None:
    """Kill it while it writes: some time after its first note, and sometimes before."""
    server.start()
    before = saved_by(writers)
    for writer in writers:
        writer.open.set()
    limit = time.monotonic() + (random.uniform(0, 0.2) if random.random() < 0.2 else 5)
    while saved_by(writers) == before and time.monotonic() < limit:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.3))
    server.kill()
    for writer in writers:
        writer.open.clear()


def saved_by(writers: list[Writer]) -> int:
    """How many notes were answered with "saved" so far."""
    return sum(len(writer.acknowledged) for writer in writers)


def _last_round(server: Server, writers: list[Writer]) -> None:
    """Whoever still waits for an answer gets one."""
    server.start()
    for writer in writers:
        writer.leaving = True
        writer.open.set()
    for writer in writers:
        writer.join()
        while writer.unanswered:
            writer._save(*writer.unanswered)
    server.kill()


def _judge(archive: Archive, acknowledged: dict[str, str], outcome: Outcome) -> None:
    found: dict[str, list[str]] = {}
    for _token, text in archive.notes():
        found.setdefault(text.partition(":")[0], []).append(text)
    outcome.acknowledged = len(acknowledged)
    outcome.lost = [token for token in acknowledged if token not in found]
    outcome.doubled = [token for token, texts in found.items() if len(texts) > 1]
    outcome.altered = [token for token, text in acknowledged.items() if found.get(token, [text])[0] != text]
    try:
        archive.manage("verify")
    except RuntimeError as error:
        outcome.verify = str(error)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cold", action="store_true", help="start every server from nothing")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    outcome = trial(options.kills, cold=options.cold, tell=lambda words: print(words, flush=True))
    figures = vars(outcome) | {"clean": outcome.is_clean}
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    return 0 if outcome.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
