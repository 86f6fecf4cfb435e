"""Procedures in a spreadsheet: one question for each text, whoever they belong to, and back again."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from accanto.accounts.models import User
from accanto.directory.models import OrganisationKind
from accanto.exchange import actions
from accanto.exchange.arrival.plan import NOBODY
from accanto.exchange.fields import KINDS
from accanto.exchange.procedure_rows import suggestions
from accanto.exchange.tests.bringing import bring, codes, decided, dump
from accanto.exchange.tests.spreadsheets import COOPERATIVES, read, write_csv
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import State
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory
from accanto.volunteers.models import Volunteer
from accanto.volunteers.tests.factories import VolunteerFactory

TITLES = ["Socio", "Pratica", "Ente", "Data", "Scadenza", "Esito", "Chi segue", "Note"]
ROWS = [
    ["Bennani Naima", "PdS rinnovo", "Questura", "03/02/2026", "03/02/2028", "ok", "Anna Neri", "in cura"],
    ["Bennani Naima", "ISEE", "CAF", "10/01/2026", None, "respinta", None, None],
    ["Haddad Rania", "PdS rinnovo", "Questura", "05/10/2026", "31/12/2026", "manca documento", None, None],
    ["Sconosciuta Ines", "ISEE", "CAF", "10/01/2026", None, "ok", None, None],
    ["Haddad Rania", "qualcosa di strano", "CAF", "11/01/2026", None, "?", None, None],
]


ANSWERS = {"k:pds rinnovo": "PDS", "k:qualcosa di strano": NOBODY}


@pytest.fixture
def folder(tmp_path):
    return write_csv(tmp_path / "pratiche.csv", [TITLES, *ROWS]).parent


@pytest.fixture
def known(db):
    """One who lives in a home of ours, and one who does not yet."""
    naima = PersonFactory(family_name="Bennani", given_name="Naima")
    HouseholdFactory(name="Bennani", head=naima)
    return naima, PersonFactory(family_name="Haddad", given_name="Rania")


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
    assert set(questions) == {"k:pds rinnovo", "k:qualcosa di strano"}, "what the catalogue calls so is not asked"
    assert questions["k:pds rinnovo"]["options"][0][0] == "PDS"
    assert questions["k:pds rinnovo"]["suggested"] == "PDS" and questions["k:pds rinnovo"]["count"] == 2
    assert Procedure.objects.get().type.code == "ISEE", "what nobody has confirmed stays out"


@pytest.mark.django_db
def test_confirmed_rows_arrive_with_what_still_falls_due(coordinator, known, folder):
    naima, rania = known
    batch = decided(coordinator, folder, ANSWERS)
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
def test_the_body_and_who_follows_arrive(coordinator, known, folder):
    anna = PersonFactory(family_name="Neri", given_name="Anna")
    VolunteerFactory(person=anna)
    batch = decided(coordinator, folder, ANSWERS)
    permit = Procedure.objects.get(person=known[0], type__code="PDS")
    assert (str(permit.organisation), permit.organisation.kind) == ("Questura", OrganisationKind.POLICE)
    assert (permit.followed_by, permit.followed_by_person, permit.follower_name) == (None, anna, "Neri Anna")
    assert Procedure.objects.get(type__code="ISEE").organisation.kind == OrganisationKind.CAF
    assert "follower_unknown" not in codes(batch)


@pytest.mark.django_db
def test_an_account_follows_only_where_it_opens_the_file(coordinator, volunteer, known, folder):
    User.objects.filter(pk=volunteer.pk).update(name="Anna Neri")
    batch = decided(coordinator, folder, ANSWERS)
    permit = Procedure.objects.get(person=known[0], type__code="PDS")
    assert permit.follower_name == "" and codes(batch).count("follower_not_in_team") == 1
    TeamMemberFactory(household=permit.household, user=volunteer, since=date(2026, 1, 1))
    again = bring(coordinator, folder)
    permit.refresh_from_db()
    assert permit.followed_by == volunteer, "what the archive has left blank is filled"
    actions.undo_batch(by=coordinator, batch=again)
    permit.refresh_from_db()
    assert permit.followed_by is None and permit.organisation is not None


@pytest.mark.django_db
def test_of_two_of_one_name_a_person_says_who_follows_and_whose_it_is(coordinator, known, folder):
    for born in (date(1970, 1, 1), date(1980, 1, 1)):
        VolunteerFactory(person=PersonFactory(family_name="Neri", given_name="Anna", birth_date=born), user=None)
    other = PersonFactory(family_name="Haddad", given_name="Rania", birth_date=date(1991, 2, 3))
    batch = decided(coordinator, folder, ANSWERS)
    assert {"follower_several", "procedure_person_several"} <= set(codes(batch))
    questions = {question["key"]: question for question in batch.report["questions"]}
    [who] = [key for key in questions if key.startswith("w:")]
    follower = Volunteer.objects.latest("pk").person
    answers = {"f:anna neri": f"same:p{follower.pk}", who: f"same:p{other.pk}"}
    assert all(answer in dict(questions[key]["options"]) for key, answer in answers.items())
    decided(coordinator, folder, answers)
    assert Procedure.objects.get(person=other).type.code == "PDS"
    assert Procedure.objects.get(person=known[0], type__code="PDS").followed_by_person == follower


@pytest.mark.django_db
def test_nobody_is_asked_for_a_name_that_is_no_person(coordinator, known, tmp_path):
    following = ["ufficio", "Anna Neri", "ufficio", "Anna Neri"]
    rows = [
        ["Bennani Naima", "ISEE", None, f"1{n}/01/2026", None, None, name, None] for n, name in enumerate(following)
    ]
    batch = bring(coordinator, write_csv(tmp_path / "pratiche.csv", [TITLES, *rows]).parent)
    assert codes(batch).count("follower_unknown") == 2 and Procedure.objects.count() == 4


@pytest.mark.django_db
def test_a_second_time_everything_is_there_already(coordinator, known, folder):
    decided(coordinator, folder, ANSWERS)
    again = bring(coordinator, folder)
    assert not again.report["questions"] and len(again.report["answered"]) == 2, "said once, true of all imports"
    assert (again.report["totals"]["created"], again.report["totals"]["matched"]) == (0, 3)


@pytest.mark.django_db
def test_taken_back_nothing_is_left(coordinator, known, folder):
    before = dump()
    batch = decided(coordinator, folder, ANSWERS)
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


@pytest.mark.django_db
def test_the_command_says_what_came_of_it_also_where_nobody_coordinates_yet(tmp_path, capsys):
    rows = "Socio;Pratica;Ente;Data\nSow Awa;Iscrizione anagrafica;Comune di Prato;12/01/2026\n"
    (tmp_path / "pratiche.csv").write_text(rows, "utf-8")
    (tmp_path / "soci.csv").write_text("Num.;Nominativo;Ammesso il\n1;Sow Awa;12/01/2020\n", "utf-8")
    call_command("import", tmp_path, "--yes", "--confirm-suggestions", "--report", tmp_path / "report.json")
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    (procedures,) = [file for file in found["files"] if file["kind"] == "procedures"]
    assert (procedures["created"], procedures["skipped"], Procedure.objects.count()) == (0, 1, 0)
    assert "./run init" in procedures["problems"][-1]["sentence"]
    assert "pratiche con gli uffici, 0 nuove, 0 già note, 1 fuori" in capsys.readouterr().out
