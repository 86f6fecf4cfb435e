"""When it goes wrong between neighbours: heard, talked over, agreed in promises; and a rung of the ladder."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.base import clock
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.journey


def day(days: int) -> str:
    """A day from today, as the browser takes it."""
    return (clock.today() + timedelta(days=days)).isoformat()


def test_neighbours_find_an_agreement(live_server, coordinator, opened):
    # Given two families that do not get on
    HouseholdFactory(name="Bennani")
    HouseholdFactory(name="Osei")
    page = opened(coordinator)

    # When the coordinator has listened and they have talked
    page.goto("/questioni/")
    page.get_by_role("link", name="Un disaccordo").click()
    page.get_by_label("Una famiglia").select_option(label="Bennani")
    page.get_by_label("L'altra famiglia").select_option(label="Osei")
    page.get_by_label("Su che cosa").fill("la bicicletta sulle scale")
    page.get_by_label("Ascoltato il").fill(day(-3))
    page.get_by_label("Che cosa è stato detto").fill("Di notte si inciampa.")
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Vai a: mediazione").click()
    page.get_by_label("Giorno").fill(day(0))
    page.get_by_label("Che cosa è stato detto").fill("Si sono parlati.")
    page.get_by_role("button", name="Salva").click()

    # Then what they agree on is a promise like any other
    page.get_by_role("link", name="Aggiungi un punto").click()
    page.get_by_label("Chi promette").select_option(index=1)
    page.get_by_label("Che cosa").fill("La bicicletta va in cantina")
    page.get_by_label("Entro il").fill(day(10))
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Vai a: accordo").click()
    page.get_by_label("Giorno").fill(day(0))
    page.get_by_label("Che cosa è stato detto").fill("D'accordo.")
    page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="La bicicletta va in cantina").click()
    expect(page.get_by_text("aperta").first).to_be_visible()


def test_a_rung_is_climbed_with_its_reason(live_server, coordinator, opened):
    # Given a report about a family
    household = HouseholdFactory(name="Bennani", head=PersonFactory(reads=["it"]))
    page = opened(coordinator)
    page.goto(f"/nuclei/{household.pk}/violazioni/nuova/")
    page.get_by_label("Quale regola").fill("Art. 7")
    page.get_by_label("Che cosa è successo").fill("Musica di notte.")
    page.get_by_label("Quando").fill(day(-1))
    page.get_by_label("Su che cosa si fonda").fill("Tre vicini.")
    page.get_by_role("button", name="Salva").click()

    # When it is verified, only a mediation or setting it aside can follow
    page.get_by_role("link", name="Vai a: verificata").click()
    page.get_by_label("Perché").fill("Sentiti tutti.")
    page.get_by_label("Su che cosa si fonda").fill("Verbale.")
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_role("link", name="Vai a: mediazione offerta")).to_be_visible()
    expect(page.get_by_role("link", name="Vai a: richiamo")).to_have_count(0)
