"""One family from its request to a home of its own: promises of three sides, turns, a disagreement, an exit."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.accounts.models import User
from accanto.base import clock
from accanto.coexistence.models import RotaTurn
from accanto.coexistence.tests.factories import SharedSpaceFactory, neighbour
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans.models import FollowUp, Plan, Promise
from accanto.plans.states import PlanPhase, PromiseState, Side, Source
from accanto.residents.models import Household
from accanto.residents.tests.factories import TeamMemberFactory
from tests.journeys import living
from tests.personas import PASSWORD

# Slow machines need more than the suite gives to one test.
pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

WANTED = "Vorrei una casa nostra"
POINT = "La bicicletta va in cantina"


@pytest.fixture
def building(live_server):
    """The stairs, and a neighbour who has never asked for anything."""
    building = BuildingFactory(name="Via del Mulino 65")
    SharedSpaceFactory(building=building, name="Scale")
    neighbour(building, label="3C")
    return building


@pytest.fixture
def other(building):
    """The neighbour at 2B, with a log-in."""
    user = User.objects.create_user(username="vicina", password=PASSWORD, name="Blerina Kola", role="resident")
    return living_there(building, "2B", "Osei", user)


@pytest.fixture
def family(building, resident, volunteer):
    """Naima's, at 1A, with a volunteer beside it since a month."""
    household = living_there(building, "1A", "Bennani", resident)
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return household


def living_there(building, label: str, name: str, user) -> Household:
    """The household of this name at this number, headed by the user."""
    household = neighbour(building, label=label, name=name)
    person = household.members.get().person
    person.user = user
    person.save()
    return household


def turns_of(household):
    """The household's turns still to come."""
    return RotaTurn.objects.filter(household=household, week__gt=clock.today()).order_by("week")


def test_from_a_request_to_a_home_of_ones_own(family, other, building, opened, phone_of, volunteer, coordinator, axe):
    ContactFactory(name="Nesi")
    phone, page, desk = phone_of(family.members.get().person.user), opened(volunteer), opened(coordinator)

    # She asks on her phone; a path is opened by her word, on which all three sides promise
    living.ask(phone, WANTED)
    page.goto(family.get_absolute_url())
    expect(page.get_by_role("link", name=WANTED)).to_be_visible()
    living.open_path(page)
    for who, what in living.PROMISES.items():
        living.promise(page, who, what)
    for side, what in zip(living.SIDES, living.PROMISES.values(), strict=True):
        column = page.locator(".side").filter(has=page.get_by_role("heading", name=side, exact=False))
        expect(column.get_by_role("link", name=what)).to_be_visible()
    axe(page)
    living.keep_from_oggi(page, living.PROMISES["Naima, "])
    plan = Plan.objects.get()
    living.sign(desk, plan)
    assert Promise.objects.get(side=Side.MEMBER).state == PromiseState.KEPT

    # The turns of the stairs: one is done, one is swapped between two phones
    living.make_turns(desk, building, weeks=9)
    axe(desk)
    living.confirm_turn(desk, building)
    own, wanted = turns_of(family).first(), turns_of(other).last()
    living.ask_to_swap(phone, own, wanted)
    axe(phone)
    assert turns_of(family).contains(own)
    living.agree_to_swap(phone_of(other.members.get().person.user))
    assert turns_of(family).contains(wanted) and turns_of(other).contains(own)

    # A bicycle on the stairs: heard, mediated, and agreed in a promise like any other
    living.hear(desk, "Bennani", "Osei", "la bicicletta sulle scale")
    living.take_further(desk, "mediazione", "Si sono parlati.")
    living.agree_on(desk, POINT)
    living.take_further(desk, "accordo", "D'accordo.")
    living.keep_from_oggi(page, POINT)
    assert Promise.objects.get(source=Source.MEDIATION).state == PromiseState.KEPT

    # They look at the path together, and at the matrix with both views
    living.look_at_it_together(desk, plan)
    expect(desk.get_by_text("Lei si vede a 5.")).to_be_visible()
    axe(desk)

    # She leaves: somebody will ask how it goes, and does so for the first time
    living.leave(desk, family)
    expect(desk.get_by_text("da sentire il")).to_have_count(3)
    living.answer_first_follow_up(desk, "Telefono spento, scritta una lettera")
    axe(desk)
    assert Plan.objects.get().phase == PlanPhase.AFTER
    assert FollowUp.objects.filter(state="not_reached").count() == 1
