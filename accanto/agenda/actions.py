"""Done, moved, muted, reminded."""

import secrets
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission, may
from accanto.accounts.models import User
from accanto.agenda.models import CalendarFeed, Muted, ReminderSent
from accanto.agenda.queries import digest_of, reminds
from accanto.agenda.sources import FINISH, KINDS, MOVE
from accanto.audit.actions import record
from accanto.base import clock


def finish(*, by, kind: str, subject_id: int):
    """Have a due thing done by the app that it comes from. Raises Http404 for an unknown kind."""
    if kind not in FINISH:
        raise Http404
    return FINISH[kind](by=by, subject_id=subject_id)


def move(*, by, kind: str, subject_id: int, to: date):
    """Move a due thing to another day. Raises Http404 for an unknown kind, ValidationError for a past day."""
    if kind not in MOVE:
        raise Http404
    if to < clock.today():
        raise ValidationError({"to": _("Questo giorno è già passato.")})
    return MOVE[kind](by=by, subject_id=subject_id, to=to)


@transaction.atomic
def choose_reminders(*, by, wanted: list[str]):
    """Keep the kinds of reminder the person wants and mute the others."""
    Muted.objects.filter(user=by).delete()
    Muted.objects.bulk_create(Muted(user=by, kind=kind) for kind in KINDS if kind not in wanted)
    record(by=by, verb="choose_reminders", subject=by)
    return by


@transaction.atomic
def make_feed(*, by) -> str:
    """A new private calendar address; the one before it dies. Returns the secret, which is not kept."""
    secret = secrets.token_urlsafe(32)
    values = {"secret_digest": digest_of(secret), "made_at": clock.now()}
    feed, _made = CalendarFeed.objects.update_or_create(user=by, defaults=values)
    record(by=by, verb="make_calendar_feed", subject=feed)
    return secret


@transaction.atomic
def close_feed(*, by):
    """Close the calendar address at once."""
    CalendarFeed.objects.filter(user=by).delete()
    record(by=by, verb="close_calendar_feed", subject=by)
    return by


def remind_everybody() -> int:
    """Send today's reminders that are still to be sent; returns how many went out."""
    people = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    return sum(remind(user) for user in people if may(user, Permission.DAILY_WORK))


def remind(user) -> bool:
    """Tell one person, once a day, that there are things due; nothing of what they are."""
    if not reminds(user):
        return False
    try:
        with transaction.atomic():
            ReminderSent.objects.create(user=user, day=clock.today())
            _mail(user).send()
    except IntegrityError:
        return False
    return True


def _mail(user) -> EmailMessage:
    with translation.override(user.language):
        subject = _("Accanto: ci sono cose da fare")
        body = _("Oggi ci sono cose da fare. Entra in Accanto per vederle: %(address)s") % {
            "address": settings.PUBLIC_URL + reverse("desk:today")
        }
        return EmailMessage(subject, body, to=[user.email])
