"""The register, for who answers for it.

What the page asks stands in `accounts/gate.py`, among the views that cannot mark themselves: this
app lies below the accounts.
"""

from django.shortcuts import render

from accanto.audit import queries
from accanto.audit.forms import RecordFilter


def record_list(request):
    """Who did what, when and on which kind of thing; never what was written."""
    form = RecordFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queries.record_page(**wanted, cursor=request.GET.get("page", ""))
    return render(request, "audit/record_list.html", {"form": form, "page": page})
