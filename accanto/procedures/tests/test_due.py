"""What falls due on procedures: whose it is, what it costs, done and moved with one touch."""

from datetime import timedelta

import pytest

from accanto.base import clock
from accanto.base.due import Whose
from accanto.procedures import due
from accanto.procedures.models import ProcedureDay
from accanto.procedures.states import DayKind
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.tests.factories import HouseholdFactory, PaperFactory, TeamMemberFactory
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer)
    return household


def test_what_falls_due_is_hers_who_follows_it(volunteer, other_volunteer, beside):
    TeamMemberFactory(household=beside, user=other_volunteer)
    a_procedure(household=beside, by=volunteer, followed_by=volunteer)
    until = clock.today() + timedelta(days=40)
    hers = due.due(volunteer, until, Whose.MINE)
    assert [item.kind for item in hers] == ["procedures.look_again"]
    assert due.due(other_volunteer, until, Whose.MINE) == []
    assert len(due.due(other_volunteer, until, Whose.HOUSEHOLDS)) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_what_falls_due_costs_one_query(coordinator, django_assert_num_queries, rows):
    for _row in range(rows):
        a_procedure(household=HouseholdFactory(), by=coordinator)
    with django_assert_num_queries(1):
        assert len(due.due(coordinator, clock.today() + timedelta(days=40), Whose.COOPERATIVE)) >= rows


def test_a_reminder_is_done_and_moved_from_oggi(coordinator):
    household = HouseholdFactory()
    PaperFactory(person=head_of(household), expires_on=clock.today() + timedelta(days=30))
    procedure = a_procedure(household=household)
    day = procedure.days.filter(kind=DayKind.REMINDER).first()
    later = clock.today() + timedelta(days=5)
    due.MOVE["procedures.reminder"](by=coordinator, subject_id=day.pk, to=later)
    assert ProcedureDay.objects.get(pk=day.pk).on == later
    due.FINISH["procedures.reminder"](by=coordinator, subject_id=day.pk)
    assert ProcedureDay.objects.get(pk=day.pk).settled_on == clock.today()
