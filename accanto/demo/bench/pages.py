"""What is measured: for each page the request to Accanto, and to the admin where it has a counterpart."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from accanto.base import clock

NOTE = "Ha preparato le foto e il passaporto. Manca la certificazione unica."


@dataclass(frozen=True)
class Ask:
    """One request: a GET of an address, or a POST of a form."""

    address: str
    form: dict | None = None


@dataclass(frozen=True)
class Page:
    """A page by the name under which its figures stand; each side's request from its facts and a number."""

    name: str
    ours: Callable[[dict, int], Ask]
    admin: Callable[[dict, int], Ask] | None


def household(facts: dict, number: int) -> int:
    """One household after the other."""
    return facts["households"][number % len(facts["households"])]


def name_part(facts: dict, number: int) -> str:
    """One part of a name after the other."""
    return facts["names"][number % len(facts["names"])]


def our_note(facts: dict, number: int) -> Ask:
    """A visit as the note box sends it."""
    moment = (clock.now() - timedelta(minutes=1)).astimezone(clock.ROME).strftime("%Y-%m-%dT%H:%M")
    form = {"form_token": str(uuid.uuid4()), "typed_by": facts["user"], "households": household(facts, number)}
    form |= {"kind": "visit", "contact": "met", "minutes": 20, "happened_at": moment, "text": NOTE}
    return Ask("/nota/", form)


def admin_note(facts: dict, number: int) -> Ask:
    """The same visit as the admin's form for an entry with its household sends it."""
    moment = clock.now() - timedelta(minutes=1)
    day, hour = moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M:%S")
    form = {"author": facts["user"], "kind": "visit", "contact": "met", "minutes": 20, "text": NOTE}
    form |= {"happened_at_0": day, "happened_at_1": hour, "next_step": "", "with_whom": "", "struck_why": ""}
    form |= {"links-TOTAL_FORMS": 1, "links-INITIAL_FORMS": 0, "links-MIN_NUM_FORMS": 0, "links-MAX_NUM_FORMS": 1000}
    form |= {"links-0-household": household(facts, number), "links-0-happened_at_0": day, "links-0-happened_at_1": hour}
    return Ask("/admin/diary/entry/add/", form)


PAGES = [
    Page("today", lambda facts, number: Ask("/"), None),
    Page(
        "household",
        lambda facts, number: Ask(f"/nuclei/{household(facts, number)}/"),
        lambda facts, number: Ask(f"/admin/residents/household/{household(facts, number)}/change/"),
    ),
    Page(
        "timeline_page_50",
        lambda facts, number: Ask(f"/nuclei/{facts['long']}/diario/?{facts['cursor']}"),
        lambda facts, number: Ask(f"/admin/diary/entryhousehold/?household__id__exact={facts['long']}&p=50"),
    ),
    Page(
        "search",
        lambda facts, number: Ask(f"/cerca/?q={name_part(facts, number)}"),
        lambda facts, number: Ask(f"/admin/residents/person/?q={name_part(facts, number)}"),
    ),
    Page("save_note", our_note, admin_note),
    Page("request_board", lambda facts, number: Ask("/richieste/"), None),
    Page(
        "open_requests",
        lambda facts, number: Ask("/richieste/elenco/"),
        lambda facts, number: Ask("/admin/support/supportrequest/?ended_on__isnull=True"),
    ),
]
