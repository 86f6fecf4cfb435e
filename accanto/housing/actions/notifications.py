"""Writing down that the host told public security of a foreign guest."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.housing.models import Assignment, HostNotification
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.residents.permissions import running


@transaction.atomic
def notify_host(
    *, by, assignment: Assignment, person: Person, notified_on: date, reference: str = ""
) -> HostNotification:
    """Write down a notification with its day and number. Raises ValidationError for a day to come or a second one."""
    check_not_future("notified_on", notified_on)
    if assignment.host_notifications.filter(person=person).exists():
        raise ValidationError(_("Questa comunicazione c'è già."))
    notification = HostNotification.objects.create(
        assignment=assignment, person=person, notified_on=notified_on, reference=reference
    )
    record(by=by, verb="notify_host", subject=notification, household_id=assignment.household_id)
    return notification


@transaction.atomic
def finish_notification(*, by, subject_id: int) -> HostNotification | None:
    """Done with one touch, today: for a guest named by her place in the household (HouseholdMember id)."""
    members = HouseholdMember.objects.filter(household__in=Household.objects.visible_to(by))
    member = members.filter(pk=subject_id).select_related("person").first()
    if member is None:
        raise ValidationError(_("Questa persona non c'è più."))
    untold = Assignment.objects.filter(running(), household=member.household_id)
    done = None
    for assignment in untold.exclude(host_notifications__person=member.person):
        done = notify_host(by=by, assignment=assignment, person=member.person, notified_on=clock.today())
    return done
