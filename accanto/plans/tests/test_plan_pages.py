"""Pages of paths: who opens them, what they say, what they cost."""

import pytest
from django.urls import reverse

from accanto.base import clock
from accanto.plans.models import Goal, Plan, Review
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise, a_version, an_assessment, an_exit, head_of
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support.models import SupportArea

pytestmark = pytest.mark.django_db
LIST = reverse("plans:plan_list")


@pytest.fixture
def household(volunteer):
    return TeamMemberFactory(household=HouseholdFactory(name="Bennani"), user=volunteer).household


def fill(household, rows: int) -> Plan:
    """A path with so many goals of three promises, reviews and moments of the matrix."""
    plan = a_plan(household=household, goals=rows)
    for goal in plan.goals.all():
        for side in Side:
            a_promise(side, household=household, goal=goal, what=f"Promessa di {side}")
    for number in range(rows):
        texts = {"present": "tutti", "changed": f"Cambiato {number}", "next": "avanti", "by": plan.opened_by}
        Review.objects.create(plan=plan, held_on=clock.today(), **texts)
    a_version(plan)
    an_assessment(plan, own=2)
    return plan


@pytest.mark.parametrize("rows", [1, 3])
def test_a_path_costs_the_same_for_one_and_three(client_of, coordinator, household, django_assert_num_queries, rows):
    plan = fill(household, rows)
    client = client_of(coordinator)
    client.get(plan.get_absolute_url())
    with django_assert_num_queries(16):
        page = client.get(plan.get_absolute_url()).content.decode()
    assert page.count("Promessa di") == 3 * rows and page.count("Cambiato") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_of, coordinator, django_assert_num_queries, rows):
    for _row in range(rows):
        a_version(a_plan())
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_num_queries(4):
        page = client.get(LIST).content.decode()
    assert page.count("Percorso della famiglia") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tab_costs_the_same_for_one_and_three(client_of, coordinator, household, django_assert_num_queries, rows):
    for _row in range(rows):
        for side in Side:
            a_promise(side, household=household, what=f"Promessa di {side}")
    address = reverse("plans:household_path", args=[household.pk])
    client = client_of(coordinator)
    client.get(address)
    with django_assert_num_queries(8):
        page = client.get(address).content.decode()
    assert page.count("Promessa di") == 3 * rows


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician"])
def test_nobody_else_meets_a_path(request, client_of, household, persona):
    plan = fill(household, 1)
    gone = an_exit(household)
    client = client_of(request.getfixturevalue(persona))
    addresses = [
        plan.get_absolute_url(),
        reverse("plans:matrix", args=[plan.pk]),
        plan.versions.get().get_absolute_url(),
        reverse("plans:version_print", args=[plan.versions.get().pk]),
        reverse("plans:household_path", args=[household.pk]),
        gone.get_absolute_url(),
    ]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert "Bennani" not in client.get(LIST).content.decode()


def test_from_her_yes_to_a_goal_with_a_promise(client_of, volunteer, household):
    client, head = client_of(volunteer), head_of(household)
    form = {"person": "", "assent_by": head.pk, "assent_how": "volunteer", "assent_on": clock.today().isoformat()}
    assert client.post(reverse("plans:plan_new", args=[household.pk]), form).status_code == 302
    plan = Plan.objects.get()
    area = SupportArea.objects.first()
    client.post(reverse("plans:goal_new", args=[plan.pk]), {"words": "Una casa mia", "area": area.pk})
    goal = Goal.objects.get()
    today = clock.today().isoformat()
    promise = {"promiser": f"person-{head.pk}", "what": "Porto le carte", "due_on": today, "made_on": today}
    client.post(reverse("plans:goal_promise_new", args=[goal.pk]), promise)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "«Una casa mia»" in page and "Porto le carte" in page and "proposta, mai firmata" in page


def test_a_review_in_the_future_is_refused_at_its_field(client_of, volunteer, household):
    plan = a_plan(household=household)
    form = {"held_on": "2199-01-01", "present": "tutti", "changed": "x", "next": "y"}
    answer = client_of(volunteer).post(reverse("plans:review_new", args=[plan.pk]), form)
    assert answer.status_code == 422 and "ancora venire" in answer.content.decode()


def test_a_signature_on_a_superseded_version_is_refused_in_the_browser(client_of, coordinator, household):
    plan = a_plan(household=household)
    old = a_version(plan)
    a_promise(household=household, goal=plan.goals.get())
    a_version(plan)
    form = {"person": head_of(household).pk, "how": "paper", "signed_on": clock.today().isoformat()}
    answer = client_of(coordinator).post(reverse("plans:version_sign", args=[old.pk]), form)
    assert answer.status_code == 422 and "versione 2" in answer.content.decode()
