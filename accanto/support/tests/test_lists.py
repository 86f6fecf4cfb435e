"""The board and the lists: narrowed by the address, paged by key, and never dearer for more rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support import actions
from accanto.support.models import RequestWorker
from accanto.support.states import State
from accanto.support.tests.factories import a_request, area

pytestmark = pytest.mark.django_db
BOARD, LIST = reverse("support:request_board"), reverse("support:request_list")


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=date(2024, 1, 8))
    return household


def test_the_board_counts_all_and_shows_the_oldest_eight(coordinator, client_of, time_machine):
    household = HouseholdFactory()
    for day in range(1, 11):
        time_machine.move_to(f"2026-11-{day:02} 10:00 +0100")
        a_request(household=household, words=f"richiesta {day:02}")
    columns = {column.state: column for column in client_of(coordinator).get(BOARD).context["columns"]}
    received = columns[State.RECEIVED]
    assert (received.count, received.more) == (10, 2)
    assert [request.title for request in received.requests] == [f"richiesta {day:02}" for day in range(1, 9)]
    assert columns[State.ACCEPTED].count == 0
    assert "Tutte «ricevuta» (10)" in client_of(coordinator).get(BOARD).content.decode()


def test_the_board_leaves_out_what_has_ended(coordinator, client_of):
    a_request(State.CLOSED)
    assert sum(column.count for column in client_of(coordinator).get(BOARD).context["columns"]) == 0


def test_filters_in_the_address_narrow_board_and_list(coordinator, volunteer, client_of, time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")
    school = a_request(areas=[area("school")], words="doposcuola")
    time_machine.move_to("2026-11-20 10:00 +0100")
    health = a_request(State.ACCEPTED, by=coordinator, areas=[area("health")], words="medico")
    client = client_of(coordinator)
    cases = [
        ({"area": "school"}, {school}),
        ({"area": ["health"]}, {health}),
        ({"worker": "me"}, {health}),
        ({"worker": "nobody"}, {school}),
        ({"worker": str(coordinator.pk)}, {health}),
        ({"worker": str(volunteer.pk)}, set()),
        ({"household": str(school.household_id)}, {school}),
        ({"overdue": "on"}, {school}),
        ({"area": "school", "worker": "me"}, set()),
        ({"area": "non-esiste", "worker": "9" * 30, "household": "x", "page": "§"}, {school, health}),
    ]
    for query, expected in cases:
        assert set(client.get(LIST, query).context["page"]) == expected, query
        shown = [request for column in client.get(BOARD, query).context["columns"] for request in column.requests]
        assert set(shown) == expected, query


def test_a_filter_by_household_names_only_what_one_may_open(outsider, client_of, beside):
    assert "Bennani" not in client_of(outsider).get(LIST, {"household": beside.pk}).content.decode()


def test_a_filter_by_person_names_only_who_works_on_what_one_sees(coordinator, outsider, client_of):
    a_request(State.ACCEPTED, by=coordinator)
    query = {"worker": coordinator.pk}
    assert coordinator.name not in client_of(outsider).get(LIST, query).content.decode()
    assert client_of(coordinator).get(LIST, query).content.decode().count(coordinator.name) > 1


def test_the_list_of_one_state_reaches_what_has_ended(coordinator, client_of):
    closed = a_request(State.CLOSED)
    assert list(client_of(coordinator).get(LIST, {"state": "closed"}).context["page"]) == [closed]


def test_the_list_pages_by_key(coordinator, client_of):
    household = HouseholdFactory()
    made = [a_request(household=household) for _ in range(27)]
    client = client_of(coordinator)
    first = client.get(LIST).context["page"]
    second = client.get(LIST, {"page": first.older}).context["page"]
    assert [*first, *second] == made[::-1]


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    for _ in range(rows):
        a_request(State.ACCEPTED, areas=[area("school"), area("health")])
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_num_queries(6):  # session, user, areas to choose, requests, their areas, who works
        client.get(LIST)
    with django_assert_num_queries(7):  # and how many there are in each state
        client.get(BOARD)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    request = a_request(State.ACCEPTED, areas=[area("school"), area("discrimination"), area("health")][:rows])
    for number in range(rows):
        TeamMemberFactory(household=request.household)
        actions.link_entry(by=coordinator, request=request, entry=make_entry(coordinator, request.household))
        worker = TeamMemberFactory(household=request.household).user
        RequestWorker.objects.create(request=request, user=worker, since=clock.today() - timedelta(days=number))
    client = client_of(coordinator)
    client.get(request.get_absolute_url())
    with django_assert_num_queries(9):  # session, user, request, areas, register twice, life, workers, notes
        client.get(request.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_a_households_requests_cost_the_same_for_one_row_and_for_three(
    rows, coordinator, client_of, django_assert_num_queries
):
    household = HouseholdFactory()
    for _ in range(rows):
        a_request(State.ACCEPTED, household=household)
    client, address = client_of(coordinator), reverse("support:household_requests", args=[household.pk])
    client.get(address)
    with django_assert_num_queries(7):  # session, user, household, register twice, requests, areas
        client.get(address)
