"""Who may open which household: by team, by day, by name on a restricted one."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base import clock
from accanto.residents import actions
from accanto.residents.models import Household, Person
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
NOON = "2026-11-23 12:00:00+01:00"


def opens(client_of, user, household) -> bool:
    status = client_of(user).get(household.get_absolute_url()).status_code
    assert status in (200, 404)
    return status == 200


@time_machine.travel(NOON, tick=False)
def test_a_volunteer_opens_a_file_from_the_first_day_of_her_place_to_the_last(volunteer):
    household = HouseholdFactory()
    TeamMemberFactory(household=household, user=volunteer, since=date(2026, 11, 23), until=date(2026, 11, 25))
    seen = {}
    for days in range(-1, 4):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            seen[days] = Household.objects.visible_to(volunteer).exists()
    assert seen == {-1: False, 0: True, 1: True, 2: True, 3: False}


def test_access_ends_at_the_next_request_after_the_place_ends(client_of, coordinator, volunteer):
    household = HouseholdFactory()
    place = TeamMemberFactory(household=household, user=volunteer)
    assert opens(client_of, volunteer, household)
    actions.end_team_place(by=coordinator, team_member=place, until=place.since)
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert not opens(client_of, volunteer, household)


def test_a_restricted_household_does_not_exist_for_whoever_is_not_named(client_of, coordinator, volunteer):
    household = HouseholdFactory(name="Kola")
    TeamMemberFactory(household=household, user=volunteer)
    person = household.members.get().person
    other = type(coordinator).objects.create_user(username="altra", name="Altra", role="coordinator")
    actions.restrict_household(by=coordinator, household=household, why="chiesto dalla famiglia")
    assert opens(client_of, coordinator, household)
    for stranger in (volunteer, other):
        assert not opens(client_of, stranger, household)
        assert not Person.objects.visible_to(stranger).filter(pk=person.pk).exists()
        assert "Kola" not in client_of(stranger).get("/cerca/?q=kola").content.decode().replace("q=kola", "")
    actions.name_reader(by=coordinator, household=household, user=volunteer, why="la segue da anni")
    assert opens(client_of, volunteer, household)


def test_the_last_one_named_cannot_be_taken_off(coordinator):
    household = HouseholdFactory()
    actions.restrict_household(by=coordinator, household=household, why="protezione")
    with pytest.raises(Exception, match="ultima coordinatrice"):
        actions.stop_naming_reader(by=coordinator, reader=household.named_readers.get())


def test_who_is_left_beside_a_restricted_household_can_name_others(coordinator, volunteer):
    household = HouseholdFactory()
    actions.restrict_household(by=coordinator, household=household, why="protezione")
    hers = household.named_readers.get()
    actions.name_reader(by=coordinator, household=household, user=volunteer, why="la segue, e non è più accanto")
    other = type(coordinator).objects.create_user(username="altra", name="Altra", role="coordinator", is_active=False)
    actions.name_reader(by=coordinator, household=household, user=other, why="ma il suo accesso è chiuso")
    with pytest.raises(ValidationError):
        actions.stop_naming_reader(by=coordinator, reader=hers)
    type(coordinator).objects.filter(pk=other.pk).update(is_active=True)
    actions.stop_naming_reader(by=coordinator, reader=hers)
    assert Household.objects.visible_to(type(coordinator).objects.get(pk=other.pk)).filter(pk=household.pk).exists()


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician", "other_volunteer"])
def test_nobody_else_opens_a_file(request, client_of, persona):
    household = HouseholdFactory()
    assert not opens(client_of, request.getfixturevalue(persona), household)


def test_a_coordinator_sees_a_member_who_lives_elsewhere_and_a_volunteer_does_not(coordinator, volunteer):
    person = PersonFactory()
    assert Person.objects.visible_to(coordinator).filter(pk=person.pk).exists()
    assert not Person.objects.visible_to(volunteer).filter(pk=person.pk).exists()


def test_on_her_last_day_in_a_household_nobody_is_asked_to_end_it_again(client_of, coordinator):
    household = HouseholdFactory()
    member, address = household.members.get(), reverse("residents:household_people", args=[household.pk])
    end = reverse("residents:member_end", args=[household.pk, member.pk])
    assert end in client_of(coordinator).get(address).content.decode()
    actions.end_household_member(by=coordinator, member=member, until=clock.today())
    page = client_of(coordinator).get(address).content.decode()
    assert end not in page and "Ultimo giorno nel nucleo" in page


@pytest.fixture
def moved(volunteer):
    """Somebody who left a household of the volunteer, with what is written of her now."""
    left = HouseholdFactory(name="Dosti")
    TeamMemberFactory(household=left, user=volunteer)
    home = HouseholdFactory(name="Kola")
    person = home.members.get().person
    person.change(given_name="Besa", address="via dei Tigli 8")
    last = clock.today() - timedelta(days=30)
    home.members.update(since=last + timedelta(days=1))
    left.members.create(person=person, role="partner", since=last - timedelta(days=300), until=last)
    return person


def test_who_left_for_a_restricted_household_has_gone_from_sight(client_of, coordinator, volunteer, moved):
    left, home = [stay.household for stay in moved.stays.order_by("since")]
    pages = [moved.get_absolute_url(), reverse("residents:household_people", args=[left.pk]), "/cerca/?q=bes"]
    before = [client_of(volunteer).get(page).content.decode() for page in pages]
    assert ["Besa" in page for page in before] == [True, True, True]
    other = type(coordinator).objects.create_user(username="altra", name="Altra", role="coordinator")
    actions.restrict_household(by=coordinator, household=home, why="chiesto da lei")
    for stranger in (volunteer, other):
        after = [client_of(stranger).get(page).content.decode() for page in pages]
        assert not any("Besa" in page or "Tigli" in page for page in after)
    assert all("Besa" in client_of(coordinator).get(page).content.decode() for page in pages)


def test_who_lives_beside_a_volunteer_today_stays_in_sight_wherever_she_came_from(volunteer):
    household = HouseholdFactory()
    TeamMemberFactory(household=household, user=volunteer)
    person, day = household.members.get().person, date(2020, 1, 1)
    HouseholdFactory(is_restricted=True).members.create(person=person, role="child", since=day, until=day)
    assert Person.objects.visible_to(volunteer).filter(pk=person.pk).exists()


def test_a_search_does_not_say_to_a_volunteer_where_somebody_moved(client_of, volunteer, moved):
    page = client_of(volunteer).get("/cerca/?q=bes").content.decode()
    assert "Besa" in page and "Kola" not in page.replace(str(moved), "")
