"""The gate at the door: log-in, second factor, idle time and permission, for every view alike."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from accanto.accounts import queries
from accanto.accounts.access import FIRST_PAGE, Permission, may
from accanto.accounts.gate import permission_of
from accanto.archive import queries as archive
from accanto.base import clock
from accanto.base.forms import PARKED

SECOND_FACTOR_PRESENT = "second_factor_present"
LAST_SEEN = "last_seen"
PARKED_BY = "parked_by"
REMOVES_A_FACTOR = {"mfa_deactivate_totp", "mfa_remove_webauthn"}
TOUCH_EVERY_SECONDS = 300
PARKED_MAX_BYTES = 400_000


BEGIN = "begin"
OPEN_BEFORE_THE_BEGINNING = {BEGIN, "set_language", "desk:health"}


class BeginningMiddleware(MiddlewareMixin):
    """While the archive is nobody's yet, every page leads to the first one."""

    def process_view(self, request, view, args, kwargs):
        if archive.has_begun() or request.resolver_match.view_name in OPEN_BEFORE_THE_BEGINNING:
            return None
        return redirect(BEGIN)


class GateMiddleware(MiddlewareMixin):
    """Shuts every view that does not say what it asks, and asks it of whoever comes."""

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        permission = permission_of(view, match.view_name)
        if permission is False:
            raise Http404
        if permission is None:
            return None
        writer = request.user.pk
        if request.user.is_authenticated and self._idle_too_long(request):
            logout(request)
        if not request.user.is_authenticated:
            return self._to_log_in(request, writer)
        if not may(request.user, permission):
            if match.view_name == settings.LOGIN_REDIRECT_URL:
                return redirect(FIRST_PAGE[request.user.role])
            raise Http404
        if match.view_name in REMOVES_A_FACTOR and request.method == "POST":
            return self._refuse_to_remove_the_last(request)
        if permission != Permission.OWN_ACCOUNT:
            return self._to_own_security(request)
        return None

    def process_response(self, request, response):
        if not request.path.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
            # On every answer, so that a page one may not see differs in nothing from one that is not there.
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def _idle_too_long(self, request) -> bool:
        now = clock.now().timestamp()
        seen = request.session.get(LAST_SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if LAST_SEEN not in request.session or now - seen > TOUCH_EVERY_SECONDS:
            request.session[LAST_SEEN] = now
        return False

    def _to_log_in(self, request, writer: int | None) -> HttpResponse:
        """To the log-in page and back; a form that was being sent waits in the session, whole."""
        if request.headers.get("x-requested-with") == "fetch":
            return HttpResponse(status=401)
        if request.method == "POST":
            self._park(request, writer)
        address = reverse(settings.LOGIN_URL) + "?" + urlencode({"next": request.get_full_path()})
        return redirect(address)

    def _park(self, request, writer: int | None) -> None:
        """Keep what was typed until the log-in; files have to be chosen again."""
        typed = request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        parked = typed.urlencode()
        if 0 < len(parked) <= PARKED_MAX_BYTES:
            request.session[PARKED] = {request.path: parked}
            request.session[PARKED_BY] = writer

    def _to_own_security(self, request) -> HttpResponse | None:
        """Before any work: a password that only she knows, and where her role asks it a second factor."""
        if request.user.password_given_at:
            return redirect("account_change_password")
        if self._lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return None

    def _lacks_second_factor(self, request) -> bool:
        if not request.user.needs_second_factor or request.session.get(SECOND_FACTOR_PRESENT):
            return False
        if queries.second_factors_of(request.user).exists():
            request.session[SECOND_FACTOR_PRESENT] = True
            return False
        return True

    def _refuse_to_remove_the_last(self, request) -> HttpResponse | None:
        """Without any second factor the next log-in would need the password alone."""
        if not request.user.needs_second_factor or queries.second_factors_of(request.user).count() > 1:
            return None
        messages.error(request, _("È l'unica prova che hai oltre alla password: prima aggiungine un'altra."))
        return redirect("mfa_index")
