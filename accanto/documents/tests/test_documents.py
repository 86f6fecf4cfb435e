"""Kept documents: who finds them, what is recorded, what lies on the disk."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.archive import verify
from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.documents.actions import keep_document
from accanto.documents.models import Document
from accanto.documents.tests.factories import PDF, a_document
from accanto.residents.models import NamedReader
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def household():
    return HouseholdFactory(name="Bennani")


@pytest.fixture
def reader(volunteer, household, client_of):
    """The browser of a volunteer beside the household."""
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return client_of(volunteer)


def test_a_document_comes_back_as_it_was_from_a_sandbox_and_its_opening_is_recorded(household, coordinator, reader):
    document = a_document(coordinator, household)
    response = reader.get(document.get_absolute_url())
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="delega.pdf"'
    assert response["Content-Security-Policy"].startswith("sandbox")
    opened = AuditRecord.objects.get(verb="read", subject="documents.document")
    assert (opened.subject_id, opened.household_id) == (str(document.pk), household.pk)


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician"])
def test_for_strangers_it_does_not_exist(household, coordinator, client_of, persona, request):
    client = client_of(request.getfixturevalue(persona))
    missing = client.get("/documenti/999999/").content
    addresses = [
        a_document(coordinator, household).get_absolute_url(),
        a_document(coordinator).get_absolute_url(),
        reverse("documents:household_documents", args=[household.pk]),
        reverse("documents:document_new", args=[household.pk]),
    ]
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response.content) == (404, missing)
    assert client.post(addresses[-1], {"title": "x", "kind": "other"}).status_code == 404


def test_what_belongs_to_the_cooperative_is_for_coordinators(coordinator, volunteer, household):
    TeamMemberFactory(household=household, user=volunteer)
    document = a_document(coordinator)
    assert list(Document.objects.visible_to(coordinator)) == [document]
    assert list(Document.objects.visible_to(volunteer)) == []


def test_a_restricted_household_keeps_its_documents_for_those_it_names(coordinator):
    household = HouseholdFactory(is_restricted=True)
    document = a_document(coordinator, household)
    assert list(Document.objects.visible_to(coordinator)) == []
    NamedReader.objects.create(household=household, user=coordinator, since=clock.today(), why="segue il caso")
    assert list(Document.objects.visible_to(coordinator)) == [document]


def test_a_file_is_added_from_the_page_and_named_in_the_list(reader, household):
    address = reverse("documents:document_new", args=[household.pk])
    upload = SimpleUploadedFile("../patto.pdf", PDF)
    response = reader.post(address, {"title": "Patto firmato", "kind": "pact", "file": upload}, follow=True)
    assert "Patto firmato" in response.content.decode()
    document = Document.objects.get()
    assert (document.name, document.size, document.media_type) == ("patto.pdf", len(PDF), "application/pdf")
    assert document.household == household


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("foto.jpg", b"\xff\xd8\xffrotto"), "non sappiamo aprire"),
        (SimpleUploadedFile("vuoto.pdf", b""), "vuoto"),
        (None, "obbligatorio"),
    ],
)
def test_a_file_that_cannot_be_kept_gets_a_sentence(reader, household, upload, sentence):
    values = {"title": "Patto", "kind": "pact"} | ({"file": upload} if upload else {})
    response = reader.post(reverse("documents:document_new", args=[household.pk]), values)
    assert sentence in response.content.decode()
    assert not Document.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_three(reader, household, coordinator, django_assert_num_queries):
    address = reverse("documents:household_documents", args=[household.pk])
    a_document(coordinator, household)
    reader.get(address)
    for _more in range(2):
        with django_assert_num_queries(6):
            assert reader.get(address).status_code == 200
        a_document(coordinator, household)
        a_document(coordinator, household)


def test_verify_knows_the_files_of_documents(coordinator, monkeypatch):
    monkeypatch.setattr(verify, "UPLOAD_SECONDS", -60)
    document = a_document(coordinator)
    assert document.file.name not in " ".join(problem.sentence for problem in verify.document_problems())
    document.file.storage.delete(document.file.name)
    missing = [problem for problem in verify.document_problems() if problem.kind == "missing_document"]
    assert document.file.name in missing[0].sentence


def test_a_document_refused_leaves_nothing_on_the_disk(coordinator, monkeypatch):
    monkeypatch.setattr(verify, "UPLOAD_SECONDS", -60)
    before = verify.document_problems()
    with pytest.raises(ValidationError):
        keep_document(by=coordinator, title="", kind="other", content=PDF, name="a.pdf")
    with pytest.raises(ValidationError):
        keep_document(by=coordinator, title="Patto", kind="no-such-kind", content=PDF, name="a.pdf")
    assert verify.document_problems() == before
