"""What falls due in the common life of the buildings: turns to confirm, meetings to hold and write down.

What meetings decided falls due with all promises, in `plans`.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accanto.accounts.access import Permission, may
from accanto.base.due import DueItem, Whose
from accanto.coexistence.models import HouseMeeting, RotaTurn
from accanto.coexistence.queries.meetings import waiting_for_minutes
from accanto.coexistence.queries.rota import unconfirmed_turns
from accanto.coexistence.weeks import sunday_of
from accanto.ui.components.moments import written

TURNS = "coexistence.turns"
MEETING = "coexistence.meeting"

KINDS = {
    TURNS: gettext_lazy("turni da confermare"),
    MEETING: gettext_lazy("riunioni di casa"),
}
FINISH: dict = {}
MOVE: dict = {}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Things of the common life due by `until`, the earliest first: for whoever runs it.

    They are the cooperative's: of no person and of no household.
    """
    if not may(user, Permission.MANAGE_COEXISTENCE) or whose is not Whose.COOPERATIVE:
        return []
    items = list(_late_turns(unconfirmed_turns(user, until)))
    items += [_meeting(row) for row in waiting_for_minutes(user, until, limit)]
    return sorted(items, key=lambda item: (item.day, item.kind, item.subject_id))[:limit]


def _late_turns(turns: Iterable[RotaTurn]) -> Iterable[DueItem]:
    """One thing for each building: its turns are confirmed together, on one page."""
    for building, rows in groupby(turns, key=lambda turn: turn.space.building):
        late = list(rows)
        yield DueItem(
            kind=TURNS,
            subject_id=late[0].pk,
            day=sunday_of(late[0].week) + timedelta(days=1),
            title=ngettext("%(count)s turno da confermare", "%(count)s turni da confermare", len(late))
            % {"count": len(late)},
            detail=building.name,
            url=reverse("coexistence:rota_page", args=[building.pk]),
        )


def _meeting(meeting: HouseMeeting) -> DueItem:
    return DueItem(
        kind=MEETING,
        subject_id=meeting.pk,
        day=meeting.day,
        title=_("Riunione di casa del %(day)s") % {"day": written(meeting.day, "j F")},
        detail=meeting.building.name,
        url=reverse("coexistence:meeting_detail", args=[meeting.pk]),
    )
