"""What an import says of people in a restricted household to a coordinator whom nobody named: nothing."""

import json
from datetime import date

import pytest

from accanto.exchange.actions import check_batch, open_batch
from accanto.exchange.cells.codes import with_right_letter
from accanto.exchange.tests.spreadsheets import write_csv
from accanto.housing.tests.factories import AssignmentFactory, DwellingFactory
from accanto.residents.models import NamedReader
from accanto.residents.tests.factories import HouseholdFactory, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db
CODE = with_right_letter("HXHBSE90A41Z100A")
SECRETS = ("Besa", "4711", "2019", "333")


@pytest.fixture
def besa():
    """She lives in a restricted household, with a line of the members' book and a home."""
    person = PersonFactory(
        family_name="Hoxhaj", given_name="Besa", birth_date=date(1990, 1, 1), birth_place="Ginevra", tax_code=CODE
    )
    MembershipFactory(person=person, book_number=4711, admitted_on=date(2019, 5, 2))
    household = HouseholdFactory(is_restricted=True, head=person)
    dwelling = DwellingFactory(building__name="Via Verdi 10", building__municipality="Prato", label="2")
    AssignmentFactory(household=household, dwelling=dwelling, since=date(2019, 7, 1), occupancy_charge=333)
    return person


def said_of(by, folder) -> str:
    """All that the try of an import tells, and asks."""
    batch = open_batch(by=by, files=[(path, path.name) for path in sorted(folder.iterdir())])
    return json.dumps(check_batch(by=by, batch=batch).report, ensure_ascii=False)


def home_of(name: str, code: str = "") -> list[list[str]]:
    titles = ["Ubicazione", "Città", "Nominativo", "Codice fiscale", "Dal", "Canone"]
    return [titles, ["Via Verdi 10 int. 2", "Prato", name, code, "1/4/2015", "100"]]


def member_of(name: str, code: str, number: str, born: str = "") -> list[list[str]]:
    titles = ["Cognome e nome", "Codice fiscale", "Data di nascita", "Tessera", "Categoria", "Data ammissione"]
    return [titles, [name, code, born, number, "ordinario", "03/05/2010"]]


TABLES = {
    "her name among tenants": home_of("Hoxhaj Besa"),
    "a tax code among tenants": home_of("Hoxhaj B.", CODE),
    "a tax code with another number": member_of("Hoxhaj B", CODE, "12"),
    "her number with another day": member_of("Hoxhaj B", CODE, "4711"),
    "her name and her birth": member_of("Hoxhaj Bess", "", "12", "01/01/1990"),
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_an_import_says_nothing_of_somebody_hidden_that_was_not_in_the_file(coordinator, besa, tmp_path, rows):
    write_csv(tmp_path / "a.csv", rows)
    told, typed = said_of(coordinator, tmp_path), json.dumps(rows, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in told and secret not in typed] == []


@pytest.mark.parametrize("rows", list(TABLES.values())[:4], ids=list(TABLES)[:4])
def test_whoever_is_named_is_told(coordinator, besa, tmp_path, rows):
    household = besa.stays.get().household
    NamedReader.objects.create(household=household, user=coordinator, since=date(2026, 1, 1), why="la segue")
    write_csv(tmp_path / "a.csv", rows)
    told, typed = said_of(coordinator, tmp_path), json.dumps(rows, ensure_ascii=False)
    assert any(secret in told and secret not in typed for secret in SECRETS)


def test_a_namesake_is_no_doubt_where_she_is_hidden(coordinator, besa, tmp_path):
    write_csv(tmp_path / "a.csv", member_of("Hoxhaj Besa", "", "12", "01/01/1990"))
    hidden = json.loads(said_of(coordinator, tmp_path))
    household = besa.stays.get().household
    NamedReader.objects.create(household=household, user=coordinator, since=date(2026, 1, 1), why="la segue")
    named = json.loads(said_of(coordinator, tmp_path))
    assert hidden["questions"] == [] and len(named["questions"]) == 1
