"""What falls due by itself: the host's 48 hours, planned ends, answers to applications."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base.clock import ROME
from accanto.base.due import Whose
from accanto.base.models import Parameter
from accanto.housing import actions
from accanto.housing.due import APPLICATION_ANSWER, FINISH, HOST_NOTIFICATION, MOVE, PLANNED_END, due
from accanto.housing.queries.notifications import due_at
from accanto.housing.tests.factories import ApplicationFactory, AssignmentFactory, WorksFactory
from accanto.residents.models import TeamRole
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PersonFactory,
    TeamMemberFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
TODAY = date(2026, 11, 22)
NEXT_WEEK = date(2026, 11, 29)


@pytest.fixture
def items(coordinator):
    """Things due to the coordinator within a week, of one kind."""

    def of(kind, whose=Whose.COOPERATIVE, until=NEXT_WEEK, user=None):
        return [item for item in due(user or coordinator, until, whose) if item.kind == kind]

    return of


def household_of(**head):
    return HouseholdFactory(head=PersonFactory(**head))


@pytest.mark.parametrize(
    ("hour", "end"),
    [(time(15, 30), datetime(2026, 11, 24, 15, 30)), (None, datetime(2026, 11, 24, 0, 0))],
)
def test_the_term_ends_48_hours_after_entry(hour, end):
    assert due_at(TODAY, hour, 48) == end.replace(tzinfo=ROME)


def test_48_hours_are_hours_when_the_clocks_change():
    assert due_at(date(2026, 10, 24), time(12), 48) == datetime(2026, 10, 26, 11, tzinfo=ROME)


def test_a_foreign_guest_who_moves_in_has_to_be_told_of(coordinator, items):
    household = household_of(given_name="Naima", citizenships=["MA"])
    works = WorksFactory()
    actions.assign_dwelling(
        by=coordinator, household=household, dwelling=works.dwelling, since=TODAY, entered_at=time(15, 30)
    )
    (item,) = items(HOST_NOTIFICATION)
    assert (item.day, item.at, item.household_id) == (date(2026, 11, 24), time(15, 30), household.pk)


@pytest.mark.parametrize("citizenships", [["IT"], ["IT", "MA"], []])
def test_nobody_else_has(items, citizenships):
    AssignmentFactory(household=household_of(citizenships=citizenships), since=TODAY)
    assert items(HOST_NOTIFICATION) == []


def test_a_citizenship_written_down_later_is_not_missed(items):
    household = household_of(citizenships=[])
    AssignmentFactory(household=household, since=TODAY)
    household.members.get().person.change(citizenships=["NG"])
    assert len(items(HOST_NOTIFICATION)) == 1


def test_a_foreigner_who_joins_a_household_already_housed_counts_from_her_own_entry(items):
    household = household_of(citizenships=["IT"])
    AssignmentFactory(household=household, since=date(2024, 3, 12), entered_at=time(9))
    HouseholdMemberFactory(household=household, since=TODAY)
    (item,) = items(HOST_NOTIFICATION)
    assert (item.day, item.at) == (date(2026, 11, 24), None)


def test_a_family_that_has_lived_there_for_years_is_no_news(items):
    AssignmentFactory(household=household_of(citizenships=["MA"]), since=date(2024, 3, 12))
    assert items(HOST_NOTIFICATION) == []


def test_guests_who_have_left_are_no_longer_due(items):
    AssignmentFactory(since=date(2026, 11, 10), until=date(2026, 11, 20))
    assert items(HOST_NOTIFICATION) == []


def test_the_hours_are_a_row_of_the_law(items):
    AssignmentFactory(since=TODAY)
    Parameter.objects.filter(code="host_notification_term").update(value=24)
    assert items(HOST_NOTIFICATION)[0].day == date(2026, 11, 23)


def test_one_touch_writes_the_notification_of_today(coordinator, items):
    assignment = AssignmentFactory(since=TODAY)
    FINISH[HOST_NOTIFICATION](by=coordinator, subject_id=items(HOST_NOTIFICATION)[0].subject_id)
    assert items(HOST_NOTIFICATION) == []
    assert assignment.host_notifications.get().notified_on == TODAY


def test_a_notification_is_written_once_and_not_for_tomorrow(coordinator):
    assignment = AssignmentFactory(since=TODAY)
    values = {"by": coordinator, "assignment": assignment, "person": assignment.household.members.get().person}
    with pytest.raises(ValidationError, match="deve ancora venire"):
        actions.notify_host(notified_on=TODAY + timedelta(days=1), **values)
    actions.notify_host(notified_on=TODAY, reference="PO-12/2026", **values)
    with pytest.raises(ValidationError, match="c'è già"):
        actions.notify_host(notified_on=TODAY, **values)


@pytest.mark.parametrize(
    ("planned_end", "reminder"),
    [
        (date(2027, 2, 28), date(2026, 11, 30)),  # 90 days before: in eight days
        (date(2027, 2, 20), date(2026, 11, 22)),
        (date(2027, 1, 1), date(2026, 11, 2)),  # 60 days before
        (date(2026, 12, 1), date(2026, 11, 1)),  # 30 days before
        (date(2026, 11, 22), date(2026, 11, 22)),
        (date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_a_planned_end_is_remembered_three_times_and_on_its_day(items, planned_end, reminder):
    AssignmentFactory(planned_end=planned_end)
    found = [item.day for item in items(PLANNED_END)]
    assert found == ([reminder] if reminder <= NEXT_WEEK else [])


def test_a_reminder_seen_to_is_silent_until_the_next_one(coordinator, items, time_machine):
    stay = AssignmentFactory(planned_end=date(2027, 2, 20))
    FINISH[PLANNED_END](by=coordinator, subject_id=stay.pk)
    assert items(PLANNED_END) == []
    time_machine.move_to("2026-12-22T10:00:00+01:00")
    assert [item.day for item in items(PLANNED_END, until=date(2026, 12, 22))] == [date(2026, 12, 22)]


def test_what_has_ended_or_is_long_past_reminds_of_nothing(items):
    AssignmentFactory(planned_end=date(2026, 12, 1), until=date(2026, 11, 20))
    AssignmentFactory(since=date(2014, 10, 15), planned_end=date(2022, 10, 15))
    assert items(PLANNED_END) == []


def test_an_application_is_owed_a_word_within_the_term(coordinator, items):
    application = actions.receive_application(
        by=coordinator, household=HouseholdFactory(), received_on=date(2026, 10, 26), people_count=2, cause="cost"
    )
    (item,) = items(APPLICATION_ANSWER)
    assert item.day == date(2026, 11, 25)
    MOVE[APPLICATION_ANSWER](by=coordinator, subject_id=application.pk, to=date(2026, 12, 20))
    assert items(APPLICATION_ANSWER) == []


def test_whoever_waits_in_the_list_has_had_her_answer(coordinator, items):
    application = ApplicationFactory(answer_by=TODAY)
    actions.decide(by=coordinator, application=application, to_state="listed", reasons="requisiti verificati")
    assert items(APPLICATION_ANSWER) == []
    with pytest.raises(ValidationError):
        MOVE[APPLICATION_ANSWER](by=coordinator, subject_id=application.pk, to=TODAY)


def test_mine_are_those_of_the_households_beside_which_i_stand(coordinator, items):
    beside = TeamMemberFactory(user=coordinator, role=TeamRole.COORDINATOR).household
    AssignmentFactory(household=beside, since=TODAY, planned_end=date(2026, 11, 25))
    AssignmentFactory(since=TODAY, planned_end=date(2026, 11, 25))
    for kind in (HOST_NOTIFICATION, PLANNED_END):
        assert [item.household_id for item in items(kind, whose=Whose.MINE)] == [beside.pk]
        assert len(items(kind)) == 2


def test_volunteers_and_strangers_to_a_restricted_household_hear_nothing(items):
    hidden = HouseholdFactory(is_restricted=True)
    AssignmentFactory(household=hidden, since=TODAY, planned_end=date(2026, 11, 25))
    ApplicationFactory(household=hidden, answer_by=TODAY)
    beside = TeamMemberFactory()
    AssignmentFactory(household=beside.household, since=TODAY, planned_end=date(2026, 11, 25))
    kinds = (HOST_NOTIFICATION, PLANNED_END, APPLICATION_ANSWER)
    assert [len(items(kind)) for kind in kinds] == [1, 1, 0]
    assert [items(kind, user=beside.user) for kind in kinds] == [[], [], []]


def test_a_restricted_household_is_not_finished_or_moved_by_a_stranger(coordinator):
    hidden = HouseholdFactory(is_restricted=True)
    stay = AssignmentFactory(household=hidden, since=TODAY)
    application = ApplicationFactory(household=hidden, answer_by=TODAY)
    for act in (
        lambda: FINISH[HOST_NOTIFICATION](by=coordinator, subject_id=hidden.members.get().pk),
        lambda: FINISH[PLANNED_END](by=coordinator, subject_id=stay.pk),
        lambda: MOVE[APPLICATION_ANSWER](by=coordinator, subject_id=application.pk, to=TODAY),
    ):
        with pytest.raises(ValidationError):
            act()


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_costs_the_same_for_one_and_for_three(coordinator, count, django_assert_num_queries):
    AssignmentFactory.create_batch(count, since=TODAY, planned_end=date(2026, 11, 25))
    ApplicationFactory.create_batch(count, answer_by=TODAY)
    with django_assert_num_queries(6):
        assert len(due(coordinator, NEXT_WEEK, Whose.COOPERATIVE)) == 3 * count


@pytest.mark.parametrize("kind", [HOST_NOTIFICATION, PLANNED_END])
def test_a_volunteer_beside_the_household_does_not_do_what_housing_does(client_of, volunteer, kind):
    stay = AssignmentFactory(household=household_of(citizenships=["MA"]), planned_end=TODAY)
    TeamMemberFactory(household=stay.household, user=volunteer, since=TODAY)
    subject = stay.household.members.get() if kind == HOST_NOTIFICATION else stay
    answer = client_of(volunteer).post(reverse("agenda:finish", args=[kind, subject.pk]))
    stay.refresh_from_db()
    assert (answer.status_code, stay.end_seen_on, stay.host_notifications.count()) == (404, None, 0)
