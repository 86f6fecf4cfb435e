"""Invented documents for tests, kept by the real action."""

from accanto.documents.actions import keep_document
from accanto.documents.states import Kind

PDF = b"%PDF-1.7 <script>alert(1)</script>"


def a_document(by, household=None, *, title="Delega firmata", content=PDF, name="delega.pdf"):
    """A signed copy."""
    return keep_document(by=by, title=title, kind=Kind.MANDATE, content=content, name=name, household=household)
