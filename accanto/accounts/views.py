"""Pages about accesses: for who manages them, and each person's own preferences."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts import actions, permissions, queries
from accanto.accounts.access import FIRST_PAGE, Permission, Role
from accanto.accounts.adapters import seal, unseal
from accanto.accounts.forms import AccountFilterForm, AccountForm, BeginForm, PreferencesForm
from accanto.accounts.gate import open_to_all, requires
from accanto.archive import queries as archive
from accanto.base.forms import Form, posted, submitted
from accanto.ui.components.shell import APPEARANCE_COOKIE

FIRST_PASSWORDS = "first_passwords"
YEAR = 365 * 24 * 60 * 60


@requires(Permission.OWN_ACCOUNT)
def first_page(request):
    """Where the logo and every error lead: to the page on which this person's role begins."""
    return redirect(FIRST_PAGE[request.user.role])


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


@requires(Permission.MANAGE_ACCOUNTS)
def user_list(request):
    """Who can log in."""
    form = AccountFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = queries.account_page(
        request.user,
        role=chosen.get("role", ""),
        closed=chosen.get("closed", False),
        cursor=request.GET.get("page", ""),
    )
    return render(request, "accounts/user_list.html", {"page": page, "form": form})


@requires(Permission.MANAGE_ACCOUNTS)
def user_new(request):
    """A new access."""
    form = AccountForm(posted(request))
    if response := submitted(request, form, actions.create_account, to=_shows_password(request), by=request.user):
        return response
    return render(request, "accounts/user_new.html", {"form": form})


@requires(Permission.MANAGE_ACCOUNTS)
def user_detail(request, pk):
    """One access, with its first password where one was just given: once."""
    account = queries.account_for(request.user, pk)
    return render(request, "accounts/user_detail.html", _detail(request, account))


def _detail(request, account, form=None) -> dict:
    return {
        "account": account,
        "form": form,
        "first_password": _first_password(request, account),
        "may_restore": permissions.may_restore(request.user, account),
        "may_shut": permissions.may_shut(request.user, account),
    }


def _act(action, *, gives_password: bool = False):
    """A page that asks for one act on an account and carries it out; its text is in the template by its name."""

    @requires(Permission.MANAGE_ACCOUNTS)
    def view(request, pk):
        account = queries.account_for(request.user, pk)
        form = Form(posted(request))
        to = _shows_password(request) if gives_password else _address
        if response := submitted(request, form, action, to=to, by=request.user, account=account):
            return response
        context = {"account": account, "form": form, "act": action.__name__}
        return render(request, "accounts/user_act.html", context)

    view.__name__ = action.__name__
    view.__doc__ = action.__doc__
    return view


user_close = _act(actions.close_account)
user_open = _act(actions.open_account, gives_password=True)
user_reset_password = _act(actions.reset_password, gives_password=True)
user_reset_second_factor = _act(actions.reset_second_factor, gives_password=True)
user_end_sessions = _act(actions.end_sessions)


def _address(account) -> str:
    return reverse("accounts:user_detail", args=[account.pk])


def _shows_password(request):
    """The address of the account's page, which shows the password that the action gave."""

    def to(account) -> str:
        if account.first_password:
            request.session[FIRST_PASSWORDS] = {str(account.pk): seal(account.first_password)}
        return _address(account)

    return to


def _first_password(request, account) -> str:
    """The password just given to this account, the first time it is asked for."""
    sealed = request.session.pop(FIRST_PASSWORDS, {}).get(str(account.pk))
    return unseal(sealed) if sealed else ""


@requires(Permission.OWN_ACCOUNT)
def preferences(request):
    """Language and appearance."""
    chosen = request.COOKIES.get(APPEARANCE_COOKIE, "")
    form = PreferencesForm(posted(request), initial={"language": request.user.language, "appearance": chosen})
    if response := submitted(request, form, actions.save_preferences, to=_to_preferences, by=request.user):
        for name, value in (
            (settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"]),
            (APPEARANCE_COOKIE, form.cleaned_data["appearance"]),
        ):
            response.set_cookie(name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
        return response
    return render(request, "accounts/preferences.html", {"form": form})


def _to_preferences(user) -> str:
    return reverse("accounts:preferences")


@requires(Permission.OWN_ACCOUNT)
def roles(request):
    """Roles × permissions, as access.py says it."""
    context = {"roles": [role.label for role in Role], "matrix": queries.access_matrix()}
    return render(request, "accounts/roles.html", context)
