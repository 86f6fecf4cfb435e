"""The two typical cooperatives that lie beside the project: every problem told, everybody and every home right."""

import pytest

from accanto.exchange.tests.spreadsheets import CATEGORIES, COOPERATIVES, day, key_of, read

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
