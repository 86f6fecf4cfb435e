"""From two spreadsheets to the page of a family, in the browser, and back again."""

import re

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from playwright.sync_api import Page, expect

from accanto.housing.models import Dwelling
from accanto.procedures.models import Procedure
from accanto.residents.models import Household, Person
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.journey

MEMBERS = """Libro soci;;;;;
Cognome;Nome;Cod. fiscale;Nato il;Tessera;Recapito
Bennani;Naima;BNNNMA90E57Z330C;17/05/1990;7;333 1234567
Rossi;Carla;RSSCRL80A41D612E;01/01/1980;8;333 7654321
Haddad;Rania;;31/02/1980;9;
"""
HOMES = """Ubicazione;Città;Inquilino;Codice fiscale;Dal;Canone
Via Verdi 10 int. 2;Prato;Bennani Naima;BNNNMA90E57Z330C;01/04/2015;200
Via Verdi 10 int. 3;Prato;;;;
"""

AGREEMENTS = """Ente;Oggetto;Prot./Data;Decorrenza;Scadenza;Corrispettivo
Comune di Prato;Alloggi per l'emergenza;prot. 12 del 03/02/2026;01/03/2026;3 anni;gratuita
"""
PROCEDURES = """Socio;Pratica;Ente;Data;Scadenza;Esito
Bennani Naima;PdS rinnovo;Questura;03/02/2026;;in corso
Bennani Naima;medico di base;ASL Toscana Centro;04/02/2026;;ok
"""


def sheet(name: str, text: str) -> dict:
    """A file as the browser sends it, in the encoding that old spreadsheets have."""
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode("cp1252")}


def bring(page: Page) -> None:
    """Hand over both sheets and wait for what they would do."""
    page.get_by_role("link", name=re.compile("^Importa")).first.click()
    page.get_by_label("I tuoi fogli di calcolo").set_input_files(
        [sheet("soci.csv", MEMBERS), sheet("alloggi.csv", HOMES)]
    )
    page.get_by_role("button", name="Leggi i fogli").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Che cosa succede se confermi")


def work_once() -> None:
    """What `./run worker` does, until nothing waits."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="prova",
    ).run()


def test_two_spreadsheets_become_a_familys_page_and_can_be_taken_back(opened, coordinator, axe):
    # Given two sheets whose headings nobody told the program
    page = opened(coordinator)
    bring(page)
    axe(page)

    # When she looks at it, everything is a proposal: columns, a day that does not exist, and nothing is written
    expect(page.get_by_text("31/02/1980").first).to_be_attached()
    assert not Person.objects.exists()
    page.get_by_role("link", name="Che cosa significano le colonne").first.click()
    expect(page.get_by_text(re.compile("per esempio: .*Bennani")).first).to_be_visible()
    page.get_by_label("Recapito").select_option("")
    axe(page)
    page.get_by_role("button", name="Salva e riprova").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Che cosa succede se confermi")
    assert not Person.objects.exists() and not Dwelling.objects.exists()

    # and only her word writes it
    page.get_by_role("button", name="Importa quello che è certo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Importazione in corso")
    work_once()
    expect(page.get_by_role("heading", level=1)).to_have_text("Importazione finita")

    # Then the page of an imported family is one touch away, with its home
    page.get_by_role("link", name=re.compile("Bennani")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bennani")
    expect(page.locator(".page-title")).to_contain_text("Via Verdi 10")
    assert not Person.objects.get(given_name="Naima").contact_points.exists()

    # And the whole import can be taken back
    page.go_back()
    page.get_by_text("Qualcosa non va? Annulla tutto").click()
    page.get_by_role("button", name="Annulla tutta l'importazione").click()
    expect(page.get_by_text("Tutto quello che questa importazione aveva scritto è stato tolto.")).to_be_visible()
    assert not Person.objects.exists() and not Household.objects.exists() and not Dwelling.objects.exists()


def test_agreements_and_procedures_come_with_what_their_words_mean(opened, coordinator, axe):
    # Given a list of agreements, and one of procedures in words of its own
    HouseholdFactory(head=PersonFactory(family_name="Bennani", given_name="Naima"))
    page = opened(coordinator)
    page.goto("/importa/")
    files = [sheet("convenzioni.csv", AGREEMENTS), sheet("pratiche.csv", PROCEDURES)]
    page.get_by_label("I tuoi fogli di calcolo").set_input_files(files)
    page.get_by_role("button", name="Leggi i fogli").click()

    # When she looks at what the words may mean, and says yes
    page.get_by_role("link", name="Rispondi alle domande").click()
    meant = page.get_by_label("Che cosa vuol dire «PdS rinnovo»?")
    expect(meant.locator("option:checked")).to_have_text("Rinnovo del permesso di soggiorno")
    axe(page)
    page.get_by_role("button", name="Salva e riprova").click()
    expect(page.get_by_text("A tutte le domande hai risposto.")).to_be_visible()
    page.get_by_role("button", name="Importa quello che è certo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Importazione in corso")
    work_once()
    expect(page.get_by_role("heading", level=1)).to_have_text("Importazione finita")

    # Then both are there with their bodies, and she is not asked again
    page.get_by_role("link", name="Gli accordi").click()
    expect(page.locator("main")).to_contain_text("Comune di Prato")
    assert str(Procedure.objects.get(type__code="PDS").organisation) == "Questura"
    page.goto("/importa/")
    page.get_by_label("I tuoi fogli di calcolo").set_input_files(files)
    page.get_by_role("button", name="Leggi i fogli").click()
    expect(page.get_by_text("A tutte le domande hai risposto.")).to_be_visible()


def test_what_is_no_spreadsheet_is_said_in_one_sentence(opened, coordinator):
    page = opened(coordinator)
    page.goto("/importa/")
    letter = {"name": "lettera.xlsx", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 non un foglio"}
    page.get_by_label("I tuoi fogli di calcolo").set_input_files([letter])
    page.get_by_role("button", name="Leggi i fogli").click()
    expect(page.get_by_text("lettera.xlsx").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile("non è un foglio", re.I))
    assert not Person.objects.exists()
