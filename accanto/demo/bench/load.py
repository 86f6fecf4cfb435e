"""Clients that ask, and how long the answers took."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from accanto.demo.bench.pages import Ask

CSRF = "a" * 32


@dataclass
class Answers:
    """Seconds that each answer took, and over how many seconds they came."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    def add(self, other: "Answers") -> None:
        """Put the answers of another round to these."""
        self.seconds += other.seconds
        self.elapsed += other.elapsed

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    @property
    def p50(self) -> float:
        """Seconds within which half of them came."""
        return median(self.seconds)

    def figures(self) -> dict[str, float]:
        """p50 and p95 in milliseconds, and requests a second."""
        cuts = quantiles(self.seconds, n=100, method="inclusive")
        return {
            "p50_ms": round(cuts[49] * 1000, 2),
            "p95_ms": round(cuts[94] * 1000, 2),
            "requests_per_second": round(self.rate, 1),
            "requests": len(self.seconds),
        }


class Client:
    """One browser that keeps its connection and its session."""

    def __init__(self, port: int, facts: dict):
        self.port = port
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = f"{facts['cookie']}={facts['session']}; csrftoken={CSRF}"

    def ask(self, wanted: Ask) -> float:
        """Send a request and read the answer whole; the seconds it took. Raises RuntimeError for an unwelcome one."""
        headers = {"Cookie": self.cookies, "Host": "localhost"}
        body = None
        if wanted.form is not None:
            body = urlencode({**wanted.form, "csrfmiddlewaretoken": CSRF})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        address = quote(wanted.address, safe="/?&=%_-")
        self.connection.request("POST" if body else "GET", address, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != (302 if body else 200):
            raise RuntimeError(f"{wanted.address} answered {answer.status}")
        return took


def run(port: int, facts: dict, asks: Callable[[dict, int], Ask], clients: int, seconds: float) -> Answers:
    """So many clients asking one after the other for so long."""
    numbers, answers, failures = count(), Answers(), []
    lock = threading.Lock()
    until = time.perf_counter() + seconds

    def work() -> None:
        client = Client(port, facts)
        try:
            while time.perf_counter() < until:
                with lock:
                    number = next(numbers)
                took = client.ask(asks(facts, number))
                with lock:
                    answers.seconds.append(took)
        except (RuntimeError, OSError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _client in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.elapsed = time.perf_counter() - began
    if failures:
        raise failures[0]
    return answers
