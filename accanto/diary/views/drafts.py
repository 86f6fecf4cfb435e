"""Where the page keeps what is being written."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accanto.accounts.access import FIRST_PAGE, Permission
from accanto.accounts.gate import requires
from accanto.diary import actions


@requires(Permission.WRITE_DIARY)
@require_POST
def draft_save(request):
    """Keep what is being written, as typed. Answers when it was kept, or 204 when it was saved meanwhile."""
    try:
        draft = actions.save_draft(
            by=request.user,
            client_id=UUID(request.POST.get("form_token", "")),
            body=dict(request.POST.lists()),
            typed_at=_moment(request.POST.get("typed_at", "")),
        )
    except (ValueError, ValidationError) as error:
        return JsonResponse({"error": _sentence(error)}, status=400)
    if draft is None:
        return HttpResponse(status=204)
    return JsonResponse({"saved_at": date_format(localtime(draft.typed_at), "H:i")})


def _moment(milliseconds: str) -> datetime | None:
    """The page's clock, in milliseconds since 1970; None when it does not say."""
    if not milliseconds.isdigit() or len(milliseconds) > 14:
        return None
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


def _sentence(error: Exception) -> str:
    return error.messages[0] if isinstance(error, ValidationError) else _("Questa bozza non si legge.")


@requires(Permission.WRITE_DIARY)
@require_POST
def draft_discard(request, client_id):
    """Throw a draft away."""
    actions.discard_draft(by=request.user, client_id=client_id)
    messages.success(request, _("La bozza è buttata via."))
    return redirect(reverse(FIRST_PAGE[request.user.role]))
