"""Documents that are missing, and those that nobody remembers."""

import pytest

from accanto.archive import verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_missing_and_orphaned_documents_are_found(monkeypatch):
    monkeypatch.setattr(verify, "_named", lambda: iter(["vuoto", "2026/perso.pdf"]))
    monkeypatch.setattr(verify, "UPLOAD_SECONDS", -60)
    found = [(problem.kind, problem.sentence.split()[-1].rstrip(".")) for problem in verify.document_problems()]
    assert found == [
        ("missing_document", "2026/perso.pdf"),
        ("orphaned_document", "2026/à/contratto.pdf"),
        ("orphaned_document", "grande"),
    ]


def test_a_file_still_on_its_way_is_no_orphan():
    assert verify.document_problems() == []
