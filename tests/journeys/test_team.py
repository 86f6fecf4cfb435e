"""Who stands beside a household opens its file, from the first day to the last and not one longer."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.residents.models import TeamMember
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory
from accanto.volunteers.tests.factories import a_cooperative, ready

pytestmark = pytest.mark.journey


@pytest.fixture
def household(live_server):
    return HouseholdFactory(name="Bennani")


@pytest.fixture
def in_register(live_server, volunteer):
    """The volunteer as the register knows her: insured, checked, with room for a household."""
    a_cooperative()
    return ready(user=volunteer, person=PersonFactory(family_name="Landi", given_name="Vittorio", speaks=["it", "ar"]))


def day(days_ago: int) -> str:
    """A day as the browser takes it."""
    return (clock.today() - timedelta(days=days_ago)).isoformat()


def assign(desk: Page, household, since: str) -> None:
    """From the household's page to a volunteer beside it."""
    desk.goto(household.get_absolute_url())
    desk.get_by_role("link", name="Chi sta accanto").first.click()
    desk.get_by_role("link", name="Affida a una volontaria").click()
    desk.get_by_label(re.compile("Landi")).check()
    desk.get_by_label(re.compile("^Dal")).fill(since)
    desk.get_by_label("Perché").fill("parla la sua lingua")
    desk.get_by_role("button", name="Affida").click()
    expect(desk.get_by_text("parla la sua lingua")).to_be_visible()


def opens(page: Page, household) -> bool:
    """Whether the household's file opens for whoever sits here."""
    answer = page.goto(household.get_absolute_url())
    return answer.status == 200


def test_access_begins_and_ends_with_the_assignment(household, in_register, opened, phone_of, coordinator, volunteer):
    # Given a volunteer who has nothing to do with the household
    phone = phone_of(volunteer)
    assert not opens(phone, household)

    # When the coordinator puts her beside it, the file opens at the next touch
    desk = opened(coordinator)
    assign(desk, household, since=day(7))
    assert opens(phone, household)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Bennani")
    phone.goto("/nuclei/")
    expect(phone.get_by_role("link", name="Bennani").first).to_be_visible()

    # When her last day was yesterday, the same open phone finds nothing any more
    desk.get_by_role("link", name="Fine", exact=True).click()
    desk.get_by_label("Ultimo giorno").fill(day(1))
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text("Accanto a questo nucleo oggi non c'è nessuno.")).to_be_visible()
    expect(desk.get_by_text("Prima accanto")).to_be_visible()
    assert not opens(phone, household)
    phone.goto("/nuclei/")
    expect(phone.get_by_role("link", name="Bennani")).to_have_count(0)
    phone.goto("/")
    expect(phone.get_by_text("Bennani")).to_have_count(0)


def test_a_whole_round_is_confirmed_by_a_person(household, in_register, opened, coordinator):
    desk = opened(coordinator)
    desk.goto("/volontari/abbinamenti/")
    desk.get_by_label(re.compile("Landi.*accanto a.*Bennani")).check()
    assert not TeamMember.objects.exists()
    desk.get_by_role("button", name="Conferma gli abbinamenti scelti").click()
    expect(desk.get_by_text("Ogni nucleo ha già qualcuno accanto.")).to_be_visible()
    assert TeamMember.objects.get().household == household


def test_a_restricted_household_exists_only_for_those_named(household, opened, phone_of, coordinator, volunteer):
    TeamMemberFactory(household=household, user=volunteer)
    phone, desk = phone_of(volunteer), opened(coordinator)
    assert opens(phone, household)
    desk.goto(f"/nuclei/{household.pk}/accanto/")
    desk.get_by_role("link", name="Rendi riservato").click()
    desk.get_by_label("Perché").fill("lo chiede il centro antiviolenza")
    desk.get_by_role("button", name="Rendi riservato").click()
    expect(desk.get_by_text("riservato", exact=True)).to_be_visible()
    assert not opens(phone, household)
    assert opens(desk, household)
    phone.goto("/cerca/?q=Bennani")
    expect(phone.get_by_role("link", name=re.compile("Bennani"))).to_have_count(0)
