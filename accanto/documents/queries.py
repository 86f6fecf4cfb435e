"""Documents as pages show them."""

from django.http import Http404

from accanto.base.pages import Page, keyset_page
from accanto.documents.models import Document
from accanto.residents.models import Household

NEWEST_FIRST = ("-added_at", "-id")


def document_for(user, pk: int) -> Document:
    """The document. Raises Http404 when this user may not read it."""
    document = Document.objects.visible_to(user).filter(pk=pk).first()
    if document is None:
        raise Http404
    return document


def documents_of(user, household: Household, *, cursor: str = "") -> Page:
    """The documents kept of a household, newest first."""
    rows = Document.objects.visible_to(user).filter(household=household).select_related("added_by")
    return keyset_page(rows, by=NEWEST_FIRST, cursor=cursor)
