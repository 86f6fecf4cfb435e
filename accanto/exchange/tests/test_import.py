"""From files to the archive and back: everything arrives, twice is once, and all of it can be undone."""

from datetime import date

import pytest

from accanto.audit.chain import verify_chain
from accanto.base import clock
from accanto.exchange import actions
from accanto.exchange.states import BatchState
from accanto.exchange.tests.bringing import bring, codes, dump
from accanto.exchange.tests.spreadsheets import CATEGORIES, COOPERATIVES, day, key_of, rows_of, write_csv
from accanto.housing.models import Assignment, Dwelling, Works
from accanto.residents.models import ContactPoint, Household, Membership, Person
from accanto.residents.tests.factories import MembershipFactory, PersonFactory
from accanto.volunteers.models import InsuranceCover, Volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(not COOPERATIVES, reason="the sample cooperatives are not beside the project")
@pytest.mark.parametrize("sample", COOPERATIVES, ids=lambda path: path.name)
def test_a_typical_cooperative_arrives_as_its_key_says(sample, coordinator):
    key = key_of(sample)
    batch = bring(coordinator, sample)
    people = {row.book_number: row for row in Membership.objects.select_related("person")}
    assert len(people) == len(key["people"]) == Person.objects.count()
    for wanted in key["people"]:
        row = people[wanted["number"]]
        assert (row.person.family_name, row.person.given_name) == (wanted["surname"], wanted["name"])
        assert (row.person.birth_date, row.category) == (day(wanted["born"]), CATEGORIES[wanted["kind"]])
        assert row.person.contact_points.first().value == "+39" + wanted["phone"]
        assert float(row.share_paid) == wanted["quota"] and row.left_on == day(wanted["left"])
    for wanted in key["dwellings"]:
        dwelling = Dwelling.objects.get(
            building__name=wanted["building"], building__municipality=wanted["town"], number=wanted["number"]
        )
        assert (dwelling.letter, dwelling.floor, dwelling.beds) == (wanted["letter"], wanted["floor"], wanted["beds"])
        for stay in dwelling.assignments.all():
            assert (stay.since, stay.planned_end) == (day(wanted["start"]), day(wanted["end"]))
            head = stay.household.members.get().person
            assert head.memberships.get().book_number == wanted["tenant_number"]
    tenants = sum(bool(wanted["tenant_number"]) for wanted in key["dwellings"])
    assert Assignment.objects.count() == tenants - 1, "only the doubtful one waits"
    by_a_procedure = Household.objects.filter(assignments=None, procedures__isnull=False).distinct()
    assert Household.objects.count() == tenants - 1 + by_a_procedure.count(), "nobody else gets a file"
    assert Volunteer.objects.count() == key["counts"]["volontari"] == InsuranceCover.objects.count()
    assert batch.state == BatchState.DONE and not batch.folder.exists()
    assert verify_chain() is None


@pytest.mark.skipif(not COOPERATIVES, reason="the sample cooperatives are not beside the project")
def test_the_same_folder_again_changes_nothing(coordinator):
    bring(coordinator, COOPERATIVES[0])
    before = dump()
    again = bring(coordinator, COOPERATIVES[0])
    assert dump() == before
    assert again.report["totals"]["created"] == 0 and not again.rows.exists()
    assert "differs_from_archive" not in codes(again)


def test_what_arrives_from_an_unknown_cooperative(aurora, coordinator):
    batch = bring(coordinator, aurora)
    rossi = Person.objects.get(tax_code="RSSMRA80A01H501U")
    assert (rossi.family_name, rossi.given_name, rossi.birth_date) == ("Rossi", "Mario", date(1980, 1, 1))
    assert [point.value for point in rossi.contact_points.all()] == ["+390574123456", "mario@example.org"]
    household = rossi.stays.get().household
    assert [(row.person.family_name, row.role) for row in household.members.all()] == [
        ("Rossi", "head"),
        ("Tosti", "other"),
    ]
    assert Works.objects.get().dwelling.label == "scala A int. 4"
    assert Works.objects.get().since == clock.today()
    deluca = ContactPoint.objects.get(note="solo mattina")
    assert deluca.safety == "only_as_said"
    file = batch.report["files"][0]
    assert (file["rows_read"], file["created"], file["skipped"]) == (4, 3, 1)
    assert file["mapping"]["Cod.Fisc."] == "tax_code"


def test_volunteers_arrive_with_register_and_insurance(betulla, coordinator):
    batch = bring(coordinator, betulla)
    gallo = Volunteer.objects.get()
    assert gallo.person.family_name == "Gallo" and gallo.register_from == date(2021, 2, 5)
    assert gallo.covers.get().policy_number == "P-78"
    assert {slot.weekday for slot in gallo.availability.all()} == {5}
    assert "volunteer_without_start" in codes(batch), "of Neri only the year is known"


def test_what_the_archive_says_is_not_overwritten(aurora, coordinator):
    person = PersonFactory(
        family_name="Rossi",
        given_name="Mario",
        tax_code="RSSMRA80A01H501U",
        birth_date=date(1980, 1, 1),
        address="Via A 1",
    )
    MembershipFactory(person=person, book_number=1, category="volunteer", admitted_on=date(2009, 1, 1))
    batch = bring(coordinator, aurora)
    person.refresh_from_db()
    assert person.address == "Via A 1" and person.citizenships == ["MA"] and person.birth_place == "Roma"
    assert person.memberships.get().category == "volunteer"
    told = [problem for file in batch.report["files"] for problem in file["problems"] if problem["row"] == 6]
    assert [problem["column"] for problem in told] == ["Nazionalità", "Socio dal", "Socio Quota €", "Socio Qualifica"]
    assert batch.report["files"][0]["matched"] == 1


def test_a_namesake_waits_until_somebody_decides(aurora, coordinator):
    there = PersonFactory(family_name="De Luca", given_name="Anna Maria", birth_date=date(1966, 4, 7))
    files = [(path, path.name) for path in aurora.iterdir()]
    batch = actions.open_batch(by=coordinator, files=files)
    actions.check_batch(by=coordinator, batch=batch)
    [question] = [question for question in batch.report["questions"] if question["key"].startswith("p:")]
    assert f"same:{there.pk}" == question["options"][0][0]
    actions.decide_rows(by=coordinator, batch=batch, decisions={question["key"]: f"same:{there.pk}"})
    actions.check_batch(by=coordinator, batch=batch)
    actions.run_batch(by=coordinator, batch=batch)
    assert Person.objects.filter(family_name="De Luca").get() == there
    assert there.memberships.get().book_number == 3
    assert there.stays.get().household.assignments.get().dwelling.label == "4/B"


def test_a_namesake_left_undecided_stays_out(aurora, coordinator):
    PersonFactory(family_name="De Luca", given_name="Anna Maria", birth_date=date(1966, 4, 7))
    batch = bring(coordinator, aurora)
    assert Person.objects.filter(family_name="De Luca").count() == 1
    assert batch.report["files"][0]["waiting"] == 1 and not Membership.objects.filter(book_number=3).exists()


def test_of_two_households_in_one_home_the_chosen_one_enters(tmp_path, coordinator):
    homes = rows_of("betulla_homes")
    write_csv(tmp_path / "soci.csv", rows_of("betulla_members"))
    second = [*homes[1][:2], "Rossi Mario", "RSSMRA80A01H501U", *homes[1][4:]]
    write_csv(tmp_path / "alloggi.csv", [*homes, second])
    files = [(path, path.name) for path in sorted(tmp_path.iterdir())]
    batch = actions.open_batch(by=coordinator, files=files)
    actions.check_batch(by=coordinator, batch=batch)
    questions = {question["row"]: question for question in batch.report["questions"]}
    chosen = {questions[2]["key"]: "nobody", questions[4]["key"]: questions[4]["options"][0][0]}
    actions.decide_rows(by=coordinator, batch=batch, decisions=chosen)
    actions.check_batch(by=coordinator, batch=batch)
    actions.run_batch(by=coordinator, batch=batch)
    assert Assignment.objects.get().household.members.get().person.family_name == "Rossi"


def test_a_list_of_homes_alone_finds_who_is_here_already(tmp_path, coordinator):
    there = PersonFactory(family_name="Tosti", given_name="P.", tax_code="TSTPRV90A41Z100M")
    write_csv(tmp_path / "alloggi.csv", rows_of("betulla_homes"))
    bring(coordinator, tmp_path)
    assert Assignment.objects.get().household.members.get().person == there


def test_remarks_stay_out_unless_asked_for(betulla, coordinator):
    batch = bring(coordinator, betulla)
    assert "column_remarks" in codes(batch)
    assert "terapia" not in str(dump())


def test_remarks_asked_for_go_into_the_reserved_part_of_the_diary(betulla, coordinator):
    members = rows_of("betulla_members")
    members[2][-1] = "preferisce essere chiamata la sera"
    write_csv(betulla / "members.csv", members)
    batch = bring(coordinator, betulla, with_remarks=True)
    entry = Household.objects.get().entries.get()
    assert "preferisce essere chiamata" in entry.reserved_part.text and "preferisce" not in entry.text
    assert codes(batch).count("remark_without_household") == 2
    actions.undo_batch(by=coordinator, batch=batch)
    assert not Household.objects.exists()


def test_the_columns_that_a_person_chose_count(betulla, coordinator):
    files = [(betulla / "members.csv", "soci.csv")]
    batch = actions.open_batch(by=coordinator, files=files)
    described = batch.sheets[0]
    fields = {name: index for name, index in described["fields"].items() if name != "share"}
    actions.choose_columns(by=coordinator, batch=batch, sheet=0, kind="members", fields=fields)
    actions.check_batch(by=coordinator, batch=batch)
    actions.run_batch(by=coordinator, batch=batch)
    assert set(Membership.objects.values_list("share_paid", flat=True)) == {None}
