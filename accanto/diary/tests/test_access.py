"""Who reads what of the diary."""

from datetime import UTC, datetime, timedelta

import pytest

from accanto.base import clock
from accanto.diary import queries
from accanto.diary.models import Entry, ReservedPart
from accanto.diary.tests.factories import make_entry
from accanto.residents.actions import restrict_household
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def household():
    return HouseholdFactory()


@pytest.fixture
def beside(volunteer, household):
    """The volunteer's place beside the household, for a month."""
    today = clock.today()
    return TeamMemberFactory(household=household, user=volunteer, since=today - timedelta(days=30))


def readable(user):
    return set(Entry.objects.visible_to(user))


def test_a_volunteer_reads_the_diary_of_her_households_only(beside, volunteer, coordinator, outsider):
    hers, other = make_entry(coordinator, beside.household), make_entry(coordinator, HouseholdFactory())
    assert readable(volunteer) == {hers}
    assert readable(coordinator) == {hers, other}
    assert readable(outsider) == set()


@pytest.mark.parametrize("persona", ["board", "resident", "social_worker", "technician"])
def test_nobody_else_reads_the_diary(persona, household, coordinator, request):
    make_entry(coordinator, household)
    assert readable(request.getfixturevalue(persona)) == set()


def test_access_ends_with_the_assignment_even_to_what_she_wrote(beside, volunteer):
    make_entry(volunteer, beside.household)
    beside.change(until=clock.today() - timedelta(days=1))
    assert readable(volunteer) == set()


def test_of_her_predecessor_she_reads_what_was_handed_over_and_of_her_own_everything(beside, volunteer, coordinator):
    beside.change(sees_diary_since=clock.today() - timedelta(days=10))
    before = clock.now() - timedelta(days=20)
    make_entry(coordinator, beside.household, happened_at=before)
    own = make_entry(volunteer, beside.household, happened_at=before)
    new = make_entry(coordinator, beside.household)
    assert readable(volunteer) == {own, new}


def test_the_day_of_handing_over_begins_at_midnight_in_italy(beside, volunteer, coordinator):
    beside.change(since=datetime(2026, 7, 1).date(), sees_diary_since=datetime(2026, 7, 10).date())
    make_entry(coordinator, beside.household, happened_at=datetime(2026, 7, 9, 21, 59, tzinfo=UTC))
    at_midnight = make_entry(coordinator, beside.household, happened_at=datetime(2026, 7, 9, 22, 0, tzinfo=UTC))
    assert readable(volunteer) == {at_midnight}


def test_of_a_restricted_household_only_those_named_read(beside, volunteer, coordinator, django_user_model):
    entry = make_entry(coordinator, beside.household)
    restrict_household(by=coordinator, household=beside.household, why="minacce")
    other = django_user_model.objects.create_user("altra", name="Altra", role="coordinator")
    assert readable(coordinator) == {entry}
    assert readable(other) == readable(volunteer) == set()


def test_an_entry_about_two_households_does_not_name_the_one_that_is_not_hers(beside, volunteer, coordinator):
    secret = HouseholdFactory(name="Ferri")
    person = secret.members.get().person
    entry = make_entry(coordinator, beside.household, secret, persons=[person])
    row = queries.timeline(volunteer, beside.household).rows[0]
    assert row.entry == entry
    assert row.entry.other_links == [] == row.entry.shown_persons
    seen = queries.entry_for(volunteer, entry.pk)
    assert [link.household for link in seen.shown_links] == [beside.household]
    assert seen.shown_persons == []
    row = queries.timeline(coordinator, beside.household).rows[0]
    assert [link.household for link in row.entry.other_links] == [secret]
    assert queries.entry_for(coordinator, entry.pk).shown_persons == [person]


def test_the_reserved_part_is_for_author_coordinators_and_those_named(
    beside, volunteer, other_volunteer, coordinator, django_user_model
):
    third = django_user_model.objects.create_user("terza", name="Terza", role="volunteer")
    for user in (other_volunteer, third):
        TeamMemberFactory(household=beside.household, user=user)
    entry = make_entry(volunteer, beside.household, reserved_text="solo per pochi", readers=[third])
    for user in (volunteer, coordinator, third):
        assert queries.reserved_part_of(user, entry).text == "solo per pochi"
    assert queries.reserved_part_of(other_volunteer, entry) is None


def test_a_name_on_a_reserved_part_opens_nothing_after_the_assignment(beside, volunteer, coordinator):
    entry = make_entry(coordinator, beside.household, reserved_text="solo per pochi", readers=[volunteer])
    beside.change(until=clock.today() - timedelta(days=1))
    assert queries.reserved_part_of(volunteer, entry) is None
    assert not ReservedPart.objects.visible_to(volunteer).exists()


def test_reading_a_diary_does_not_fetch_the_reserved_part(beside, volunteer, django_assert_num_queries):
    make_entry(volunteer, beside.household, reserved_text="solo per pochi")
    with django_assert_num_queries(4) as captured:
        queries.timeline(volunteer, beside.household)
    assert not any("reservedpart" in query["sql"] for query in captured.captured_queries)
