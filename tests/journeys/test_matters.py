"""When a rule of the house is broken: a rung of the ladder, none skipped."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.base import clock
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.journey


def day(days: int) -> str:
    """A day from today, as the browser takes it."""
    return (clock.today() + timedelta(days=days)).isoformat()


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
