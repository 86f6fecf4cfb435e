"""Done and moved with one action; the calendar feed; what to be reminded of."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import open_to_all, requires
from accanto.agenda import actions, forms, queries
from accanto.agenda.calendar import calendar_of
from accanto.base.forms import Form, posted, submitted
from accanto.ui.pages import form_page

NEW_FEED = "new_calendar_address"


@requires(Permission.DAILY_WORK)
def finish(request, kind, subject_id):
    """Have one due thing done."""
    form = Form(posted(request))
    fixed = {"by": request.user, "kind": kind, "subject_id": subject_id}
    if response := submitted(request, form, actions.finish, to=_today, **fixed):
        return response
    heading = _("Fatto?")
    return form_page(request, form=form, heading=heading, back=_today(), save=_("Fatto"))


@requires(Permission.DAILY_WORK)
def move(request, kind, subject_id):
    """Move one due thing to another day."""
    form = forms.MoveForm(posted(request))
    fixed = {"by": request.user, "kind": kind, "subject_id": subject_id}
    if response := submitted(request, form, actions.move, to=_today, **fixed):
        return response
    return form_page(request, form=form, heading=_("Sposta a un altro giorno"), back=_today(), save=_("Sposta"))


def _today(_result=None) -> str:
    return reverse("desk:today")


@requires(Permission.DAILY_WORK)
def reminders(request):
    """Of which kinds to be reminded by mail; the address of the calendar."""
    muted = queries.muted_kinds(request.user)
    wanted = [kind for kind, _name in queries.known_kinds() if kind not in muted]
    form = forms.RemindersForm(posted(request), initial={"wanted": wanted})
    if response := submitted(request, form, actions.choose_reminders, to=_reminders, by=request.user):
        return response
    address = request.session.pop(NEW_FEED, "")
    context = {"form": form, "feed": queries.feed_of(request.user), "address": address}
    return render(request, "agenda/reminders.html", context, status=422 if form.errors else 200)


def _reminders(_result=None) -> str:
    return reverse("agenda:reminders")


@requires(Permission.DAILY_WORK)
def feed_new(request):
    """Make a private calendar address; it is shown once."""

    def remember(secret: str) -> str:
        request.session[NEW_FEED] = settings.PUBLIC_URL + reverse("agenda:feed", args=[secret])
        return _reminders()

    form = Form(posted(request))
    if response := submitted(request, form, actions.make_feed, to=remember, by=request.user):
        return response
    lead = _("Se ne avevi già uno, smette di funzionare.")
    heading = _("Nuovo indirizzo del calendario")
    return form_page(request, form=form, heading=heading, back=_reminders(), lead=lead, save=_("Crea"))


@requires(Permission.DAILY_WORK)
def feed_close(request):
    """Close the calendar address."""
    form = Form(posted(request))
    if response := submitted(request, form, actions.close_feed, to=_reminders, by=request.user):
        return response
    heading = _("Chiudi il calendario")
    return form_page(request, form=form, heading=heading, back=_reminders(), save=_("Chiudi"))


@open_to_all
def feed(request, secret):
    """The calendar itself: calendar programs cannot log in, so the secret address is the key."""
    user = queries.feed_owner(secret)
    with translation.override(user.language):
        content = calendar_of(queries.feed_items(user))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
