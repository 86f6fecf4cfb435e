"""A path walked together: from a request to promises of three sides, to leaving and being asked how it goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.housing.tests.factories import AssignmentFactory
from accanto.plans.models import FollowUp, Plan, Promise
from accanto.plans.states import PlanPhase, PromiseState, Side
from accanto.plans.tests.factories import a_plan, a_promise, a_version, an_assessment, an_exit
from accanto.support.states import State
from accanto.support.tests.factories import a_request

# Slow machines need more than the suite gives to one test.
pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

NARROW = {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"}
WIDE = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
GOAL = "Una casa nostra, con due stanze"
PROMISES = {
    "Naima, ": "Metto da parte cento euro",
    "Vittorio Landi": "Guardo gli annunci con lei",
    "Nesi": "Prende la domanda",
}


@pytest.fixture
def office(live_server):
    """The public body whose task it is, with somebody to ask there."""
    return ContactFactory(name="Nesi")


def promise(page: Page, who: str, what: str) -> None:
    """Add one side's promise to the goal that stands on the page."""
    page.get_by_role("link", name="Aggiungi una promessa").click()
    choice = page.get_by_label("Chi promette")
    name = choice.locator("option", has_text=who).first.text_content()
    choice.select_option(label=name)
    page.get_by_label("Che cosa").fill(what)
    page.get_by_label("Entro il").fill(clock.today().isoformat())
    page.get_by_role("button", name="Salva la promessa").click()


def sign(desk: Page) -> None:
    """Fix a version and write down both signatures."""
    desk.goto(Plan.objects.get().get_absolute_url())
    desk.get_by_role("link", name="Fissa una versione da firmare").click()
    desk.get_by_role("button", name="Fissa la versione").click()
    for signer in ("io, per la cooperativa", "Naima, "):
        desk.get_by_role("link", name="Scrivi una firma").click()
        choice = desk.get_by_label("Chi firma")
        choice.select_option(label=choice.locator("option", has_text=signer).first.text_content())
        desk.get_by_role("button", name="Salva la firma").click()


def look_at_it_together(desk: Page) -> None:
    """A review, and a first look at the matrix with her."""
    desk.goto(Plan.objects.get().get_absolute_url())
    desk.get_by_role("link", name="Scrivi una verifica").click()
    desk.get_by_label("Chi c'era").fill("Naima, Vittorio")
    desk.get_by_label("Che cosa è cambiato").fill("Ha un contratto")
    desk.get_by_label("Che cosa viene adesso").fill("Firmiamo l'affitto")
    desk.get_by_label("Che cosa vorrebbe poter fare?").fill("Guidare")
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text("Guidare")).to_be_visible()
    desk.get_by_role("link", name="Apri la matrice").click()
    desk.get_by_role("link", name="Guardatela insieme").click()
    desk.get_by_role("button", name="Comincia").click()
    home = desk.get_by_role("group", name="Casa")
    home.get_by_label("Chi accompagna").select_option("4")
    home.get_by_label("La persona").select_option("5")
    desk.get_by_role("button", name="Salva").click()


def leave(desk: Page, household) -> None:
    """Write down that the family goes to a home of its own."""
    desk.goto(reverse("plans:household_path", args=[household.pk]))
    desk.get_by_role("link", name="Scrivi l'uscita").click()
    desk.get_by_label("Dove va").select_option("market_rent")
    desk.get_by_role("button", name="Scrivi l'uscita").click()


def test_from_a_request_to_a_home_of_ones_own(household, office, phone_of, opened, volunteer, coordinator, axe):
    # Given a family that lives with us and has asked for another home
    AssignmentFactory(household=household, since=clock.today() - timedelta(days=400))
    a_request(State.ACCEPTED, household=household, by=volunteer, words="Vorrei una casa nostra")
    page = opened(volunteer)
    page.goto(household.get_absolute_url())
    expect(page.get_by_role("link", name="Vorrei una casa nostra")).to_be_visible()

    # When a path is opened with her word, with a goal in her words
    page.get_by_role("link", name="Percorso", exact=True).click()
    page.get_by_role("link", name="Apri un percorso").first.click()
    page.get_by_label("a voce, a una volontaria").check()
    page.get_by_role("button", name="Apri", exact=True).click()
    expect(page.get_by_text("proposta, mai firmata")).to_be_visible()
    page.get_by_role("link", name="Nuovo obiettivo").click()
    page.get_by_label("L'obiettivo, con le sue parole").fill(GOAL)
    page.get_by_label("Un'altra casa").check()
    page.get_by_role("button", name="Salva").click()

    # and all three sides promise
    for who, what in PROMISES.items():
        promise(page, who, what)
    for side, what in zip(("La famiglia", "La cooperativa", "Un ente pubblico"), PROMISES.values(), strict=True):
        column = page.locator(".side").filter(has=page.get_by_role("heading", name=side, exact=False))
        expect(column.get_by_role("link", name=what)).to_be_visible()
    axe(page)

    # then her promise is followed from Oggi to its end in two clicks
    page.goto("/")
    row = page.locator("li").filter(has_text="Metto da parte cento euro")
    row.get_by_role("link", name="Promessa della famiglia", exact=True).click()
    page.get_by_role("button", name="Salva l'esito").click()
    expect(page.locator(".page-title .badge").first).to_have_text("mantenuta")
    assert Promise.objects.get(side=Side.MEMBER).state == PromiseState.KEPT

    # When both sides sign
    desk = opened(coordinator)
    sign(desk)
    # then it is agreed
    expect(desk.locator(".page-title .badge").first).to_have_text("d'accordo tutti e due")

    # When they look at it together, and at the matrix
    look_at_it_together(desk)
    # then both views stand in the picture, and where they differ it is said
    expect(desk.get_by_text("Lei si vede a 5.")).to_be_visible()
    axe(desk)

    # When she leaves
    leave(desk, household)
    # then somebody will ask how it goes, and the first answer is written
    expect(desk.get_by_text("da sentire il")).to_have_count(3)
    desk.get_by_role("link", name="Scrivi la risposta di 3 mesi dopo").click()
    desk.get_by_label("non raggiungibile").check()
    desk.get_by_label("In parole").fill("Telefono spento, scritta una lettera")
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text("Telefono spento")).to_be_visible()
    axe(desk)
    assert Plan.objects.get().phase == PlanPhase.AFTER
    assert FollowUp.objects.filter(state="not_reached").count() == 1


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
