"""No page grows with the archive: with more families every address asks the same questions, and no answer of the
database is longer.

Lists are paged (`base.pages.keyset_page`), one among thousands is chosen through a `base.picking.PickField`.
Whoever adds a list without pages, or a `<select>` of every household, fails here.
"""

import re
from collections import Counter
from datetime import datetime
from functools import cached_property

import pytest
import time_machine
from django.db import connection, transaction

from accanto.accounts.access import may
from accanto.accounts.routes import Route, routes
from accanto.base import pages
from accanto.base.clock import ROME
from tests.objects import World
from tests.objects.kinds import OBJECTS, kind_of
from tests.personas import make, session_client

MOMENT = datetime(2026, 3, 2, 10, 0, tzinfo=ROME)
# A resident meets only what is her own.
READERS = ("coordinator", "board", "social_worker")
ROUTES = [route for route in routes() if route.permission]

# Tables that grow with the cooperative's staff, its bodies and its catalogues, and not with the families.
FEW = {
    "accounts_user",
    "base_parameter",
    "directory_contact",
    "directory_office",
    "directory_organisation",
    "volunteers_volunteer",
}
# Pages that weigh everything, or whose rows are limited in another way than by pages.
GROWS = {
    "coexistence:kept_apart_list": "the pairs that one person keeps apart herself",
    "desk:today": "at most a few of each kind are shown, with what belongs to them",
    "directory:arrival": "a file of another directory is compared with the whole of ours",
    "directory:download": "the whole directory as a file",
    "exchange:start": "the latest imports",
    "housing:occupancy": "figures count every home",
    "partners:timing": "figures count every answer of a body",
    "portal:shared_files": "the families that share their file with one person",
    "procedures:procedure_board": "a board shows the first of each state",
    "reports:report_detail": "figures count every home",
    "reports:report_ods": "figures count every home",
    "reports:report_pdf": "figures count every home",
    "residents:duplicate_list": "whoever was written since is compared first, a portion at a time",
    "support:request_board": "a board shows the first of each state",
    "volunteers:assign": "the load of every volunteer is weighed",
    "volunteers:hand_over": "the load of every volunteer is weighed",
    "volunteers:matching": "the whole round is weighed at once",
    "volunteers:register_print": "the register, printed as the law asks",
    "volunteers:volunteer_detail": "the families beside one volunteer",
}


class Answers:
    """How many rows the database gave to each question of a page."""

    def __init__(self):
        self.asked: Counter = Counter()
        self.longest: Counter = Counter()
        self.is_counting = False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        locks = "FOR UPDATE" in sql or "advisory_xact_lock" in sql
        if sql.startswith("SELECT") and not locks and not self.is_counting:
            question = re.sub(r"IN \((%s(, )?)+\)", "IN (…)", sql)
            self.asked[question] += 1
            self.longest[question] = max(self._rows(sql, params), self.longest[question])
        return result

    def _rows(self, sql: str, params) -> int:
        self.is_counting = True
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS answer", params)
            (rows,) = cursor.fetchone()
        self.is_counting = False
        return rows


class Archive:
    """Somebody's rows, each named by the addresses about it, and the rows of more and more others."""

    @cached_property
    def own(self) -> World:
        """One row of each kind, older than those of the others."""
        world, made = World(), {}
        for route in ROUTES:
            kinds = {name: kind_of(route, name) for name in route.parameters}
            for kind in kinds.values():
                made[id(kind)] = made[id(kind)] if id(kind) in made else kind.make(world)
            world.made[route.name] = {name: made[id(kind)] for name, kind in kinds.items()}
        return world

    def add(self, worlds: int) -> None:
        """Rows of every kind that an address can name."""
        for _ in range(worlds):
            world = World()
            for kind in OBJECTS.values():
                kind.make(world)

    def visit(self, route: Route) -> Answers | None:
        """What a page asked of the database; None where nobody reads it or it shows no page. Nothing stays written."""
        reader = next((who for who in READERS if self._reads(route, who)), None)
        if reader is None:
            return None
        answers, client = Answers(), session_client(make(reader))
        with transaction.atomic():
            with connection.execute_wrapper(answers):
                page = client.get(self.own.address_of(route))
            transaction.set_rollback(True)
        return answers if page.status_code == 200 else None

    def _reads(self, route: Route, persona: str) -> bool:
        return may(make(persona), route.permission) and self.own.sees(route, persona)


def complaints(route: Route, before: Answers, after: Answers) -> list[str]:
    """What has grown with the rows."""
    wrong = []
    if before.asked.total() != after.asked.total():
        more = sorted(_table_of(question) for question in (after.asked - before.asked))
        wrong.append(f"{route.name}: {before.asked.total()} and then {after.asked.total()} questions, such as {more}")
    for question in before.longest.keys() & after.longest.keys():
        rows, more, table = before.longest[question], after.longest[question], _table_of(question)
        if rows < more and not _is_bounded(question, table):
            wrong.append(f"{route.name}: {rows} and then {more} rows of {table}")
    return wrong


def _table_of(question: str) -> str:
    found = re.match(r'SELECT (?:DISTINCT )?"(\w+)"', question) or re.search(r'\bFROM "?(\w+)', question)
    return found[1] if found else question


def _is_bounded(question: str, table: str) -> bool:
    return table in FEW or bool(re.search(r" LIMIT \d+$", question))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.django_db
@time_machine.travel(MOMENT, tick=False)
def test_no_page_grows_with_the_archive(monkeypatch):
    """Pages of two rows, so that a few families fill them."""
    monkeypatch.setattr(pages, "LONGEST", 2)
    archive = Archive()
    assert archive.own.made
    archive.add(2)
    before = {route: archive.visit(route) for route in ROUTES}
    archive.add(4)
    after = {route: archive.visit(route) for route in ROUTES}
    seen = [route for route in ROUTES if before[route] and after[route]]
    assert len(seen) > 200
    wrong = [complaint for route in seen for complaint in complaints(route, before[route], after[route])]
    unknown = [complaint for complaint in wrong if complaint.partition(": ")[0] not in GROWS]
    assert not unknown, "\n".join(unknown)


def test_every_exception_is_still_an_address():
    assert set(GROWS) <= {route.name for route in ROUTES}
