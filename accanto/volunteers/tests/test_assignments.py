"""Who may be put beside a household, from when to when, and what she then may open."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.residents.actions import end_team_place
from accanto.residents.models import Household, HouseholdRole, TeamMember
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory
from accanto.volunteers import actions, queries
from accanto.volunteers.models import InsuranceCover, RecordCheck
from accanto.volunteers.states import Barrier
from accanto.volunteers.tests.factories import CoverFactory, RecordCheckFactory, VolunteerFactory, a_cooperative, ready

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_a_monday():
    a_cooperative()
    with time_machine.travel("2026-03-02 09:00 +0100", tick=False):
        yield


@pytest.fixture
def giulia(volunteer):
    return ready(user=volunteer)


@pytest.fixture
def household(db):
    return HouseholdFactory()


def assign(by, volunteer, household, **values):
    values = {"since": TODAY, "why": "parla arabo"} | values
    return actions.assign_volunteer(by=by, volunteer=volunteer, household=household, **values)


def refusals(volunteer, household, since=TODAY, until=None):
    return {one.barrier for one in queries.refusals_for(volunteer, household, since, until)}


def with_a_child(household, born=date(2016, 5, 1)):
    child = PersonFactory(birth_date=born)
    HouseholdMemberFactory(household=household, person=child, role=HouseholdRole.CHILD)
    return household


class TestTheRules:
    def test_a_volunteer_who_has_everything_is_assigned_and_it_is_audited(self, coordinator, giulia, household):
        place = assign(coordinator, giulia, household)
        assert (place.since, place.until, place.sees_diary_since) == (TODAY, None, TODAY)
        assert AuditRecord.objects.filter(verb="assign_volunteer", household_id=household.pk).exists()

    def test_not_before_she_is_in_the_register(self, coordinator, giulia, household):
        giulia.change(register_from=TODAY + timedelta(days=3))
        with pytest.raises(ValidationError, match="dal 5 marzo 2026"):
            assign(coordinator, giulia, household)
        assert not TeamMember.objects.filter(household=household).exists()

    def test_not_beyond_the_end_of_her_entry(self, giulia, household):
        giulia.change(register_until=TODAY + timedelta(days=10))
        assert refusals(giulia, household) == set()
        assert refusals(giulia, household, until=TODAY + timedelta(days=10)) == set()
        assert refusals(giulia, household, until=TODAY + timedelta(days=11)) == {Barrier.LEFT}

    def test_not_without_insurance(self, coordinator, giulia, household):
        InsuranceCover.objects.update(until=TODAY - timedelta(days=1))
        with pytest.raises(ValidationError, match="Il 2 marzo 2026 l'assicurazione di .* non copre: infortuni"):
            assign(coordinator, giulia, household)

    def test_the_sentence_names_the_risk_that_is_missing(self, coordinator, giulia, household):
        InsuranceCover.objects.update(illness=False)
        with pytest.raises(ValidationError, match="non copre: malattia"):
            assign(coordinator, giulia, household)
        CoverFactory(volunteer=giulia, accident=False, third_party=False)
        assert refusals(giulia, household) == set()

    def test_covers_that_follow_each_other_cover_the_whole_time(self, giulia, household):
        InsuranceCover.objects.update(until=TODAY + timedelta(days=10))
        later = CoverFactory(volunteer=giulia, since=TODAY + timedelta(days=12), until=TODAY + timedelta(days=40))
        assert refusals(giulia, household, until=TODAY + timedelta(days=20)) == {Barrier.UNINSURED}
        later.change(since=TODAY + timedelta(days=11))
        assert refusals(giulia, household, until=TODAY + timedelta(days=20)) == set()

    def test_a_cover_whose_beginning_nobody_knows_holds_until_its_end(self, giulia, household):
        InsuranceCover.objects.update(since=None, until=TODAY)
        assert refusals(giulia, household) == set()
        assert refusals(giulia, household, until=TODAY + timedelta(days=1)) == {Barrier.UNINSURED}

    def test_not_without_an_open_account(self, giulia, household):
        giulia.user.is_active = False
        giulia.user.save()
        assert refusals(giulia, household) == {Barrier.NO_ACCOUNT}
        giulia.change(user=None)
        assert refusals(giulia, household) == {Barrier.NO_ACCOUNT}

    def test_not_beyond_her_places(self, coordinator, giulia, household):
        giulia.change(max_households=1)
        assign(coordinator, giulia, HouseholdFactory())
        with pytest.raises(ValidationError, match="tutti presi: 1 su 1"):
            assign(coordinator, giulia, household)

    def test_not_beside_her_own_household(self, giulia, household):
        HouseholdMemberFactory(household=household, person=giulia.person, role=HouseholdRole.RELATIVE)
        assert refusals(giulia, household) == {Barrier.LIVES_THERE}

    def test_not_where_somebody_wrote_to_keep_them_apart(self, coordinator, giulia, household):
        pair = actions.keep_apart(by=coordinator, volunteer=giulia, household=household, why="Vicine di casa.")
        with pytest.raises(ValidationError, match="vanno tenuti lontani: Vicine di casa."):
            assign(coordinator, giulia, household)
        actions.stop_keeping_apart(by=coordinator, pair=pair)
        assert refusals(giulia, household) == set()

    @pytest.mark.parametrize("sex, barred", [("F", set()), ("M", {Barrier.WOMEN_ONLY}), ("", {Barrier.WOMEN_ONLY})])
    def test_only_a_woman_where_the_household_asks_for_one(self, coordinator, household, sex, barred):
        actions.set_visit_wish(by=coordinator, household=household, only_women=True, slots=frozenset())
        assert refusals(ready(person__sex=sex), household) == barred


class TestNearMinors:
    def test_a_clear_check_not_yet_due_again_is_needed(self, giulia, household):
        with_a_child(household)
        assert refusals(giulia, household) == set()
        RecordCheck.objects.update(recheck_on=TODAY)
        assert refusals(giulia, household) == {Barrier.RECORD_CHECK}

    def test_the_last_check_counts(self, giulia, household):
        with_a_child(household)
        RecordCheckFactory(volunteer=giulia, clear=False, checked_on=TODAY)
        assert refusals(giulia, household) == {Barrier.RECORD_CHECK}

    def test_the_sentence_is_the_same_whatever_the_certificate_said(self, household):
        with_a_child(household)
        never, not_clear = VolunteerFactory(), VolunteerFactory()
        CoverFactory(volunteer=never), CoverFactory(volunteer=not_clear)
        RecordCheckFactory(volunteer=not_clear, clear=False)
        said = {queries.refusals_for(one, household, TODAY)[0].sentence for one in (never, not_clear)}
        assert len(said) == 1

    @pytest.mark.parametrize("born, barred", [(date(2008, 3, 2), set()), (date(2008, 3, 3), {Barrier.RECORD_CHECK})])
    def test_minor_until_the_eighteenth_birthday(self, household, born, barred):
        volunteer = VolunteerFactory()
        CoverFactory(volunteer=volunteer)
        assert refusals(volunteer, with_a_child(household, born)) == barred

    def test_a_child_of_unknown_age_is_a_minor(self, household):
        volunteer = VolunteerFactory()
        CoverFactory(volunteer=volunteer)
        assert refusals(volunteer, with_a_child(household, None)) == {Barrier.RECORD_CHECK}

    def test_the_cooperative_can_switch_the_policy_off_and_on(self, coordinator, household):
        volunteer = VolunteerFactory()
        CoverFactory(volunteer=volunteer)
        with_a_child(household)
        actions.set_record_check_policy(by=coordinator, is_needed=False)
        assert refusals(volunteer, household) == set()
        actions.set_record_check_policy(by=coordinator, is_needed=True)
        assert refusals(volunteer, household) == {Barrier.RECORD_CHECK}


class TestAccess:
    """Access begins with the first day of the place and ends with its last, at the next request."""

    def opens(self, client, household):
        return client.get(household.get_absolute_url()).status_code == 200

    def test_ends_with_the_assignment(self, coordinator, giulia, household, client_of):
        assign(coordinator, giulia, household, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2))
        seen = {}
        for days in range(5):
            with time_machine.travel(f"2026-03-{2 + days:02} 23:30 +0100", tick=False):
                seen[days] = self.opens(client_of(giulia.user), household)
        assert seen == {0: False, 1: True, 2: True, 3: False, 4: False}

    def test_ends_with_the_register(self, coordinator, giulia, household, client_of):
        assign(coordinator, giulia, household)
        client = client_of(giulia.user)
        assert self.opens(client, household)
        actions.leave_register(by=coordinator, volunteer=giulia, register_until=TODAY, left_because="")
        with time_machine.travel("2026-03-03 00:30 +0100", tick=False):
            assert not self.opens(client_of(giulia.user), household)

    def test_an_assignment_that_begins_after_the_end_is_ended_first(self, coordinator, giulia, household):
        assign(coordinator, giulia, household, since=TODAY + timedelta(days=5))
        with pytest.raises(ValidationError, match="comincia dopo"):
            actions.leave_register(by=coordinator, volunteer=giulia, register_until=TODAY, left_because="")

    def test_earlier_notes_are_hers_only_when_handed_over(self, coordinator, giulia, household, client_of):
        with time_machine.travel("2026-02-10 10:00 +0100", tick=False):
            entry = make_entry(coordinator, household)
        place = assign(coordinator, giulia, household)
        client = client_of(giulia.user)
        assert client.get(entry.get_absolute_url()).status_code == 404
        end_team_place(by=coordinator, team_member=place, until=TODAY)
        place.delete()
        assign(coordinator, giulia, household, sees_diary_since=date(2026, 2, 10))
        assert client.get(entry.get_absolute_url()).status_code == 200

    def test_who_hands_over_has_the_last_day_before(self, coordinator, giulia, household, client_of):
        other = ready()
        place = assign(coordinator, giulia, household, since=date(2026, 2, 20))
        actions.hand_over(by=coordinator, place=place, volunteer=other, since=TODAY, why="Giulia si trasferisce")
        assert list(Household.objects.visible_to(giulia.user)) == []
        assert list(Household.objects.visible_to(other.user)) == [household]
        place.refresh_from_db()
        assert place.until == TODAY - timedelta(days=1)

    def test_nothing_changes_hands_when_a_rule_forbids_it(self, coordinator, giulia, household):
        place = assign(coordinator, giulia, household, since=date(2026, 2, 20))
        uninsured = VolunteerFactory()
        with pytest.raises(ValidationError, match="non copre"):
            actions.hand_over(by=coordinator, place=place, volunteer=uninsured, since=TODAY, why="cambio")
        place.refresh_from_db()
        assert place.until is None

    @pytest.mark.parametrize(
        "values, field",
        [
            ({"until": TODAY - timedelta(days=1)}, "until"),
            ({"sees_diary_since": TODAY + timedelta(days=1)}, "sees_diary_since"),
        ],
    )
    def test_days_in_the_wrong_order_are_refused(self, coordinator, giulia, household, values, field):
        with pytest.raises(ValidationError) as refused:
            assign(coordinator, giulia, household, **values)
        assert field in refused.value.message_dict

    def test_today_is_the_italian_day(self):
        assert clock.today() == TODAY
