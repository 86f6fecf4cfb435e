"""Whoever follows a link arrives: in the invented cooperative no role is led to a page that is shut for her."""

import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.template import engines

from accanto.accounts.models import User
from accanto.demo.build import build
from accanto.demo.logins import LOGINS
from accanto.demo.world import SEED
from tests.personas import session_client

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600)]

LINK = re.compile(r'<a [^>]*href="([^"#]+)')
OF_EACH_KIND = 1


def kind_of(address: str) -> str:
    """The address without what differs from row to row."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "0", re.sub(r"=[^&]*", "=", address))


class Walk:
    """Every kind of page that can be reached by links from somebody's first page."""

    def __init__(self, user: User):
        self.browser, self.found = session_client(user), deque([("/", "")])
        self.seen, self.kinds, self.dead = set(), Counter(), []

    def dead_ends(self) -> list[str]:
        while self.found:
            address, source = self.found.popleft()
            if address not in self.seen and self.kinds[kind_of(address)] < OF_EACH_KIND:
                self.seen.add(address)
                self.kinds[kind_of(address)] += 1
                self.follow(address, source)
        return self.dead

    def follow(self, address: str, source: str) -> None:
        answer = self.browser.get(address)
        if answer.status_code >= 400:
            self.dead.append(f"{answer.status_code} {address} from {source}")
        elif answer.status_code == 302:
            self.found.append((answer["location"], source))
        elif answer.headers["Content-Type"].startswith("text/html"):
            links = LINK.findall(answer.content.decode())
            self.found.extend((urljoin(address, link.replace("&amp;", "&")), address) for link in links if ours(link))
        if answer.streaming:
            answer.close()


def ours(link: str) -> bool:
    """Whether a link leads to a page of the product."""
    return not urlsplit(link).scheme and not urlsplit(link).netloc


def test_every_link_of_every_role_leads_somewhere(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")  # as in the product
    build("small", SEED)
    walks = {login.username: Walk(User.objects.get(username=login.username)) for login in LOGINS}
    dead = [f"{username}: {end}" for username, walk in walks.items() for end in walk.dead_ends()]
    assert dead == []
    assert sum(len(walk.seen) for walk in walks.values()) > 500
