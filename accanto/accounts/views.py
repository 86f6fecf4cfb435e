"""Pages about accounts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accanto.accounts import actions
from accanto.accounts.forms import BeginForm
from accanto.accounts.gate import open_to_all
from accanto.archive import queries as archive


@open_to_all
def begin(request):
    """The first page of an empty archive. Open, because nobody can have an account yet; then it is no more."""
    if archive.has_begun():
        return _after_the_beginning(request)
    form = BeginForm(request.POST or None)
    if form.is_valid():
        try:
            actions.begin(**form.values())
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("L'archivio è pronto. Entra con il nome utente e la password che hai scelto."))
            return redirect("account_login")
    return render(request, "accounts/begin.html", {"form": form}, status=422 if form.errors else 200)


def _after_the_beginning(request):
    """A second click on the button goes where the first one led; for everybody else there is nothing here."""
    if request.method == "POST":
        return redirect("account_login")
    raise Http404
