"""The two typical cooperatives that lie beside the project: every problem told, everybody and every home right."""

import json

import pytest
from django.core.management import call_command

from accanto.base import clock
from accanto.exchange.tests.spreadsheets import CATEGORIES, COOPERATIVES, day, key_of, read
from accanto.partners.models import Agreement
from accanto.partners.states.agreements import AgreementState
from accanto.procedures.models import Procedure

CODES = {
    "tax code check letter is wrong": {"tax_code_letter_corrected", "tax_code_letter_other_file", "tax_code_letter"},
    "the same member stands twice": {"member_twice"},
    "date does not exist": {"date_impossible", "date_from_tax_code"},
    "admission in the future": {"date_in_future"},
    "two households are assigned the same dwelling at the same time": {"dwelling_overlap"},
}

pytestmark = pytest.mark.skipif(not COOPERATIVES, reason="the sample cooperatives are not beside the project")


@pytest.fixture(scope="module", params=COOPERATIVES, ids=lambda path: path.name)
def cooperative(request):
    return key_of(request.param), read(request.param)


def test_every_person_arrives_right(cooperative):
    key, found = cooperative
    members = {member.number: member for sheet in found.sheets for member in sheet.members}
    assert len(members) == len(key["people"])
    future = {problem["number"] for problem in key["problems"] if problem["problem"] == "admission in the future"}
    for person in key["people"]:
        member = members[person["number"]]
        assert (member.name.surname, member.name.given) == (person["surname"], person["name"])
        assert (member.born, member.birth_place) == (day(person["born"]), person["place"])
        assert member.phones[0].number == "+39" + person["phone"]
        assert (member.category, float(member.share)) == (CATEGORIES[person["kind"]], person["quota"])
        assert member.admitted == (None if member.number in future else day(person["admitted"]))
        assert member.left == day(person["left"])
        assert member.tax_code in {person["cf"], ""}
    missing = [member.number for member in members.values() if not member.tax_code]
    assert len(missing) < 12, "only the codes that are not in the file are missing"


def test_every_dwelling_arrives_right(cooperative):
    key, found = cooperative
    dwellings = {(home.building, str(home.unit)): home for sheet in found.sheets for home in sheet.dwellings}
    assert len(dwellings) == len(key["dwellings"])
    for wanted in key["dwellings"]:
        dwelling = dwellings[wanted["building"], f"{wanted['number']}/{wanted['letter']}"]
        assert (dwelling.town, dwelling.floor) == (wanted["town"], wanted["floor"])
        assert (dwelling.sqm, dwelling.rooms, dwelling.beds) == (wanted["sqm"], wanted["rooms"], wanted["beds"])
        assert bool(dwelling.tenancies) == bool(wanted["tenant_number"])
        for tenancy in dwelling.tenancies[:1]:
            assert (tenancy.start, tenancy.end) == (day(wanted["start"]), day(wanted["end"]))
            assert float(tenancy.charge) == wanted["charge"]
            assert tenancy.waits or tenancy.person.number == wanted["tenant_number"]
    waiting = [tenancy.waits for home in dwellings.values() for tenancy in home.tenancies if tenancy.waits]
    assert waiting == ["dwelling_overlap"] * 2, "everybody else is certain, namesakes included"


def test_every_problem_is_told(cooperative):
    key, found = cooperative
    told = [(sheet, problem) for sheet in found.sheets for problem in sheet.problems]
    for wanted in key["problems"]:
        kind = {"soci": "members", "alloggi": "dwellings"}[wanted["file"]]
        assert any(
            sheet.understood.kind == kind
            and problem.code in CODES[wanted["problem"]]
            and (not wanted.get("value") or problem.value == wanted["value"])
            and _at(sheet, problem, wanted)
            and problem.sentence
            for sheet, problem in told
        ), wanted


def _at(sheet, problem, wanted) -> bool:
    cells = sheet.row(problem.row).cells
    if "unit" in wanted:
        return wanted["unit"] in cells
    return cells[0] in {wanted["number"], str(wanted["number"])}


def test_columns_of_remarks_stay_out(cooperative):
    _key, found = cooperative
    members = next(sheet for sheet in found.sheets if sheet.understood.kind == "members")
    assert "column_remarks" in [problem.code for problem in members.problems]


def test_every_agreement_arrives_right(cooperative):
    key, found = cooperative
    (sheet,) = [sheet for sheet in found.sheets if sheet.understood.kind == "agreements"]
    assert len(sheet.agreements) == sheet.rows_read == key["counts"]["convenzioni"]
    assert {problem.code for problem in sheet.problems} == {"column_file"}
    for record in sheet.agreements:
        body, subject, protocol, *_rest = sheet.row(record.row).cells
        assert (record.bodies, record.subject) == ([body], subject)
        assert protocol == f"prot. {record.protocol} del {record.signed:%d/%m/%Y}"
        assert record.signed == record.start < record.end and not record.renews and not record.fee
        assert record.contact in {"A.S. di zona", "ufficio casa", "dott.ssa in carico"}


@pytest.mark.django_db
@pytest.mark.parametrize("sample", COOPERATIVES, ids=lambda path: path.name)
def test_the_command_brings_a_whole_cooperative(sample, coordinator, tmp_path):
    counts = key_of(sample)["counts"]
    call_command("import", sample, "--yes", "--confirm-suggestions", "--report", tmp_path / "report.json")
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    files = {file["kind"]: file for file in found["files"] if file["imported"]}
    agreements, procedures = files["agreements"], files["procedures"]
    assert agreements["created"] == agreements["rows_read"] == Agreement.objects.count() == counts["convenzioni"]
    assert _beside_others(Agreement.objects.all()) == _codes(agreements).count("agreement_beside")
    over = Agreement.objects.shown_as(AgreementState.ENDED, clock.today())
    assert over.count() == Agreement.objects.filter(ends_on__lt=clock.today()).count() > 0
    assert procedures["rows_read"] == procedures["created"] + procedures["skipped"] == counts["pratiche"]
    left_out = {"procedure_person_several", "procedure_person_unknown", "procedure_twice"}
    assert procedures["skipped"] == sum(code in left_out for code in _codes(procedures)) < counts["pratiche"] / 10
    assert Procedure.objects.exclude(organisation=None).count() == procedures["created"] == Procedure.objects.count()
    assert Procedure.objects.exclude(followed_by_person=None).count() > counts["pratiche"] * 0.7


def _codes(file: dict) -> list[str]:
    return [problem["code"] for problem in file["problems"]]


def _beside_others(agreements) -> int:
    """How many follow another over the same object with the same body before that one is over."""
    rows = [(row.parties.get(), row.object, row.starts_on, row.ends_on) for row in agreements]
    return sum(any(row[:2] == other[:2] and other[2] < row[2] <= other[3] for other in rows) for row in rows)
