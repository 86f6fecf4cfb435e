"""Pages of documents."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.documents import actions, queries, responses
from accanto.documents.forms import DocumentForm
from accanto.residents import queries as residents_queries


@requires(Permission.READ_HOUSEHOLDS)
def document(request, pk):
    """A kept document, as a download; that it was opened is written before it is sent."""
    found = queries.document_for(request.user, pk)
    record_read(by=request.user, subject=found, household_id=found.household_id)
    return responses.sent(found)


@requires(Permission.READ_HOUSEHOLDS)
def household_documents(request, household_id):
    """The documents kept of a household."""
    household = residents_queries.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    page = queries.documents_of(request.user, household, cursor=request.GET.get("page", ""))
    return render(request, "documents/household_documents.html", {"household": household, "page": page})


@requires(Permission.WRITE_DIARY)
def document_new(request, household_id):
    """Keep a file with a household."""
    household = residents_queries.household_for(request.user, household_id)
    form = DocumentForm(posted(request), request.FILES or None)
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.keep_upload, to=_list_of, **fixed):
        messages.success(request, _("Documento conservato."))
        return response
    return render(request, "documents/document_form.html", {"form": form, "household": household})


def _list_of(kept) -> str:
    return reverse("documents:household_documents", args=[kept.household_id])
