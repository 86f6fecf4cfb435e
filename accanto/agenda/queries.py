"""What is due, from every app, the earliest first."""

import hashlib
from collections.abc import Collection
from datetime import date, timedelta

from django.http import Http404

from accanto.accounts.access import Permission, may
from accanto.agenda.models import CalendarFeed, Muted
from accanto.agenda.sources import FINISH, KINDS, MOVE, SOURCES
from accanto.base import clock
from accanto.base.due import DueItem, Whose

DAYS_AHEAD = 7
MOST = 100
FEED_DAYS_AHEAD = 180
FEED_MOST = 500


def due_items(
    user, whose: Whose, until: date | None = None, limit: int = MOST, *, but: Collection = ()
) -> list[DueItem]:
    """Things due by `until` (a week from today unless said), overdue first; at most `limit`.

    `but` names sources that the page shows in a place of their own.
    """
    last = until or clock.today() + timedelta(days=DAYS_AHEAD)
    items = [item for source in SOURCES if source not in but for item in source.due(user, last, whose, limit)]
    return sorted(items, key=_by_time)[:limit]


def _by_time(item: DueItem) -> tuple:
    return (item.day, item.at is None, item.at or 0, item.kind, item.subject_id)


def can_finish(item: DueItem) -> bool:
    """Whether one touch is enough to have it done."""
    return item.kind in FINISH


def can_move(item: DueItem) -> bool:
    """Whether its day can be another one."""
    return item.kind in MOVE


def muted_kinds(user) -> set[str]:
    """Kinds of which the person wants no reminder."""
    return set(Muted.objects.filter(user=user).values_list("kind", flat=True))


def reminds(user) -> bool:
    """Whether something is due today or overdue for this person, of a kind she wants to hear of."""
    muted = muted_kinds(user)
    return any(item.kind not in muted for item in due_items(user, Whose.MINE, until=clock.today()))


def known_kinds() -> list[tuple[str, str]]:
    """Every kind of due thing with its name for people."""
    return sorted(((kind, str(name)) for kind, name in KINDS.items()), key=lambda pair: pair[1])


def digest_of(secret: str) -> str:
    """What is kept of a calendar's secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_owner(secret: str):
    """The person whose calendar this secret opens. Raises Http404 for none, or a closed account."""
    feed = CalendarFeed.objects.select_related("user").filter(secret_digest=digest_of(secret)).first()
    if feed is None or not feed.user.is_active or not may(feed.user, Permission.DAILY_WORK):
        raise Http404
    return feed.user


def feed_of(user) -> CalendarFeed | None:
    """The person's calendar, if she made one."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_items(user) -> list[DueItem]:
    """What the calendar shows: her own things of the next half year."""
    return due_items(user, Whose.MINE, clock.today() + timedelta(days=FEED_DAYS_AHEAD), FEED_MOST)
