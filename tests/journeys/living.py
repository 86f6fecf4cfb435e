"""Steps of a family's life with us, one small function each; journeys put them in a row."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from accanto.base import clock
from accanto.coexistence.models import RotaTurn
from accanto.coexistence.weeks import monday_of

GOAL = "Una casa nostra, con due stanze"
# who promises, as the choices name her: what
PROMISES = {
    "Naima, ": "Metto da parte cento euro",
    "Vittorio Landi": "Guardo gli annunci con lei",
    "Nesi": "Prende la domanda",
}
SIDES = ("La famiglia", "La cooperativa", "Un ente pubblico")


def ask(phone: Page, words: str) -> None:
    """The resident asks in her own words, on her phone."""
    phone.goto(reverse("portal:ask"))
    phone.get_by_label("Di che cosa hai bisogno?").fill(words)
    phone.get_by_label("Un'altra casa").check()
    phone.get_by_role("button", name="Manda").click()
    expect(phone.get_by_text(words)).to_be_visible()


def open_path(page: Page) -> None:
    """From the household's page: a path by her word, with a goal in her words."""
    page.get_by_role("link", name="Percorso", exact=True).click()
    page.get_by_role("link", name="Apri un percorso").first.click()
    page.get_by_label("a voce, a una volontaria").check()
    page.get_by_role("button", name="Apri", exact=True).click()
    expect(page.get_by_text("proposta, mai firmata")).to_be_visible()
    page.get_by_role("link", name="Nuovo obiettivo").click()
    page.get_by_label("L'obiettivo, con le sue parole").fill(GOAL)
    page.get_by_label("Un'altra casa").check()
    page.get_by_role("button", name="Salva").click()


def promise(page: Page, who: str, what: str) -> None:
    """One side's promise for the goal that stands on the page."""
    page.get_by_role("link", name="Aggiungi una promessa").click()
    choice = page.get_by_label("Chi promette")
    choice.select_option(label=choice.locator("option", has_text=who).first.text_content())
    page.get_by_label("Che cosa").fill(what)
    page.get_by_label("Entro il").fill(clock.today().isoformat())
    page.get_by_role("button", name="Salva la promessa").click()


def keep_from_oggi(page: Page, what: str) -> None:
    """From Oggi to the end of a promise of the family: two clicks."""
    page.goto("/")
    row = page.locator("li").filter(has_text=what)
    row.get_by_role("link", name="Promessa della famiglia", exact=True).click()
    page.get_by_role("button", name="Salva l'esito").click()
    expect(page.locator(".page-title .badge").first).to_have_text("mantenuta")


def sign(desk: Page, plan) -> None:
    """Fix a version of the path and write down both signatures."""
    desk.goto(plan.get_absolute_url())
    desk.get_by_role("link", name="Fissa una versione da firmare").click()
    desk.get_by_role("button", name="Fissa la versione").click()
    for signer in ("io, per la cooperativa", "Naima, "):
        desk.get_by_role("link", name="Scrivi una firma").click()
        choice = desk.get_by_label("Chi firma")
        choice.select_option(label=choice.locator("option", has_text=signer).first.text_content())
        desk.get_by_role("button", name="Salva la firma").click()
    expect(desk.locator(".page-title .badge").first).to_have_text("d'accordo tutti e due")


def make_turns(desk: Page, building, weeks: int) -> None:
    """The turns of a building, from this week on, with the reasons."""
    desk.goto(reverse("coexistence:rota_page", args=[building.pk]))
    desk.get_by_role("link", name="Fai i turni").first.click()
    desk.get_by_label(re.compile("Dal lunedì")).fill(monday_of(clock.today()).isoformat())
    desk.get_by_label(re.compile("settimane")).fill(str(weeks))
    desk.get_by_role("button", name="Fai i turni").click()
    expect(desk.get_by_role("heading", name="Perché così")).to_be_visible()
    expect(desk.get_by_text("Nessuno ha due settimane di fila.")).to_be_visible()


def confirm_turn(desk: Page, building) -> None:
    """The first turn that waits is done."""
    desk.goto(reverse("coexistence:rota_page", args=[building.pk]))
    desk.get_by_role("button", name="Fatto").first.click()
    expect(desk.get_by_text("fatto", exact=True).first).to_be_visible()


def ask_to_swap(phone: Page, own: RotaTurn, wanted: RotaTurn) -> None:
    """She asks a neighbour for another turn instead of hers."""
    phone.goto(reverse("portal:turn_swap", args=[own.pk]))
    phone.locator(f"input[value='{wanted.pk}']").check()
    phone.get_by_role("button", name="Chiedi").click()
    expect(phone.get_by_text(re.compile("Hai chiesto a int. 2B"))).to_be_visible()


def agree_to_swap(phone: Page) -> None:
    """The neighbour says yes on her own phone, where she sees a number and no surname."""
    phone.goto(reverse("portal:house"))
    expect(phone.get_by_text(re.compile("int. 1A chiede il tuo turno"))).to_be_visible()
    assert "Bennani" not in phone.content()
    phone.get_by_role("button", name="Sì, scambiamo").click()
    expect(phone.get_by_text(re.compile("chiede il tuo turno"))).to_have_count(0)


def pick(desk: Page, field: str, name: str) -> None:
    """One among many: looked for by name, and chosen."""
    group = desk.get_by_role("group", name=re.compile(f"^{field}"))
    group.get_by_role("searchbox").fill(name)
    group.get_by_role("button", name="Cerca").click()
    group.get_by_role("radio", name=re.compile(name)).check()


def hear(desk: Page, first: str, second: str, about: str) -> None:
    """Two families do not get on about something."""
    desk.goto(reverse("coexistence:disagreement_list"))
    desk.get_by_role("link", name="Un disaccordo").click()
    pick(desk, "Una famiglia", first)
    pick(desk, "L'altra famiglia", second)
    desk.get_by_label("Su che cosa").fill(about)
    desk.get_by_label("Ascoltato il").fill(clock.today().isoformat())
    desk.get_by_label("Che cosa è stato detto").fill("Di notte si inciampa.")
    desk.get_by_role("button", name="Salva").click()


def take_further(desk: Page, to: str, words: str) -> None:
    """The next step of a disagreement, with what was said."""
    desk.get_by_role("link", name=f"Vai a: {to}").click()
    desk.get_by_label("Giorno").fill(clock.today().isoformat())
    desk.get_by_label("Che cosa è stato detto").fill(words)
    desk.get_by_role("button", name="Salva").click()


def agree_on(desk: Page, what: str) -> None:
    """A point of the agreement: a promise like any other."""
    desk.get_by_role("link", name="Aggiungi un punto").click()
    desk.get_by_label("Chi promette").select_option(index=1)
    desk.get_by_label("Che cosa").fill(what)
    desk.get_by_label("Entro il").fill(clock.today().isoformat())
    desk.get_by_role("button", name="Salva").click()


def look_at_it_together(desk: Page, plan) -> None:
    """A review, and a first look at the matrix with her."""
    desk.goto(plan.get_absolute_url())
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
    """The family goes to a home of its own."""
    desk.goto(reverse("plans:household_path", args=[household.pk]))
    desk.get_by_role("link", name="Scrivi l'uscita").click()
    desk.get_by_label("Dove va").select_option("market_rent")
    desk.get_by_role("button", name="Scrivi l'uscita").click()


def answer_first_follow_up(desk: Page, words: str) -> None:
    """Somebody asked how it goes three months after, and did not reach her."""
    desk.get_by_role("link", name="Scrivi la risposta di 3 mesi dopo").click()
    desk.get_by_label("non raggiungibile").check()
    desk.get_by_label("In parole").fill(words)
    desk.get_by_role("button", name="Salva").click()
    expect(desk.get_by_text(words)).to_be_visible()
