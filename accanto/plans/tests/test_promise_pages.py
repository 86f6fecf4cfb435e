"""Pages of promises: who opens them, what they say, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accanto.base import clock
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Side
from accanto.plans.tests.factories import a_promise, head_of
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
LIST = reverse("plans:promise_list")


@pytest.fixture
def household(volunteer):
    return TeamMemberFactory(household=HouseholdFactory(name="Bennani"), user=volunteer).household


def test_from_oggi_to_its_end_in_two_clicks(client_of, volunteer, household):
    promise = a_promise(household=household, days=-1)
    client = client_of(volunteer)
    assert f'href="{promise.get_absolute_url()}"' in client.get("/").content.decode()
    page = client.get(promise.get_absolute_url()).content.decode()
    assert 'name="state"' in page
    answer = {"state": "late", "word": "L'ufficio era chiuso", "settled_on": clock.today().isoformat()}
    assert client.post(promise.get_absolute_url(), answer).status_code == 302
    promise.refresh_from_db()
    assert promise.state == PromiseState.LATE
    assert "ufficio era chiuso" in client.get(promise.get_absolute_url()).content.decode()


@pytest.mark.parametrize("side", list(Side))
def test_each_side_is_chosen_from_one_list(client_of, coordinator, household, side):
    by_name = {
        Side.MEMBER: f"person-{head_of(household).pk}",
        Side.COOPERATIVE: f"user-{coordinator.pk}",
        Side.PUBLIC_BODY: f"contact-{a_promise(Side.PUBLIC_BODY).contact_id}",
    }
    form = {
        "promiser": by_name[side],
        "what": "Prenota il CAF",
        "due_on": (clock.today() + timedelta(days=5)).isoformat(),
        "made_on": clock.today().isoformat(),
        "source": "talk",
    }
    answer = client_of(coordinator).post(reverse("plans:promise_new", args=[household.pk]), form)
    assert answer.status_code == 302
    assert Promise.objects.get(household=household).side == side


def test_a_promise_due_before_it_was_made_is_refused_at_its_field(client_of, coordinator, household):
    form = {
        "promiser": f"user-{coordinator.pk}",
        "what": "x",
        "due_on": "2026-01-01",
        "made_on": "2026-02-01",
        "source": "talk",
    }
    answer = client_of(coordinator).post(reverse("plans:promise_new", args=[household.pk]), form)
    assert answer.status_code == 422 and not Promise.objects.exists()
    assert answer.context["form"].errors == {"due_on": ["Il giorno viene prima di quello in cui è stata promessa."]}


def test_a_stranger_to_the_household_cannot_be_chosen(client_of, coordinator, household, outsider):
    form = {"promiser": f"user-{outsider.pk}", "what": "x", "due_on": "2100-01-01", "made_on": "2026-01-01"}
    answer = client_of(coordinator).post(reverse("plans:promise_new", args=[household.pk]), form)
    assert answer.status_code == 422 and not Promise.objects.exists()


def test_a_day_that_was_moved_stands_in_the_life(client_of, volunteer, household):
    promise = a_promise(household=household, days=2)
    to = clock.today() + timedelta(days=12)
    client = client_of(volunteer)
    client.post(reverse("plans:promise_move", args=[promise.pk]), {"to": to.isoformat(), "word": "il CAF è chiuso"})
    page = client.get(promise.get_absolute_url()).content.decode()
    assert "il CAF è chiuso" in page and promise.due_on.isoformat() in page and to.isoformat() in page


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician"])
def test_nobody_else_meets_a_promise(request, client_of, household, persona):
    promise = a_promise(household=household)
    client = client_of(request.getfixturevalue(persona))
    assert client.get(promise.get_absolute_url()).status_code == 404
    assert promise.what not in client.get(LIST).content.decode()
    assert client.post(promise.get_absolute_url(), {"state": "kept"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_of, coordinator, household, django_assert_num_queries, rows):
    for _row in range(rows):
        for side in Side:
            a_promise(side, household=household, what=f"Promessa di {side}")
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_num_queries(3):
        page = client.get(LIST).content.decode()
    assert page.count("Promessa di") == 3 * rows


def test_the_list_is_narrowed_by_its_address(client_of, coordinator, household):
    a_promise(household=household, what="Sua")
    a_promise(Side.COOPERATIVE, household=household, what="Nostra", days=-2)
    client = client_of(coordinator)
    for query, there, absent in [
        ("side=member", "Sua", "Nostra"),
        ("state=overdue", "Nostra", "Sua"),
        ("side=cooperative&state=open", "Nostra", "Sua"),
    ]:
        page = client.get(f"{LIST}?{query}").content.decode()
        assert f">{there}<" in page and f">{absent}<" not in page
