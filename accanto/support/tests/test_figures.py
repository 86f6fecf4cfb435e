"""Figures without names: right, and never so small that somebody is recognised."""

import pytest
from django.urls import reverse

from accanto.residents.tests.factories import HouseholdFactory
from accanto.support import actions, queries
from accanto.support.states import OPEN, State
from accanto.support.tests.factories import a_request, area

pytestmark = pytest.mark.django_db
FLOW = reverse("support:flow")


def number(user, code, state):
    rows = {row.area.code: row.numbers for row in queries.counts_by_state_and_area(user)}
    return rows[code][OPEN.index(state)]


def test_counts_stand_by_area_and_state(coordinator):
    a_request(areas=[area("school"), area("health")])
    a_request(State.ACCEPTED, areas=[area("school")])
    a_request(State.CLOSED, areas=[area("school")])
    assert number(coordinator, "school", State.RECEIVED) == 1
    assert number(coordinator, "health", State.RECEIVED) == 1
    assert number(coordinator, "school", State.ACCEPTED) == 1
    assert number(coordinator, "credit", State.ACCEPTED) == 0


@pytest.mark.parametrize(("made", "seen"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_the_board_sees_no_number_from_one_to_four(board, made, seen):
    household = HouseholdFactory()
    for _ in range(made):
        a_request(household=household, areas=[area("school")])
    assert number(board, "school", State.RECEIVED) == seen


def test_of_restricted_households_not_even_the_number_is_told(coordinator):
    a_request(household=HouseholdFactory(is_restricted=True), areas=[area("school")])
    assert number(coordinator, "school", State.RECEIVED) == 0
    assert queries.flow_by_month(coordinator)[-1].opened == 0


def test_the_flow_counts_what_came_in_and_what_ended_month_by_month(coordinator, time_machine):
    time_machine.move_to("2025-12-31 23:30 +0100")
    household = HouseholdFactory()
    request = a_request(State.ACCEPTED, household=household)
    a_request(State.PROPOSED, household=household)
    a_request(State.DECLINED, household=household)
    time_machine.move_to("2026-01-01 00:30 +0100")
    actions.close_request(by=coordinator, request=request, outcome="bridged", reason="fatto")
    months = {month.first.isoformat(): (month.opened, month.closed) for month in queries.flow_by_month(coordinator)}
    assert len(months) == 12
    assert months["2025-12-01"] == (1, 0)
    assert months["2026-01-01"] == (0, 1)


def test_the_flow_of_one_area_leaves_out_the_others(coordinator):
    a_request(areas=[area("school")])
    assert queries.flow_by_month(coordinator, "school")[-1].opened == 1
    assert queries.flow_by_month(coordinator, "health")[-1].opened == 0


def test_the_board_reads_the_picture_and_its_table_without_names(board, client_of):
    household = HouseholdFactory(name="Bennani")
    for _ in range(5):
        a_request(household=household, words="parole riservate", areas=[area("school")])
    a_request(household=household, areas=[area("health")])
    html = client_of(board).get(FLOW).content.decode()
    assert html.count("&lt; 5") == 1
    assert "Bennani" not in html
    assert "parole riservate" not in html
    assert '<rect class="series-1"' in html


def test_a_hidden_number_has_no_bar(board, client_of):
    a_request()
    assert '<rect class="series-1"' not in client_of(board).get(FLOW).content.decode()


def test_a_volunteer_reads_no_figures(volunteer, client_of):
    assert client_of(volunteer).get(FLOW).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_cost_the_same_for_one_row_and_for_three(rows, board, client_of, django_assert_num_queries):
    for _ in range(rows):
        a_request()
    client = client_of(board)
    client.get(FLOW)
    with django_assert_num_queries(7):  # session, user, areas twice, counts, came in, ended
        client.get(FLOW)


def test_who_waits_for_a_first_answer_stands_in_the_order_of_the_promise(coordinator, outsider, time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")
    first = a_request()
    time_machine.move_to("2026-11-03 10:00 +0100")
    second = a_request()
    a_request(State.SEEN)
    assert queries.waiting_for_first_answer(coordinator, 5) == [first, second]
    assert queries.waiting_for_first_answer(coordinator, 1) == [first]
    assert queries.waiting_for_first_answer(outsider, 5) == []


def test_the_open_requests_of_a_household_are_one_query(django_assert_num_queries):
    household = HouseholdFactory()
    first, _closed, last = a_request(household=household), a_request(State.CLOSED, household=household), None
    last = a_request(State.ACCEPTED, household=household)
    with django_assert_num_queries(1):
        assert queries.open_requests_of(household) == [first, last]
