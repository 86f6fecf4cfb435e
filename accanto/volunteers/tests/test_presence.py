"""Who was seen when, who is lost from sight, and what falls due."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accanto.base import clock
from accanto.base.due import Whose
from accanto.diary.tests.factories import make_entry
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.volunteers import queries
from accanto.volunteers.due import presence, register
from accanto.volunteers.models import InsuranceCover
from accanto.volunteers.tests.factories import (
    CoverFactory,
    ExpenseFactory,
    RecordCheckFactory,
    VolunteerFactory,
    a_cooperative,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_a_monday(db):
    a_cooperative()
    with time_machine.travel("2026-03-02 09:00 +0100", tick=False):
        yield


def last_met(days, **values):
    """A household met so many days ago."""
    return HouseholdFactory(last_met_on=TODAY - timedelta(days=days), **values)


def never_met(opened_days_ago, **values):
    household = HouseholdFactory(**values)
    opened = datetime.combine(TODAY - timedelta(days=opened_days_ago), datetime.min.time(), tzinfo=clock.ROME)
    Household.objects.filter(pk=household.pk).update(created_at=opened)
    return household


def names(found):
    return [one.household.name for one in found]


class TestLostFromSight:
    def test_after_thirty_days_and_not_one_before(self, coordinator):
        lost, _seen = last_met(30), last_met(29)
        assert names(queries.lost_from_sight(coordinator, Whose.COOPERATIVE)) == [lost.name]

    def test_a_household_may_have_a_term_of_its_own(self, coordinator):
        soon, later = last_met(8, presence_gap_days=7), last_met(40, presence_gap_days=90)
        found = names(queries.lost_from_sight(coordinator, Whose.COOPERATIVE))
        assert soon.name in found
        assert later.name not in found

    def test_the_one_to_look_for_longest_comes_first_whatever_its_term(self, coordinator):
        third, first = last_met(31), last_met(45)
        second = last_met(15, presence_gap_days=7)
        found = names(queries.lost_from_sight(coordinator, Whose.COOPERATIVE, limit=3))
        assert found == [first.name, second.name, third.name]
        assert names(queries.lost_from_sight(coordinator, Whose.COOPERATIVE, limit=2)) == found[:2]

    def test_who_was_never_met_counts_from_the_opening_of_the_file(self, coordinator):
        lost, _new = never_met(31), never_met(3)
        found = queries.lost_from_sight(coordinator, Whose.COOPERATIVE)
        assert (names(found), found[0].never) == ([lost.name], True)

    def test_a_visit_brings_a_household_back_and_an_attempt_does_not(self, coordinator):
        household = last_met(50)
        make_entry(coordinator, household, contact="attempted")
        assert queries.lost_from_sight(coordinator, Whose.COOPERATIVE)
        make_entry(coordinator, household)
        assert not queries.lost_from_sight(coordinator, Whose.COOPERATIVE)

    def test_closed_ones_are_left_in_peace(self, coordinator):
        last_met(50, closed_on=TODAY)
        assert not queries.lost_from_sight(coordinator, Whose.COOPERATIVE)

    def test_everybody_hears_of_her_own(self, volunteer, outsider, coordinator):
        household = last_met(50)
        TeamMemberFactory(household=household, user=volunteer, since=TODAY)
        assert names(queries.lost_from_sight(volunteer, Whose.HOUSEHOLDS)) == [household.name]
        for user in (outsider, coordinator):
            assert not queries.lost_from_sight(user, Whose.HOUSEHOLDS)
        assert not queries.lost_from_sight(outsider, Whose.COOPERATIVE)

    def test_a_restricted_household_is_not_among_them(self, coordinator):
        last_met(50, is_restricted=True)
        assert not queries.lost_from_sight(coordinator, Whose.COOPERATIVE)


class TestThePage:
    def test_those_unseen_for_longest_come_first_and_the_rest_page_by_page(self, coordinator, client_of):
        for days in range(40):
            last_met(days, name=f"N{days:02}")
        page = queries.presence(coordinator)
        assert names(page)[:3] == ["N39", "N38", "N37"]
        assert names(queries.presence(coordinator, cursor=page.older))[-1] == "N00"
        text = client_of(coordinator).get(reverse("volunteers:presence")).content.decode()
        assert "39 giorni" in text and "N00" not in text

    def test_those_never_met_have_a_list_of_their_own(self, coordinator, client_of):
        never_met(3, name="Mai Vista")
        client = client_of(coordinator)
        text = client.get(reverse("volunteers:presence")).content.decode()
        assert "mai incontrati: 1" in text and "Mai Vista" not in text
        assert "Mai Vista" in client.get(reverse("volunteers:presence") + "?chi=mai").content.decode()

    @pytest.mark.parametrize("cursor", ["x", "W2ZhbHNlLCJpZXJpIiwgMV0", "W2ZhbHNlLCIyMDI2LTAzLTAxIiwiYSJd", "🙂"])
    def test_a_cursor_written_by_hand_gives_the_first_page(self, coordinator, client_of, cursor):
        last_met(5, name="Bennani")
        response = client_of(coordinator).get(reverse("volunteers:presence"), {"page": cursor})
        assert "Bennani" in response.content.decode()

    def test_the_year_counts_meetings_by_italian_month_and_nothing_of_hidden_households(self, coordinator, volunteer):
        household, hidden = HouseholdFactory(), HouseholdFactory()
        for each in (household, hidden):
            TeamMemberFactory(household=each, user=volunteer, since=date(2025, 1, 1), sees_diary_since=date(2025, 1, 1))
        midnight = datetime(2026, 2, 1, 0, 30, tzinfo=clock.ROME)
        make_entry(volunteer, household, happened_at=midnight)
        make_entry(volunteer, household, happened_at=midnight - timedelta(hours=1))
        make_entry(volunteer, household, happened_at=midnight, contact="attempted")
        make_entry(volunteer, hidden, happened_at=midnight)
        assert queries.year_of_contacts(coordinator)["series"][0].values[-3:] == [1, 2, 0]
        Household.objects.filter(pk=hidden.pk).update(is_restricted=True)
        assert queries.year_of_contacts(coordinator)["series"][0].values[-3:] == [1, 1, 0]

    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_for_one_and_three(self, coordinator, client_of, rows, django_assert_num_queries):
        for days in range(rows):
            last_met(days)
        client = client_of(coordinator)
        with django_assert_num_queries(11):
            client.get(reverse("volunteers:presence"))


class TestWhatIsDue:
    def kinds(self, user, whose, until=TODAY):
        return [(item.kind, item.day) for source in (register, presence) for item in source.due(user, until, whose)]

    def test_a_cover_from_sixty_days_before_its_end_until_it_is_renewed(self, coordinator, volunteer):
        giulia = VolunteerFactory(user=volunteer)
        cover = CoverFactory(volunteer=giulia, until=TODAY + timedelta(days=61))
        assert self.kinds(coordinator, Whose.COOPERATIVE) == []
        cover.change(until=TODAY + timedelta(days=60))
        expected = [(register.COVER_ENDS, TODAY + timedelta(days=60))]
        assert self.kinds(coordinator, Whose.COOPERATIVE) == self.kinds(volunteer, Whose.MINE) == expected
        CoverFactory(volunteer=giulia, until=TODAY + timedelta(days=400))
        assert self.kinds(coordinator, Whose.COOPERATIVE) == []

    def test_one_that_has_ended_is_still_due(self, coordinator):
        CoverFactory(until=TODAY - timedelta(days=5))
        assert self.kinds(coordinator, Whose.MINE) == [(register.COVER_ENDS, TODAY - timedelta(days=5))]

    def test_who_left_the_register_needs_nothing(self, coordinator):
        left = VolunteerFactory(register_until=TODAY - timedelta(days=1))
        CoverFactory(volunteer=left, until=TODAY)
        RecordCheckFactory(volunteer=left, recheck_on=TODAY)
        assert self.kinds(coordinator, Whose.COOPERATIVE) == []

    def test_the_record_check_to_be_done_again(self, coordinator):
        giulia = VolunteerFactory()
        RecordCheckFactory(volunteer=giulia, recheck_on=TODAY + timedelta(days=60))
        assert self.kinds(coordinator, Whose.MINE) == [(register.RECHECK, TODAY + timedelta(days=60))]
        RecordCheckFactory(volunteer=giulia, recheck_on=TODAY + timedelta(days=700))
        assert self.kinds(coordinator, Whose.MINE) == []

    def test_expenses_wait_for_who_decides(self, coordinator, volunteer, outsider):
        ExpenseFactory(volunteer=VolunteerFactory(user=volunteer))
        assert self.kinds(coordinator, Whose.MINE) == [(register.EXPENSE_WAITS, TODAY)]
        assert self.kinds(volunteer, Whose.MINE) == self.kinds(outsider, Whose.MINE) == []

    def test_a_household_lost_from_sight_is_of_who_stands_beside_it(self, coordinator, volunteer, outsider):
        household = last_met(30)
        TeamMemberFactory(household=household, user=volunteer, since=TODAY)
        expected = [(presence.LOST_FROM_SIGHT, TODAY)]
        assert self.kinds(volunteer, Whose.MINE) == self.kinds(coordinator, Whose.COOPERATIVE) == expected
        assert self.kinds(coordinator, Whose.MINE) == self.kinds(outsider, Whose.COOPERATIVE) == []
        assert self.kinds(volunteer, Whose.MINE, until=TODAY - timedelta(days=1)) == []

    def test_the_board_hears_of_nothing(self, board):
        last_met(50)
        CoverFactory(until=TODAY)
        assert self.kinds(board, Whose.COOPERATIVE) == []

    @pytest.mark.parametrize("source", [register, presence])
    def test_the_earliest_first_and_no_more_than_asked(self, coordinator, source):
        for days in (40, 50, 45):
            last_met(days), ExpenseFactory(day=TODAY - timedelta(days=days))
        days = [item.day for item in source.due(coordinator, TODAY, Whose.COOPERATIVE, 100)]
        assert days == sorted(days) and len(days) == 3
        assert [item.day for item in source.due(coordinator, TODAY, Whose.COOPERATIVE, 2)] == days[:2]

    def test_every_kind_has_a_name(self):
        assert set(register.KINDS) == {register.COVER_ENDS, register.RECHECK, register.EXPENSE_WAITS}
        assert set(presence.KINDS) == {presence.LOST_FROM_SIGHT}
        assert InsuranceCover._meta.verbose_name
