"""The host's duty to tell public security of foreign guests: what is still to be told, what was."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.housing.models import Assignment, HostNotification
from accanto.residents.models import HouseholdMember, Person
from accanto.residents.permissions import running


@dataclass(frozen=True)
class Guest:
    """A foreign guest in a home: until when it has to be told, and the notification once it is made."""

    person: Person
    member: HouseholdMember
    entered_on: date
    due_at: datetime
    notification: HostNotification | None = None

    @property
    def is_late(self) -> bool:
        """The term has passed and nothing was told."""
        return self.notification is None and self.due_at < clock.now()


def due_at(entered_on: date, entered_at: time | None) -> datetime:
    """The end of the term: so many hours from entry; a day without its hour counts from midnight.

    Source: art. 7 D.Lgs. 286/1998; the hours are the parameter host_notification_term.
    """
    entry = datetime.combine(entered_on, entered_at or time(0), tzinfo=clock.ROME)
    hours = float(value_on("host_notification_term", entered_on))
    return entry.astimezone(UTC) + timedelta(hours=hours)


def guests_of(assignment: Assignment) -> list[Guest]:
    """The foreign guests of an assignment, told or not, whenever they entered."""
    told = {row.person_id: row for row in assignment.host_notifications.all()}
    members = HouseholdMember.objects.filter(
        running(), household=assignment.household_id, person__merged_into=None
    ).select_related("person")
    return [
        _guest(member, assignment.since, assignment.entered_at, told.get(member.person_id))
        for member in members
        if member.person.is_foreign
    ]


def untold_guests(households, until: date, limit: int) -> list[Guest]:
    """Foreign guests of these households of whom nothing was told, whose term ends by a day; earliest entry first.

    Looks back as many days as host_notification_watch says: a family that an import brings in, and that
    has lived there for years, is no news. The dwelling's page shows those too (guests_of).
    """
    oldest = clock.today() - timedelta(days=int(value_on("host_notification_watch", clock.today())))
    moved_in = Assignment.objects.filter(running(), since__gte=oldest)
    told = HostNotification.objects.filter(person=OuterRef("person"), assignment=OuterRef("assignment_id"))
    members = (
        HouseholdMember.objects.filter(Q(since__gte=oldest) | Q(household__in=moved_in.values("household")))
        .filter(running(), household__in=households, person__merged_into=None)
        .filter(_running_assignment())
        .annotate(
            assignment_id=F("household__assignments"),
            home_since=F("household__assignments__since"),
            home_entered_at=F("household__assignments__entered_at"),
            entry=Greatest("since", "household__assignments__since"),
        )
        .filter(~Exists(told), entry__range=(oldest, until))
        .select_related("person", "household")
        .order_by("entry", "pk")
    )
    foreign = (member for member in members if member.person.is_foreign)
    guests = [_guest(member, member.home_since, member.home_entered_at, None) for member in foreign]
    return [guest for guest in guests if clock.day_of(guest.due_at) <= until][:limit]


def _running_assignment() -> Q:
    today = clock.today()
    begun = Q(household__assignments__since__lte=today)
    return begun & (Q(household__assignments__until=None) | Q(household__assignments__until__gte=today))


def _guest(member: HouseholdMember, home_since: date, entered_at: time | None, told) -> Guest:
    entered_on = max(member.since, home_since)
    hour = entered_at if entered_on == home_since else None
    return Guest(member.person, member, entered_on, due_at(entered_on, hour), told)
