"""The measuring itself: each page at 1 and 8 clients, Accanto and what stands beside it in turn, pair by pair.

Beside it stands a plain admin on the same rows, and for the large archive the small one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from accanto.demo.bench.archives import Side
from accanto.demo.bench.load import Answers, Client, run
from accanto.demo.bench.pages import PAGES, Ask, Page

CLIENTS = (1, 8)
ROUNDS = 5
WARM_UP_SECONDS = 0.5
PAGES_BACK = 49
ADMIN, SMALL = "admin", "small"


@dataclass
class Contender:
    """One side with what it is asked for one page, and how it answered in all its turns."""

    side: Side
    port: int
    asks: Callable[[dict, int], Ask]
    answers: Answers = field(default_factory=Answers)

    def turn(self, clients: int, seconds: float) -> Answers:
        """So many clients asking for so long."""
        turn = run(self.port, self.side.facts, self.asks, clients, seconds)
        self.answers.add(turn)
        return turn


def cursor_of_page_50(port: int, facts: dict) -> str:
    """The query of the fiftieth page of the long diary, found by turning the pages as a person does."""
    client, query = Client(port, facts), ""
    for _page in range(PAGES_BACK):
        query = _older(client, f"/nuclei/{facts['long']}/diario/?{query}")
    return query


def _older(client: Client, address: str) -> str:
    client.connection.request("GET", address, headers={"Cookie": client.cookies, "Host": "localhost"})
    html = client.connection.getresponse().read().decode()
    return html.split('rel="next" href="?', 1)[1].split('"')[0].replace("&amp;", "&")


def measure(
    ours: tuple[Side, int], beside: dict[str, tuple[Side, int]], seconds: float, tell: Callable[[str], None]
) -> dict:
    """Figures of every page by name; `seconds` is how long one turn of one side lasts.

    `beside` may hold ADMIN and SMALL.
    """
    for side, port in [ours, *(beside[name] for name in beside if name != ADMIN)]:
        side.facts["cursor"] = cursor_of_page_50(port, side.facts)
    figures = {}
    for page in PAGES:
        tell(page.name)
        figures[page.name] = {str(clients): _page(page, ours, beside, clients, seconds) for clients in CLIENTS}
    return figures


def _page(page: Page, ours: tuple[Side, int], beside: dict, clients: int, seconds: float) -> dict:
    """p50, p95 and rate of one page at so many clients, of every side; with the medians of the pairs.

    `ratio` is how many times the admin's rate it answers at, `growth` how many times as long it takes as on the
    small archive.
    """
    asked = {name: page.admin if name == ADMIN else page.ours for name in beside}
    contenders = {"": Contender(*ours, page.ours)}
    contenders |= {name: Contender(*beside[name], asks) for name, asks in asked.items() if asks}
    for one in contenders.values():
        run(one.port, one.side.facts, one.asks, clients, WARM_UP_SECONDS)
    rounds = [{name: one.turn(clients, seconds) for name, one in contenders.items()} for _round in range(ROUNDS)]
    result = contenders[""].answers.figures()
    result |= {name: one.answers.figures() for name, one in contenders.items() if name}
    if ADMIN in contenders:
        result |= _medians("ratio", [turns[""].rate / turns[ADMIN].rate for turns in rounds])
    if SMALL in contenders:
        result |= _medians("growth", [turns[""].p50 / turns[SMALL].p50 for turns in rounds])
    return result


def _medians(name: str, pairs: list[float]) -> dict:
    return {f"{name}s": [round(pair, 2) for pair in pairs], name: round(median(pairs), 2)}
