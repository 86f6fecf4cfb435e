"""What falls due in the common life of the buildings: turns to confirm, decisions, meetings to hold and write down."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accanto.accounts.access import Permission, may
from accanto.base.due import DueItem, Whose
from accanto.coexistence.actions import finish_due_decision, move_decision
from accanto.coexistence.models import HouseMeeting, MeetingDecision, RotaTurn, open_buildings
from accanto.coexistence.queries.meetings import decisions_due, waiting_for_minutes
from accanto.coexistence.queries.rota import unconfirmed_turns
from accanto.coexistence.weeks import sunday_of
from accanto.ui.components.moments import written

TURNS = "coexistence.turns"
DECISION = "coexistence.decision"
MEETING = "coexistence.meeting"

KINDS = {
    TURNS: gettext_lazy("turni da confermare"),
    DECISION: gettext_lazy("decisioni delle riunioni di casa"),
    MEETING: gettext_lazy("riunioni di casa"),
}
FINISH = {DECISION: finish_due_decision}
MOVE = {DECISION: move_decision}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Things of the common life due by `until`, the earliest first: for whoever runs it.

    Hers are the decisions that she owns. Turns and meetings are the cooperative's: they are of no household.
    """
    if not may(user, Permission.MANAGE_COEXISTENCE) or whose is Whose.HOUSEHOLDS:
        return []
    if whose is Whose.MINE:
        return [_decision(row) for row in decisions_due(MeetingDecision.objects.filter(owner_user=user), until, limit)]
    buildings = open_buildings(user)
    items = list(_late_turns(unconfirmed_turns(buildings, until)))
    decisions = MeetingDecision.objects.filter(meeting__building__in=buildings)
    items += [_decision(row) for row in decisions_due(decisions, until, limit)]
    items += [_meeting(row) for row in waiting_for_minutes(buildings, until, limit)]
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


def _decision(decision: MeetingDecision) -> DueItem:
    return DueItem(
        kind=DECISION,
        subject_id=decision.pk,
        day=decision.due_on,
        title=decision.text,
        detail=decision.meeting.building.name,
        url=reverse("coexistence:meeting_detail", args=[decision.meeting_id]),
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
