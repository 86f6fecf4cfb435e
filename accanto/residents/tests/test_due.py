"""Papers that expire: who is told of them."""

from datetime import timedelta

import pytest

from accanto.base import clock
from accanto.base.due import Whose
from accanto.residents import due
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory, PaperFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(volunteer):
    """With a paper that expires this week."""
    household = HouseholdFactory()
    TeamMemberFactory(household=household, user=volunteer)
    PaperFactory(person=household.members.get().person, expires_on=clock.today() + timedelta(days=3))
    return household


def told(user) -> list[bool]:
    """Whether she is told as one who does it, who stands beside the household, or who looks at everything."""
    return [bool(due.due(user, clock.today() + timedelta(days=7), whose)) for whose in Whose]


def test_of_a_paper_is_told_who_may_open_the_file(household, coordinator, volunteer, outsider):
    assert told(volunteer) == [True, True, True]
    assert told(coordinator) == [False, False, True]
    assert told(outsider) == [False, False, False]


def test_of_a_restricted_household_nobody_is_told_who_is_not_named(household, coordinator, volunteer):
    Household.objects.update(is_restricted=True)
    assert told(volunteer) == told(coordinator) == [False, False, False]


def test_of_a_closed_file_nobody_is_told(household, coordinator, volunteer):
    Household.objects.update(closed_on=clock.today())
    assert told(volunteer) == told(coordinator) == [False, False, False]


def test_papers_are_told_in_the_order_in_which_they_expire(household, coordinator):
    person = household.members.get().person
    for days in (5, -9, 1):
        PaperFactory(person=person, expires_on=clock.today() + timedelta(days=days))
    items = due.due(coordinator, clock.today() + timedelta(days=7), Whose.COOPERATIVE, 3)
    assert [(item.day - clock.today()).days for item in items] == [-9, 1, 3]
