"""The page of the register, and who read a household."""

import ast
import datetime
import html
import re

import pytest
import time_machine
from django.conf import settings

from accanto.audit import actions, queries
from accanto.audit.states import DEEDS, deed

pytestmark = pytest.mark.django_db
REGISTER = "/registro/"


def at(day: int, hour: int = 12):
    return time_machine.travel(datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC), tick=False)


@pytest.mark.parametrize("persona", ["coordinator", "technician"])
def test_who_answers_for_it_reads_who_did_what_on_what(persona, request, client_of, volunteer):
    reader = request.getfixturevalue(persona)
    with at(3):
        actions.record(by=volunteer, verb="change_person", subject=volunteer, fields=["cognome-segreto"])
        page = client_of(reader).get(REGISTER).content.decode()
    for words in ("Vittorio Landi", "ha cambiato", "accesso", "13:00"):
        assert words in page
    assert "cognome-segreto" not in page


@pytest.mark.parametrize("persona", ["volunteer", "board", "resident", "social_worker", "outsider"])
def test_for_everybody_else_it_does_not_exist(persona, request, client_of):
    browser = client_of(request.getfixturevalue(persona))
    shut, never = browser.get(REGISTER), browser.get("/non-esiste/")
    assert (shut.status_code, shut.content) == (404, never.content)


def test_it_is_filtered_by_person_and_by_italian_day(coordinator, volunteer, outsider):
    with at(3, 22):
        actions.record(by=volunteer, verb="add_person", subject=volunteer)
    with at(3, 23):  # already the 4th in Italy
        actions.record(by=outsider, verb="close_person", subject=volunteer)
        actions.record(by=None, verb="end_person", subject=volunteer)

    def verbs(**wanted):
        return [row.verb for row in queries.record_page(**wanted)]

    assert verbs() == ["end_person", "close_person", "add_person"]
    assert verbs(actor=volunteer) == ["add_person"]
    assert verbs(day=datetime.date(2026, 3, 3)) == ["add_person"]
    assert verbs(day=datetime.date(2026, 3, 4)) == ["end_person", "close_person"]
    assert verbs(day=datetime.date(2026, 3, 4), actor=outsider) == ["close_person"]


@pytest.mark.parametrize(
    "query", ["actor=999999", "actor=x", "day=31/02/2026", "day=0001-01-01", "page=!!", "page=W10"]
)
def test_a_filter_that_makes_no_sense_is_no_error(client_of, coordinator, query):
    assert client_of(coordinator).get(f"{REGISTER}?{query}").status_code == 200


def test_pages_follow_one_another_and_keep_the_filter(client_of, coordinator, volunteer):
    for _number in range(30):
        actions.record(by=volunteer, verb="add_person", subject=volunteer)
    actions.record(by=coordinator, verb="close_person", subject=volunteer)
    answer = client_of(coordinator).get(f"{REGISTER}?actor={volunteer.pk}")
    first, way_on = answer.context["page"], re.search(r'rel="next" href="([^"]+)"', answer.content.decode())
    second = client_of(coordinator).get(REGISTER + html.unescape(way_on[1])).context["page"]
    assert (len(first), len(second), second.older) == (25, 5, None)
    assert {row.actor_id for row in [*first, *second]} == {volunteer.pk}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_for_three(rows, client_of, coordinator, django_assert_num_queries):
    for _number in range(rows):
        actions.record(by=coordinator, verb="add_person", subject=coordinator)
    browser = client_of(coordinator)
    browser.get(REGISTER)
    with django_assert_num_queries(4):
        browser.get(REGISTER)


def test_who_read_a_household_newest_first(volunteer, outsider):
    with at(3):
        actions.record_read(by=volunteer, subject=volunteer, household_id=7)
        actions.record(by=volunteer, verb="change_household", subject=volunteer, household_id=7)
        actions.record_read(by=volunteer, subject=volunteer, household_id=8)
    with at(4):
        actions.record_read(by=outsider, subject=volunteer, household_id=7)
    assert [(row.actor.name, row.at.day) for row in queries.readers_of(7)] == [
        ("Oreste Neri", 4),
        ("Vittorio Landi", 3),
    ]


def test_a_kind_of_thing_that_is_no_more_keeps_its_name(volunteer):
    row = actions.record(by=volunteer, verb="add_person", subject=volunteer)
    row.subject = "gone.thing"
    assert row.kind == "gone.thing"


def verbs_in_the_code() -> set[str]:
    """Every verb that some action writes, read from the source."""
    found = set()
    for file in (settings.ROOT / "accanto").rglob("*.py"):
        if "tests" not in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
                    found.add(node.value.value)
    return found


def test_every_verb_of_the_code_has_words():
    assert len(verbs_in_the_code()) > 20
    assert {verb for verb in verbs_in_the_code() if verb.split("_")[0] not in DEEDS} == set()


def test_a_verb_of_another_time_stands_as_it_was_written():
    assert deed("frobnicate_all") == "frobnicate all"
