"""Starting a side's server as production starts it, on a free port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from accanto.demo.bench.archives import OURS, Side
from config.home import ROOT

READY_WITHIN_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(side: Side) -> Iterator[int]:
    """The port on which this side answers, while the block runs."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, "config.wsgi"], env=side.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait(port, "/health" if side.name == OURS else "/admin/login/")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, address: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", address)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not answer")
