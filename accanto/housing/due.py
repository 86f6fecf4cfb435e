"""What falls due in housing: telling of a foreign guest, a planned end, an answer to an application."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.base.due import DueItem, Whose
from accanto.housing.actions import acknowledge_planned_end, finish_notification, move_answer
from accanto.housing.models import Application, Assignment, HostNotification
from accanto.housing.queries import applications_awaiting, planned_ends, untold_guests
from accanto.housing.queries.notifications import Guest

HOST_NOTIFICATION = "housing.host_notification"
PLANNED_END = "housing.planned_end"
APPLICATION_ANSWER = "housing.application_answer"

KINDS = {
    HOST_NOTIFICATION: gettext_lazy("comunicazioni dell'ospitante (48 ore)"),
    PLANNED_END: gettext_lazy("assegnazioni che finiscono"),
    APPLICATION_ANSWER: gettext_lazy("risposte alle domande di alloggio"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Things of housing due by `until`, the earliest first: for whoever assigns homes."""
    if not may(user, Permission.MANAGE_HOUSING):
        return []
    items = [_telling(guest) for guest in untold_guests(user, whose, until, limit)]
    items += [_ending(assignment, day) for assignment, day in planned_ends(user, whose, until, limit)]
    items += [_answering(application) for application in applications_awaiting(user, whose, until, limit)]
    return sorted(items, key=lambda item: (item.day, item.kind, item.subject_id))[:limit]


def _telling(guest: Guest) -> DueItem:
    """The term ends at an hour where the hour of entry is known; else on that day."""
    end = localtime(guest.due_at)
    return DueItem(
        kind=HOST_NOTIFICATION,
        subject_id=guest.member.pk,
        day=end.date(),
        at=end.time() if end.time().hour or end.time().minute else None,
        title=_("Comunica l'ospitalità alla Questura"),
        detail=guest.person.given_name,
        url=reverse("housing:notification_new", args=[guest.assignment_id, guest.person.pk]),
        household_id=guest.member.household_id,
        household_name=guest.member.household.name,
    )


def _ending(assignment: Assignment, day: date) -> DueItem:
    return DueItem(
        kind=PLANNED_END,
        subject_id=assignment.pk,
        day=day,
        title=_("L'assegnazione finisce il %(day)s: e dopo?")
        % {"day": date_format(assignment.planned_end, "SHORT_DATE_FORMAT")},
        detail=str(assignment.dwelling),
        url=reverse("housing:dwelling_detail", args=[assignment.dwelling_id]),
        household_id=assignment.household_id,
        household_name=assignment.household.name,
    )


def _answering(application: Application) -> DueItem:
    return DueItem(
        kind=APPLICATION_ANSWER,
        subject_id=application.pk,
        day=application.answer_by,
        title=_("Rispondi alla domanda di alloggio"),
        detail=application.get_state_display(),
        url=reverse("housing:application_detail", args=[application.pk]),
        household_id=application.household_id,
        household_name=str(application),
    )


def _finish_notification(*, by, subject_id: int) -> HostNotification | None:
    _assigns(by)
    return finish_notification(by=by, subject_id=subject_id)


def _acknowledge_end(*, by, subject_id: int) -> Assignment:
    _assigns(by)
    return acknowledge_planned_end(by=by, subject_id=subject_id)


def _assigns(user) -> None:
    """Things due are for whoever assigns homes; for everybody else they are not there."""
    if not may(user, Permission.MANAGE_HOUSING):
        raise Http404


FINISH = {HOST_NOTIFICATION: _finish_notification, PLANNED_END: _acknowledge_end}
MOVE = {APPLICATION_ANSWER: move_answer}
