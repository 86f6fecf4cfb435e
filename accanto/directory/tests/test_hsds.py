"""The directory as Open Referral data: whole, valid, back again without a trace."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from accanto.audit.models import AuditRecord
from accanto.directory import actions
from accanto.directory.hsds.plan import Outcome, plan
from accanto.directory.hsds.reading import read
from accanto.directory.hsds.tables import REQUIRED, REQUIRED_IN_TABLES
from accanto.directory.hsds.writing import directory
from accanto.directory.models import Contact, DirectoryArrival, Office, Organisation, OrganisationKind
from accanto.directory.tests.factories import A_BODY, ContactFactory, OfficeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
OWN = {"id", "created_at", "version", "organisation_id", "successor_id"}
ALLOWED = {
    ("locations", "location_type"): {"physical", "postal", "virtual"},
    ("addresses", "address_type"): {"physical", "postal", "virtual"},
    ("services", "status"): {"active", "inactive", "defunct", "temporarily closed"},
    ("schedules", "freq"): {"WEEKLY", "MONTHLY"},
}


@pytest.fixture
def cooperatives_directory(coordinator):
    """A body with everything, one merged into it, one with nothing."""
    full = OrganisationFactory(
        name='Questura "di" Prato, <b>', kind=OrganisationKind.IMMIGRATION_OFFICE, municipality="Prato",
        municipality_code="G999", phone="0574 555 0100", email="u@example.it", how_it_works="Due foto.\nE altro.",
    )  # fmt: skip
    OfficeFactory(
        organisation=full, name="Sportello", website="https://example.it/s", email="s@example.it", pec="s@pec.it",
        accessibility="Un gradino", note="Suonare", by_appointment=True, closed_on=date(2027, 1, 1),
        ways_in=["desk", "web", "pec"],
    )  # fmt: skip
    OfficeFactory(organisation=full, name="Centralino", address="", postal_code="", hours=[], ways_in=["phone"])
    ContactFactory(organisation=full, name="Ida Conti", role="ispettrice", phone="0574 1", email="i@example.it",
                   since=date(2020, 2, 29), until=date(2026, 1, 31))  # fmt: skip
    old = OrganisationFactory(name="Vecchio ufficio", municipality="Frazione di Nessundove")
    actions.merge_organisation(by=coordinator, organisation=old, successor=full, merged_on=date(2026, 3, 1))
    ContactFactory(organisation=old, name="Ugo")
    OrganisationFactory(name="Senza niente", is_public=False)


def held() -> dict:
    """Everything that the directory holds, by the ids that leave the archive."""
    rows = {}
    for model in (Organisation, Office, Contact):
        for row in model._base_manager.all():
            facts = {f.attname: getattr(row, f.attname) for f in model._meta.fields if f.attname not in OWN}
            facts["of"] = str(row.organisation.uid) if hasattr(row, "organisation_id") else None
            facts["successor"] = str(row.successor.uid) if getattr(row, "successor_id", None) else None
            rows[model.__name__, str(row.uid)] = facts
    return rows


def written() -> bytes:
    return json.dumps(directory()).encode()


def forget_all() -> None:
    for model in (Contact, Office):
        model._base_manager.all().delete()
    Organisation.objects.update(successor=None, merged_on=None)
    Organisation.objects.all().delete()


@pytest.mark.usefixtures("cooperatives_directory")
def test_every_row_has_what_the_specification_requires():
    tables = directory()
    ids = {row["id"] for rows in tables.values() if isinstance(rows, list) for row in rows}
    for name, required in REQUIRED.items():
        assert tables[name] or name == "schedules", name
        for row in tables[name]:
            for field in (*required, *REQUIRED_IN_TABLES.get(name, ())):
                assert isinstance(row[field], str), (name, field)
            for field, value in row.items():
                assert not field.endswith("_id") or value in ids, (name, field)
                assert value in ALLOWED.get((name, field), {value})
    assert all(len({row["id"] for row in tables[name]}) == len(tables[name]) for name in REQUIRED)


@pytest.mark.usefixtures("cooperatives_directory")
def test_out_and_back_in_loses_nothing():
    before, file = held(), written()
    forget_all()
    assert held() == {}
    actions.take_over(by=None, tables=read(file))
    assert held() == before


@pytest.mark.usefixtures("cooperatives_directory")
def test_a_second_time_changes_nothing(coordinator):
    file = written()
    forget_all()
    actions.take_over(by=coordinator, tables=read(file))
    lines = AuditRecord.objects.count()
    steps = actions.take_over(by=coordinator, tables=read(file))
    assert {step.outcome for step in steps} == {Outcome.SAME}
    assert AuditRecord.objects.count() == lines


@pytest.mark.usefixtures("cooperatives_directory")
def test_looking_writes_nothing_and_says_what_changes():
    file = json.loads(written())
    for row in file["organizations"]:
        row["name"] += " nuovo"
    before = held()
    steps = [step for step in plan(read(json.dumps(file).encode())) if step.outcome != Outcome.SAME]
    assert held() == before
    assert {(step.outcome, *step.fields) for step in steps} == {(Outcome.CHANGED, "name")}
    assert len(steps) == 3


def test_another_programs_file_is_taken_with_what_is_inside_its_rows():
    body = A_BODY | {
        "phones": [{"id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0002", "number": "0574 7"}],
        "contacts": [{"id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0003", "name": "Lia", "title": "sportello"}],
        "services": [
            {
                "id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0004",
                "name": "Ascolto",
                "status": "active",
                "service_at_locations": [
                    {
                        "id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0005",
                        "location": {
                            "id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0006",
                            "location_type": "physical",
                            "addresses": [
                                {
                                    "id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0007",
                                    "address_1": "Via Roma 5",
                                    "city": "PRATO",
                                    "state_province": "PO",
                                    "postal_code": "59100",
                                    "country": "IT",
                                    "address_type": "physical",
                                }
                            ],
                        },
                        "schedules": [
                            {
                                "id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0008",
                                "freq": "WEEKLY",
                                "byday": "MO,WE",
                                "opens_at": "09:00:00",
                                "closes_at": "12:00+01:00",
                            }
                        ],
                    }
                ],
            }
        ],
    }
    actions.take_over(by=None, tables=read(json.dumps({"contents": [body]}).encode()))
    office = Office.objects.get()
    assert office.organisation.phone == "0574 7"
    assert (office.name, office.municipality_code) == ("Via Roma 5", "G999")
    assert office.hours == [[0, "09:00", "12:00"], [2, "09:00", "12:00"]]
    assert Contact.objects.get().role == "sportello"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b"7", b'{"organizations": [7]}',
        b'[{"id": "x", "name": "a", "description": ""}]',
        b'[{"id": 7, "name": "a", "description": ""}]',
        b'[{"id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0001", "name": ["a"], "description": ""}]',
        b'[{"id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0001", "name": "a"}]',
    ],
)  # fmt: skip
def test_what_is_not_such_a_file_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError):
        read(content)


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 300},
        {"email": "non è un indirizzo"},
        {"description": "x" * 6000},
        {"name": "servizi SOCIALI"},
    ],
)
def test_a_row_that_cannot_be_kept_is_left_out_and_says_why(change):
    OrganisationFactory(name="Servizi sociali")
    steps = actions.take_over(by=None, tables=read(json.dumps([A_BODY | change]).encode()))
    assert [step.outcome for step in steps] == [Outcome.REFUSED]
    assert steps[0].said
    assert Organisation.objects.count() == 1


def test_signs_that_no_database_takes_are_left_out():
    actions.take_over(by=None, tables=read(json.dumps([A_BODY | {"name": "Spor\u0000tello \ud800"}]).encode()))
    assert Organisation.objects.get().name == "Sportello ?"


def test_a_coordinator_looks_first_and_then_decides(coordinator, client_of):
    client = client_of(coordinator)
    upload = SimpleUploadedFile("enti.json", json.dumps([A_BODY]).encode())
    answer = client.post(reverse("directory:exchange"), {"file": upload})
    arrival = DirectoryArrival.objects.get()
    assert answer.url == arrival.get_absolute_url()
    assert "Sportello casa" in client.get(answer.url).content.decode()
    assert not Organisation.objects.exists()
    client.post(reverse("directory:arrival_take_over", args=[arrival.pk]))
    assert Organisation.objects.get().name == "Sportello casa"
    arrival.refresh_from_db()
    assert arrival.tables == {}
    assert client.get(answer.url).status_code == 404


def test_a_file_that_cannot_be_read_gets_a_sentence(coordinator, client_of):
    upload = SimpleUploadedFile("enti.json", b"{")
    answer = client_of(coordinator).post(reverse("directory:exchange"), {"file": upload})
    assert (answer.status_code, "non è in formato JSON" in answer.content.decode()) == (422, True)


def test_a_volunteer_takes_nothing_out_and_brings_nothing_in(volunteer, client_of):
    for name in ("exchange", "download"):
        assert client_of(volunteer).get(reverse(f"directory:{name}")).status_code == 404


@pytest.mark.usefixtures("cooperatives_directory")
def test_the_page_gives_the_same_file_as_the_command(coordinator, client_of, tmp_path, capsys):
    given = json.loads(client_of(coordinator).get(reverse("directory:download")).content)
    call_command("directory", "export", tmp_path / "enti.json")
    made = json.loads((tmp_path / "enti.json").read_text())
    assert {name: made[name] for name in REQUIRED} == {name: given[name] for name in REQUIRED}
    before = held()
    forget_all()
    call_command("directory", "import", tmp_path / "enti.json")
    assert held() == {}
    call_command("directory", "import", tmp_path / "enti.json", "--apply")
    assert held() == before
