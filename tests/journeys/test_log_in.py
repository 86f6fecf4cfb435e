"""The way in, and what happens to a form when the way is cut, two people write at once, or a finger slips."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.tests.log_in import code_of, with_app
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.models import SupportRequest
from tests.personas import PASSWORD

pytestmark = pytest.mark.journey

WORDS = "Vuole un doposcuola per Youssef"


@pytest.fixture
def household(live_server):
    return HouseholdFactory(name="Bennani")


@pytest.fixture
def secret(coordinator) -> str:
    """What the code app of the coordinator knows."""
    return with_app(coordinator)


def log_in(page: Page, username: str, secret: str) -> None:
    """Password, then the code of the moment."""
    page.get_by_label("Nome utente").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Entra", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ancora un passo")
    page.get_by_label("Codice").fill(code_of(secret))
    page.get_by_role("button", name="Entra", exact=True).click()


def write_request(page: Page, household) -> None:
    """The form of a new request, filled but not sent."""
    page.goto(f"/nuclei/{household.pk}/richieste/nuova/")
    page.get_by_label("Che cosa chiede, con le sue parole").fill(WORDS)
    page.get_by_label("Scuola", exact=True).check()


def save(page: Page):
    return page.get_by_role("button", name="Salva la richiesta")


def test_the_password_alone_opens_nothing(household, secret, opened, coordinator):
    page = opened()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra")
    page.get_by_label("Nome utente").fill(coordinator.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Entra", exact=True).click()
    for address in (household.get_absolute_url(), "/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("Ancora un passo")


def test_password_and_code_lead_to_the_page_one_asked_for(household, secret, opened, coordinator):
    page = opened()
    page.goto(household.get_absolute_url())
    log_in(page, coordinator.username, secret)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bennani")
    page.get_by_role("button", name="Esci").click()
    page.goto(household.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra")


def test_a_half_filled_form_comes_back_after_the_session_ended(household, secret, opened, coordinator):
    page = opened(coordinator)
    write_request(page, household)
    Session.objects.all().delete()
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra")
    log_in(page, coordinator.username, secret)
    expect(page.get_by_label("Che cosa chiede, con le sue parole")).to_have_value(WORDS)
    expect(page.get_by_label("Scuola", exact=True)).to_be_checked()
    assert not SupportRequest.objects.exists()
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)
    assert SupportRequest.objects.get().taken_by == coordinator


def test_what_one_person_typed_is_not_shown_to_the_next(household, secret, opened, coordinator, outsider):
    page = opened(outsider)
    page.goto("/nota/")
    page.get_by_label("Che cosa è successo", exact=True).fill(WORDS)
    Session.objects.all().delete()
    page.evaluate("document.querySelector('form[data-note]').submit()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Entra")
    log_in(page, coordinator.username, secret)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("Entra|Ancora"))
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.goto("/nota/")
    expect(page.get_by_label("Che cosa è successo", exact=True)).to_have_value("")


def test_the_slower_of_two_learns_it_and_loses_nothing(household, opened, coordinator):
    colleague = User.objects.create_user(username="carla", name="Carla Vieri", role=Role.COORDINATOR)
    faster, slower = opened(coordinator), opened(colleague)
    for page in (faster, slower):
        page.goto(f"/nuclei/{household.pk}/modifica/")
    faster.get_by_label("Nome").fill("Bennani El Idrissi")
    faster.get_by_role("button", name="Salva").click()
    expect(faster.get_by_role("heading", level=1)).to_have_text("Bennani El Idrissi")
    slower.get_by_label("Nome").fill("Bennani Haddad")
    slower.get_by_role("button", name="Salva").click()
    expect(slower.get_by_role("alert")).to_contain_text("Quello che hai scritto è ancora qui")
    expect(slower.get_by_label("Nome")).to_have_value("Bennani Haddad")
    assert Household.objects.get().name == "Bennani El Idrissi"
    slower.get_by_role("button", name="Salva").click()
    expect(slower.get_by_role("heading", level=1)).to_have_text("Bennani Haddad")


def test_a_double_click_saves_once(household, opened, coordinator):
    page = opened(coordinator)
    write_request(page, household)
    save(page).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)
    assert SupportRequest.objects.count() == 1


def test_the_back_button_after_saving_saves_nothing_twice(household, opened, coordinator):
    page = opened(coordinator)
    write_request(page, household)
    save(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS)
    page.go_back()
    save(page).click()
    page.wait_for_load_state()
    assert SupportRequest.objects.count() == 1
