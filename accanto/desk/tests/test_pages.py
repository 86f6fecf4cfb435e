"""Oggi, a household's page, lists and search: who sees what, and at which cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accanto.base import clock
from accanto.coexistence.tests.factories import PactFactory
from accanto.desk.queries import pages as queries
from accanto.diary.actions import write_entry
from accanto.plans.actions import settle_promise
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise
from accanto.residents.models import ContactWarning, Household
from accanto.residents.queries import expiring_papers_of
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PaperFactory,
    TeamMemberFactory,
)
from accanto.support.actions import open_request
from accanto.support.models import SupportArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(volunteer):
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer)
    return household


def fill(household, volunteer, rows: int) -> None:
    """So many of everything that a household's page shows."""
    head = household.members.get().person
    a_plan(household=household, goals=rows)
    PactFactory(household=household)
    for number in range(rows):
        for side in Side:
            a_promise(side, household=household, days=number, what=f"Promessa di {side}")
        HouseholdMemberFactory(household=household)
        PaperFactory(person=head, expires_on=clock.today() + timedelta(days=10 + number))
        tomorrow = clock.today() + timedelta(days=1)
        ContactWarning.objects.create(
            household=household, text="Piano", asked_by="lei", since=clock.today(), until=tomorrow
        )
        areas = [SupportArea.objects.first()]
        words = {"words": f"Chiede aiuto {number}", "word_how": "office"}
        open_request(by=volunteer, household=household, asked_by=head, areas=areas, **words)
        moment = clock.now() - timedelta(hours=number)
        contact = {"kind": "visit", "contact": "met", "minutes": 20, "text": f"Visita {number}"}
        write_entry(by=volunteer, households=[household], happened_at=moment, **contact)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_household_page_costs_the_same_for_one_and_three(
    client_of, coordinator, volunteer, household, django_assert_num_queries, rows
):
    fill(household, volunteer, rows)
    client = client_of(coordinator)
    client.get(household.get_absolute_url())
    with django_assert_num_queries(21):
        page = client.get(household.get_absolute_url()).content.decode()
    assert page.count("Visita ") >= rows and page.count("Chiede aiuto ") == rows
    assert page.count("Promessa di ") == 3 * rows and "Patto di convivenza" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_oggi_costs_the_same_for_one_and_three(client_of, volunteer, household, django_assert_num_queries, rows):
    fill(household, volunteer, rows)
    client = client_of(volunteer)
    client.get("/")
    with django_assert_num_queries(26):
        client.get("/")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("whose", "queries"), [("", 39), ("?di=nuclei", 30), ("?di=tutti", 41)])
def test_oggi_costs_a_coordinator_the_same(
    client_of, coordinator, volunteer, household, django_assert_num_queries, whose, queries, rows
):
    TeamMemberFactory(household=household, user=coordinator)
    fill(household, volunteer, rows)
    client = client_of(coordinator)
    client.get("/")
    with django_assert_num_queries(queries):
        client.get(f"/{whose}")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_households_costs_the_same_for_one_and_three(
    client_of, coordinator, volunteer, django_assert_num_queries, rows
):
    for _row in range(rows):
        TeamMemberFactory(user=volunteer)
    client = client_of(coordinator)
    client.get("/nuclei/")
    with django_assert_num_queries(6):
        page = client.get("/nuclei/").content.decode()
    assert page.count(volunteer.name) == rows


def test_the_page_says_who_how_and_what_first(client_of, volunteer, household):
    fill(household, volunteer, 1)
    page = client_of(volunteer).get(household.get_absolute_url()).content.decode()
    for words in ("Naima", volunteer.name, "Piano", "arabo", "Chiede aiuto 0", "Visita 0", "Permesso di soggiorno"):
        assert words in page


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician"])
def test_nobody_else_meets_the_household(request, client_of, household, persona):
    client = client_of(request.getfixturevalue(persona))
    missing = client.get("/nuclei/999999/")
    assert client.get(household.get_absolute_url()).status_code == missing.status_code == 404
    for address in ("/", "/nuclei/", "/cerca/?q=bennani"):
        assert "Bennani" not in client.get(address).content.decode()


def test_the_board_reads_figures_without_names(client_of, board, household):
    page = client_of(board).get("/numeri/").content.decode()
    assert "Nuclei aperti" in page and "Bennani" not in page


def test_the_server_says_that_it_is_ready_to_anybody(client):
    assert client.get("/health").json() == {"ready": True}


def test_figures_show_shares_kept_and_hide_from_the_board_what_is_small(client_of, board, coordinator):
    for _number in range(6):
        promise = a_promise(days=-1)
        settle_promise(by=coordinator, promise=promise, state="kept", settled_on=promise.due_on)
    a_promise(Side.COOPERATIVE, days=-1)
    rows = {row.label: row for row in queries.promise_shares(coordinator)}
    assert rows["la famiglia"].percent == 100 and rows["la cooperativa"].percent == 0
    hidden = {row.label: row for row in queries.promise_shares(board)}
    assert (hidden["la famiglia"].numbers[:2], hidden["la cooperativa"].numbers[0]) == ([6, 6], None)
    assert hidden["la cooperativa"].percent is None
    assert "100%" in client_of(board).get("/numeri/").content.decode()
    a_promise(days=-1)  # one alone: what was kept would tell of it
    told = queries.promise_shares(board)[0]
    assert (told.numbers, told.percent) == ([7, None, 0, 0, 0, None], None)


@pytest.mark.parametrize("whose", ["", "?di=tutti"])
def test_a_family_lost_from_sight_stands_once_on_oggi(client_of, coordinator, household, whose):
    TeamMemberFactory(household=household, user=coordinator, since=clock.today() - timedelta(days=90))
    Household.objects.filter(pk=household.pk).update(last_met_on=clock.today() - timedelta(days=80))
    page = client_of(coordinator).get(f"/{whose}").content.decode()
    assert page.count(f'<a href="{household.get_absolute_url()}">{household.name}</a>') == 1


def test_oggi_goes_on_a_hundred_at_a_time(client_of, coordinator, monkeypatch):
    monkeypatch.setattr(queries.agenda, "MOST", 2)
    for days in range(1, 6):
        a_promise(days=days, what=f"Promessa numero {days}")

    def shown(part: str) -> tuple[list[int], bool]:
        page = client_of(coordinator).get(reverse("desk:today"), {"di": "tutti", "tutte": part}).content.decode()
        return [days for days in range(1, 6) if f"Promessa numero {days}" in page], "cose seguenti" in page

    assert [shown(part) for part in "123"] == [([1, 2], True), ([3, 4], True), ([5], False)]
    assert shown("x") == shown("") == shown("-1") == ([1, 2, 3, 4, 5], False)


def test_what_expires_is_what_has_ended_or_will_within_a_year(household):
    person = household.members.get().person
    for days in (400, 300, -3):
        PaperFactory(person=person, expires_on=clock.today() + timedelta(days=days))
    ends = [paper.expires_on for paper in expiring_papers_of(household)]
    assert ends == [clock.today() + timedelta(days=days) for days in (-3, 300)]
