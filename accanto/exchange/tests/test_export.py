"""Everything out, harmless to open, and back in without a trace."""

import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from accanto.audit.models import AuditRecord
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import OrganisationFactory
from accanto.documents.defused import RISKY, defuse, restore
from accanto.exchange import actions
from accanto.exchange.fields import KINDS
from accanto.exchange.models import Export
from accanto.exchange.reading import read_file
from accanto.exchange.tests.bringing import bring, codes, dump
from accanto.exchange.writing import files as writing
from accanto.housing.tests.factories import AssignmentFactory, WorksFactory
from accanto.partners.models import Agreement
from accanto.partners.states import AgreementKind, AgreementState
from accanto.partners.tests.factories import AgreementFactory
from accanto.procedures.actions import take_over_procedure
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import State
from accanto.residents.models import NamedReader, Person
from accanto.residents.tests.factories import HouseholdFactory, MembershipFactory, PersonFactory

PAYLOADS = ["=1+1", "+39 333", "-2", "@SUM(A1)", "'=x", "\t=1", "=cmd|' /C calc'!A0", "ordinario"]


@given(st.text(max_size=30))
def test_defusing_is_undone_by_reading(text):
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture
def archive(aurora, coordinator):
    """A cooperative that was imported, and what people have written since."""
    batch = bring(coordinator, aurora)
    person = PersonFactory(
        family_name="=Sum",
        given_name="'@A",
        tax_code="RSSMRA91A01H501X",
        birth_date=None,
        address=PAYLOADS[6],
        citizenships=["BA", "TT"],
    )
    MembershipFactory(person=person, book_number=77, category="ordinary")
    WorksFactory()
    make_entry(coordinator, AssignmentFactory().household, text="=segreto()")
    _agree()
    _file(coordinator, person)
    return batch


def _agree():
    """Agreements in every state, over one object, with several bodies and with one that is no more."""
    former = OrganisationFactory(name="=Comune vecchio", successor=OrganisationFactory(), merged_on=date(2025, 1, 1))
    for month, state in enumerate((AgreementState.IN_FORCE, AgreementState.DRAFT, AgreementState.IN_FORCE), start=1):
        signed_on = date(2025, 1, 10) if state != AgreementState.DRAFT else None
        values = {"state": state, "signed_on": signed_on, "starts_on": date(2025, month, 15)}
        AgreementFactory(object="-Uno", parties=[former, OrganisationFactory()], **values)
    AgreementFactory(
        state=AgreementState.ENDED, ended_on=date(2025, 6, 1), end_reason="finiti i soldi", contact="+Anna"
    )
    AgreementFactory(renews_tacitly=True, fee="1200.50", kind=AgreementKind.LOAN, protocol_number="77/2025")
    AgreementFactory(ends_on=date(2025, 12, 31), kind=AgreementKind.OTHER)
    AgreementFactory(ends_on=None)


def _file(coordinator, person):
    """Procedures in every state, of namesakes, with a body and somebody who follows."""
    HouseholdFactory(head=person)
    namesake = PersonFactory(family_name="=Sum", given_name="'@A", tax_code="RSSMRA90A01H501W", birth_date=None)
    following = {"followed_by": coordinator, "organisation": OrganisationFactory()}
    for number, state in enumerate(State):
        for whose in (person, namesake):
            household = person.stays.get().household
            values = {"household": household, "person": whose, "type": ProcedureType.objects.all()[number]}
            opened_on = date(2025, 3, 1)
            take_over_procedure(by=coordinator, state=state, opened_on=opened_on, due_on=None, **values, **following)


@pytest.mark.django_db
@pytest.mark.parametrize("format", writing.FORMATS)
def test_importing_an_export_changes_nothing(archive, coordinator, tmp_path, format):
    before = dump()
    actions.export(by=coordinator, folder=tmp_path / "out", format=format)
    again = bring(coordinator, tmp_path / "out")
    assert dump() == before and not again.rows.exists()
    assert again.report["totals"]["created"] == 0 and again.report["totals"]["matched"] >= 8
    assert "differs_from_archive" not in codes(again)
    kinds = [file["kind"] for file in again.report["files"]]
    assert sorted(kinds) == sorted([*(kind for kind in KINDS if kind not in ("rents", "exported")), *["exported"] * 5])


@pytest.mark.django_db
@pytest.mark.parametrize("format", writing.FORMATS)
def test_an_export_fills_an_empty_archive(archive, coordinator, tmp_path, format):
    actions.export(by=None, folder=tmp_path / "out", format=format)
    agreements, filed = _terms(), _filed()
    Procedure.objects.all().delete()
    Agreement.objects.all().delete()
    people = set(Person.objects.filter(memberships__isnull=False).values_list("family_name", "tax_code"))
    actions.undo_batch(by=coordinator, batch=archive)
    assert not people <= set(Person.objects.values_list("family_name", "tax_code"))
    bring(coordinator, tmp_path / "out")
    assert len(agreements) == 7 and _terms() == agreements and _filed() == filed
    assert people <= set(Person.objects.values_list("family_name", "tax_code"))


def _terms() -> set[tuple]:
    """What an export says of agreements; what was broken off is over from then on."""
    return {
        (row.object, row.kind, row.protocol_number, row.signed_on, row.starts_on, row.ended_on or row.ends_on)
        + (row.will_renew, row.fee, row.contact, row.shown_state, *sorted(map(str, row.parties.all())))
        for row in Agreement.objects.all()
    }


def _filed() -> list[tuple]:
    """What an export says of procedures."""
    rows = Procedure.objects.order_by("type__code", "person_id").select_related("type", "organisation", "followed_by")
    return [(row.type.code, row.state, row.opened_on, row.organisation, row.follower_name) for row in rows]


@pytest.mark.django_db
def test_no_cell_is_a_formula(archive, coordinator, tmp_path):
    _made, [path] = actions.export(by=coordinator, folder=tmp_path, format="xlsx", with_diary_text=True)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@", "\t"))]
    assert f"'{PAYLOADS[6]}" in texts and "'=segreto()" in texts


@pytest.mark.django_db
def test_the_text_of_the_diary_leaves_only_when_asked_for(archive, coordinator, tmp_path):
    actions.export(by=coordinator, folder=tmp_path, format="csv")
    assert "segreto" not in (tmp_path / "diario.csv").read_text("utf-8-sig")
    assert len((tmp_path / "diario.csv").read_text("utf-8-sig").splitlines()) == 2


@pytest.mark.django_db
def test_what_is_written_reads_back_letter_by_letter(archive, coordinator, tmp_path):
    for format in writing.FORMATS:
        _made, files = actions.export(by=coordinator, folder=tmp_path / format, format=format)
        texts = {cell for file in files for sheet in read_file(file) for row in sheet.rows for cell in row.cells}
        assert {"=Sum", PAYLOADS[6], "De Luca"} <= texts, format


@pytest.mark.django_db
def test_a_restricted_household_leaves_only_with_whom_it_names(coordinator, tmp_path):
    hidden = HouseholdFactory(name="Nascosti", is_restricted=True)
    actions.export(by=coordinator, folder=tmp_path / "a", format="csv")
    everything = "".join(path.read_text("utf-8-sig") for path in (tmp_path / "a").iterdir())
    assert "Nascosti" not in everything and hidden.members.get().person.given_name not in everything
    NamedReader.objects.create(household=hidden, user=coordinator, since="2026-01-01", why="la segue")
    actions.export(by=coordinator, folder=tmp_path / "b", format="csv")
    assert "Nascosti" in (tmp_path / "b" / "nuclei.csv").read_text("utf-8-sig")


@pytest.mark.django_db
def test_a_table_too_long_goes_on_in_another_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "ROWS_IN_A_SHEET", 2)
    for _ in range(5):
        PersonFactory()
    _made, [path] = actions.export(by=None, folder=tmp_path, format="ods")
    names = [(sheet.name, len(sheet.rows)) for sheet in read_file(path) if sheet.name.startswith("Persone")]
    assert names == [("Persone", 3), ("Persone 2", 3), ("Persone 3", 2)]


@pytest.mark.django_db
def test_the_page_sends_a_file_and_the_register_says_so(client_of, coordinator, volunteer, archive):
    address = reverse("exchange:export")
    assert client_of(volunteer).get(address).status_code == 404
    assert client_of(coordinator).get(address).status_code == 200
    response = client_of(coordinator).post(address, {"format": "csv"})
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment") and content[:2] == b"PK"
    assert Export.objects.get().rows["persone"] == Person.objects.count()
    assert AuditRecord.objects.filter(verb="export", actor=coordinator).count() == 1
    household = Person.objects.get(family_name="Rossi").stays.get().household_id
    assert AuditRecord.objects.filter(verb="export_household", household_id=household).count() == 1


@pytest.mark.django_db
def test_the_command_writes_files_only_their_owner_reads(tmp_path):
    PersonFactory()
    call_command("export", tmp_path / "out", "--format", "csv")
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 10 and {oct(file.stat().st_mode)[-3:] for file in files} == {"600"}
    call_command("export", tmp_path / "out", "--format", "ods")
    assert zipfile.is_zipfile(next((tmp_path / "out").glob("*.ods")))


def test_every_way_to_begin_a_formula_is_risky():
    assert all(RISKY.match(text) for text in PAYLOADS[:-1]) and not RISKY.match(PAYLOADS[-1])
