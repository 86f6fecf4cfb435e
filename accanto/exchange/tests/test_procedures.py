"""Procedures in a spreadsheet: one question for each text, whoever they belong to, and back again."""

import pytest

from accanto.exchange import actions
from accanto.exchange.arrival.plan import NOBODY
from accanto.exchange.fields import KINDS
from accanto.exchange.procedure_rows import suggestions
from accanto.exchange.tests.bringing import bring, codes, dump
from accanto.exchange.tests.spreadsheets import COOPERATIVES, read, write_csv
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import State
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

TITLES = ["Socio", "Pratica", "Ente", "Data", "Scadenza", "Esito", "Chi segue", "Note"]
ROWS = [
    ["Bennani Naima", "PdS rinnovo", "Questura", "03/02/2026", "03/02/2028", "ok", "Anna Neri", "in cura"],
    ["Bennani Naima", "ISEE", "CAF", "10/01/2026", None, "respinta", None, None],
    ["Haddad Rania", "PdS rinnovo", "Questura", "05/10/2026", "31/12/2026", "manca documento", None, None],
    ["Sconosciuta Ines", "ISEE", "CAF", "10/01/2026", None, "ok", None, None],
    ["Haddad Rania", "qualcosa di strano", "CAF", "11/01/2026", None, "?", None, None],
]


@pytest.fixture
def folder(tmp_path):
    return write_csv(tmp_path / "pratiche.csv", [TITLES, *ROWS]).parent


@pytest.fixture
def known(db):
    """One who lives in a home of ours, and one who does not yet."""
    naima = PersonFactory(family_name="Bennani", given_name="Naima")
    HouseholdFactory(name="Bennani", head=naima)
    return naima, PersonFactory(family_name="Haddad", given_name="Rania")


def decided(by, folder, **decisions):
    """A batch in which each text was decided."""
    batch = actions.open_batch(by=by, files=[(path, path.name) for path in sorted(folder.iterdir())])
    actions.decide_rows(by=by, batch=batch, decisions={f"k:{text}": code for text, code in decisions.items()})
    actions.check_batch(by=by, batch=batch)
    return actions.run_batch(by=by, batch=batch)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PdS rinnovo", "PDS"),
        ("permesso di soggiorno", "PDS"),
        ("Rinnovo P.d.S.", "PDS"),
        ("residenza", "RES"),
        ("ADI", "ADI"),
        ("assegno unico", "AUU"),
        ("reddito di libertà", "RDL"),
        ("contributo affitto", "AFF"),
        ("iscrizione scuola", "SCU"),
        ("ricongiungimento", "RIC"),
        ("medico di base", "SSN"),
        ("domanda ERP", "ERP"),
        ("invalidità", "INV"),
        ("bonus bollette", "BON"),
        ("ISEE", "ISEE"),
    ],
)
def test_what_people_write_suggests_a_type(text, code):
    assert suggestions(text)[0] == code


def test_what_means_nothing_suggests_nothing():
    assert suggestions("xyzzy") == []


@pytest.mark.django_db
def test_every_suggestion_is_of_the_catalogue():
    codes_suggested = {
        code for text in ("pds", "isee", "casa popolare", "tessera sanitaria") for code in suggestions(text)
    }
    assert codes_suggested <= set(ProcedureType.objects.values_list("code", flat=True))


@pytest.mark.django_db
def test_each_text_is_asked_once_with_the_likeliest_first(coordinator, known, folder):
    batch = bring(coordinator, folder)
    questions = {question["key"]: question for question in batch.report["questions"]}
    assert set(questions) == {"k:pds rinnovo", "k:isee", "k:qualcosa di strano"}
    assert questions["k:pds rinnovo"]["options"][0][0] == "PDS"
    assert len(batch.report["questions"]) == 3
    assert not Procedure.objects.exists(), "what nobody has confirmed stays out"


@pytest.mark.django_db
def test_confirmed_rows_arrive_with_what_still_falls_due(coordinator, known, folder):
    naima, rania = known
    batch = decided(coordinator, folder, **{"pds rinnovo": "PDS", "isee": "ISEE", "qualcosa di strano": NOBODY})
    found = {(row.person, row.type.code): row for row in Procedure.objects.all()}
    assert set(found) == {(naima, "PDS"), (naima, "ISEE"), (rania, "PDS")}
    assert (found[naima, "PDS"].state, found[naima, "ISEE"].state) == (State.ACCEPTED, State.REFUSED)
    assert found[rania, "PDS"].state == State.COLLECTING
    assert found[naima, "PDS"].result_until.year == 2028
    assert found[rania, "PDS"].household == Household.objects.get(name="Haddad")
    assert found[rania, "PDS"].days.filter(settled_on=None, what__startswith="Ultimo giorno utile").exists()
    assert {"procedure_person_unknown", "procedure_kind_left_out"} <= set(codes(batch))
    assert batch.report["totals"]["created"] == 3


@pytest.mark.django_db
def test_a_second_time_everything_is_there_already(coordinator, known, folder):
    answers = {"pds rinnovo": "PDS", "isee": "ISEE", "qualcosa di strano": NOBODY}
    decided(coordinator, folder, **answers)
    again = decided(coordinator, folder, **answers)
    assert (again.report["totals"]["created"], again.report["totals"]["matched"]) == (0, 3)


@pytest.mark.django_db
def test_taken_back_nothing_is_left(coordinator, known, folder):
    before = dump()
    batch = decided(coordinator, folder, **{"pds rinnovo": "PDS", "isee": "ISEE", "qualcosa di strano": NOBODY})
    assert dump() != before
    actions.undo_batch(by=coordinator, batch=batch)
    assert dump() == before


@pytest.mark.skipif(not COOPERATIVES, reason="the sample cooperatives are not beside the project")
@pytest.mark.parametrize("sample", COOPERATIVES, ids=lambda path: path.name)
def test_the_sample_cooperatives_are_read_whole_and_every_text_has_a_suggestion(sample):
    sheets = [sheet for sheet in read(sample).sheets if sheet.understood.kind == "procedures"]
    assert [KINDS[sheet.understood.kind].is_imported for sheet in sheets] == [True]
    (sheet,) = sheets
    assert len(sheet.procedures) + len(sheet.skipped) == sheet.rows_read > 100
    assert all(suggestions(record.words) for record in sheet.procedures)
    assert all(record.begun for record in sheet.procedures)
