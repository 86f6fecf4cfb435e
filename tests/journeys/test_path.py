"""Every page of a path: read on a narrow phone in the dark, and at a desk in the light."""

import pytest
from django.urls import reverse

from accanto.directory.tests.factories import ContactFactory
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise, a_version, an_assessment, an_exit

# Slow machines need more than the suite gives to one test.
pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

NARROW = {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}
WIDE = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}


@pytest.fixture
def office(live_server):
    """The public body whose task it is, with somebody to ask there."""
    return ContactFactory(name="Nesi")


@pytest.mark.parametrize("options", [NARROW, WIDE], ids=["phone, dark", "desk, light"])
def test_every_page_can_be_read_by_everybody(options, opened, household, office, coordinator, axe):
    page = opened(coordinator, **options)
    for address in addresses(household, coordinator, office):
        assert page.goto(address).status == 200
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def addresses(household, coordinator, office) -> list[str]:
    """Every sort of page of a path, with something on it."""
    plan = a_plan(household=household, by=coordinator, goals=2)
    goal = plan.goals.first()
    made = [a_promise(side, household=household, goal=goal, by=coordinator) for side in (Side.MEMBER, Side.COOPERATIVE)]
    made.append(a_promise(Side.PUBLIC_BODY, household=household, goal=goal, by=coordinator, contact=office, days=-2))
    version = a_version(plan, by=coordinator)
    assessment = an_assessment(plan, by=coordinator, level=3, own=4)
    gone = an_exit(by=coordinator)
    return [
        reverse("plans:plan_list"),
        reverse("plans:promise_list"),
        reverse("plans:household_path", args=[household.pk]),
        reverse("plans:plan_new", args=[household.pk]),
        reverse("plans:promise_new", args=[household.pk]),
        reverse("plans:exit_new", args=[household.pk]),
        *(promised.get_absolute_url() for promised in made),
        *(reverse(f"plans:{name}", args=[plan.pk]) for name in ("plan_detail", "matrix", "phase_move", "review_new")),
        *(reverse(f"plans:{name}", args=[goal.pk]) for name in ("goal_edit", "goal_move", "goal_promise_new")),
        version.get_absolute_url(),
        reverse("plans:version_sign", args=[version.pk]),
        reverse("plans:version_disagree", args=[version.pk]),
        reverse("plans:assessment_edit", args=[assessment.pk]),
        gone.get_absolute_url(),
        reverse("plans:follow_up_answer", args=[gone.follow_ups.first().pk]),
        reverse("desk:figures"),
    ]
