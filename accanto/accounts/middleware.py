"""The gate at the door: log-in, second factor, idle time and permission, for every view alike."""

from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import permission_of
from accanto.archive import queries as archive
from accanto.base import clock
from accanto.base.forms import PARKED

SECOND_FACTOR_PRESENT = "second_factor_present"
LAST_SEEN = "last_seen"
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
        if request.user.is_authenticated and self._idle_too_long(request):
            self._leave(request)
        if not request.user.is_authenticated:
            return self._to_log_in(request)
        if not may(request.user, permission):
            raise Http404
        if permission != Permission.OWN_ACCOUNT and self._lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return None

    def process_response(self, request, response):
        if not request.path.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
        return response

    def _idle_too_long(self, request) -> bool:
        now = clock.now().timestamp()
        seen = request.session.get(LAST_SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return True
        if LAST_SEEN not in request.session or now - seen > TOUCH_EVERY_SECONDS:
            request.session[LAST_SEEN] = now
        return False

    def _leave(self, request) -> None:
        logout(request)

    def _to_log_in(self, request) -> HttpResponse:
        """To the log-in page and back; a form that was being sent waits in the session, whole."""
        if request.headers.get("x-requested-with") == "fetch":
            return HttpResponse(status=401)
        if request.method == "POST" and 0 < len(request.body) <= PARKED_MAX_BYTES and request.FILES == {}:
            parked = request.POST.copy()
            parked.pop("csrfmiddlewaretoken", None)
            request.session[PARKED] = {request.path: parked.urlencode()}
        address = reverse(settings.LOGIN_URL) + "?" + urlencode({"next": request.get_full_path()})
        return redirect(address)

    def _lacks_second_factor(self, request) -> bool:
        if not request.user.needs_second_factor or request.session.get(SECOND_FACTOR_PRESENT):
            return False
        if Authenticator.objects.filter(user=request.user).exists():
            request.session[SECOND_FACTOR_PRESENT] = True
            return False
        return True
