"""The measuring itself: each page at 1 and 8 clients, Accanto and the admin in turn, the ratio pair by pair."""

from collections.abc import Callable
from statistics import median

from accanto.demo.bench.archives import Side
from accanto.demo.bench.load import Answers, Client, run
from accanto.demo.bench.pages import PAGES, Ask, Page

CLIENTS = (1, 8)
ROUNDS = 5
WARM_UP_SECONDS = 0.5
PAGES_BACK = 49


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
    ours: tuple[Side, int], admin: tuple[Side, int] | None, seconds: float, tell: Callable[[str], None]
) -> dict:
    """Figures of every page by name; `seconds` is how long one turn of one side lasts."""
    side, port = ours
    side.facts["cursor"] = cursor_of_page_50(port, side.facts)
    figures = {}
    for page in PAGES:
        tell(page.name)
        figures[page.name] = {str(clients): _page(page, ours, admin, clients, seconds) for clients in CLIENTS}
    return figures


def _page(page: Page, ours, admin, clients: int, seconds: float) -> dict:
    """p50, p95 and rate of one page at so many clients; beside the admin's, with the median ratio of the pairs."""
    pair = [(ours, page.ours, Answers())]
    if admin and page.admin:
        pair.append((admin, page.admin, Answers()))
    for (side, port), asks, _answers in pair:
        run(port, side.facts, asks, clients, WARM_UP_SECONDS)
    rates = [[_turn(one, clients, seconds) for one in pair] for _round in range(ROUNDS)]
    result = pair[0][2].figures()
    if len(pair) == 2:
        result["admin"] = pair[1][2].figures()
        result["ratios"] = [round(our / their, 2) for our, their in rates]
        result["ratio"] = round(median(our / their for our, their in rates), 2)
    return result


def _turn(one: tuple[tuple[Side, int], Callable[[dict, int], Ask], Answers], clients: int, seconds: float) -> float:
    (side, port), asks, answers = one
    turn = run(port, side.facts, asks, clients, seconds)
    answers.add(turn)
    return turn.rate
