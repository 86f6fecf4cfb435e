"""Volunteers who save notes while the server is killed, and what became of the notes."""

import random
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import requests

from tests.durability.server import CSRF, Archive, Server

WRITERS = 4


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
