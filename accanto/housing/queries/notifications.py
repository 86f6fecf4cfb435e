"""The host's duty to tell public security of foreign guests: what is still to be told, what was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.due import Whose
from accanto.base.models import Parameter
from accanto.base.parameters import parameter_on, value_on
from accanto.base.statements import kept
from accanto.housing.models import Assignment, HostNotification
from accanto.residents.models import HouseholdMember, Person
from accanto.residents.models.scope import of_open_files
from accanto.residents.permissions import running
from accanto.residents.queries import of_whose

TERM = "host_notification_term"
WATCH = "host_notification_watch"


@dataclass(frozen=True)
class Guest:
    """A foreign guest in a home: until when it has to be told, and the notification once it is made."""

    member: HouseholdMember
    assignment_id: int
    entered_on: date
    due_at: datetime
    notification: HostNotification | None = None

    @property
    def person(self) -> Person:
        return self.member.person

    @property
    def is_late(self) -> bool:
        """The term has passed and nothing was told."""
        return self.notification is None and self.due_at < clock.now()


def due_at(entered_on: date, entered_at: time | None, hours: float) -> datetime:
    """The end of the term: so many hours from entry; a day without its hour counts from midnight."""
    entry = datetime.combine(entered_on, entered_at or time(0), tzinfo=clock.ROME)
    return entry.astimezone(UTC) + timedelta(hours=hours)


def term() -> Parameter:
    """The hours within which the host tells public security, with their source (art. 7 D.Lgs. 286/1998)."""
    return parameter_on(TERM, clock.today())


def guests_of(assignments: list[Assignment]) -> dict[int, list[Guest]]:
    """The foreign guests of assignments, told or not, whenever they entered; by assignment id. Three queries."""
    homes = defaultdict(list)
    for assignment in assignments:
        homes[assignment.household_id].append(assignment)
    members = HouseholdMember.objects.filter(running(), household__in=homes, person__merged_into=None)
    notifications = HostNotification.objects.filter(assignment__in=assignments)
    told = {(row.assignment_id, row.person_id): row for row in notifications}
    hours = float(term().value)
    guests = defaultdict(list)
    for member in members.select_related("person").order_by("pk"):
        for home in homes[member.household_id] if member.person.is_foreign else ():
            notification = told.get((home.pk, member.person_id))
            guests[home.pk].append(_guest(member, home.pk, home.since, home.entered_at, hours, notification))
    return guests


def untold_guests(user, whose: Whose, until: date, limit: int) -> list[Guest]:
    """Foreign guests in homes of `whose` of whom nothing was told, whose term ends by a day; earliest entry first.

    Looks back as many days as the parameter host_notification_watch says: a family that an import brings
    in, and that has lived there for years, is no news. The dwelling's page shows those too (guests_of).
    """
    oldest = clock.today() - timedelta(days=int(value_on(WATCH, clock.today())))
    hours = float(term().value)
    guests = (
        _guest(member, member.assignment_id, member.home_since, member.home_entered_at, hours)
        for member in _untold(Reader.of(user), whose, oldest, until).each()
        if member.person.is_foreign
    )
    return list(islice((guest for guest in guests if clock.day_of(guest.due_at) <= until), limit))


@kept
def _untold(reader: Reader, whose: Whose, oldest: date, until: date) -> QuerySet:
    """Members who entered a home, or whose home was entered, between two days: found first, then looked at."""
    told = HostNotification.objects.filter(person=OuterRef("person"), assignment=OuterRef("assignment_id"))
    return (
        HouseholdMember.objects.filter(pk__in=_entered(reader, whose, oldest).values("pk"))
        .filter(_running_assignment(reader.day), person__merged_into=None)
        .annotate(
            assignment_id=F("household__assignments"),
            home_since=F("household__assignments__since"),
            home_entered_at=F("household__assignments__entered_at"),
            entry=Greatest("since", "household__assignments__since"),
        )
        .filter(~Exists(told), entry__range=(oldest, until))
        .select_related("person", "household")
        .only("household__name", "person__given_name", "person__citizenships", "since")
        .order_by("entry", "pk")
    )


def _entered(reader: Reader, whose: Whose, oldest: date) -> QuerySet[HouseholdMember]:
    """Who belongs to a household that she has joined, or that has moved, since a day."""
    user, day = reader.as_user(), reader.day
    moved = Assignment.objects.filter(running(day), since__gte=oldest).values("household")
    members = HouseholdMember.objects.filter(running(day), Q(since__gte=oldest) | Q(household__in=moved))
    return of_whose(of_open_files(members, user), user, whose)


def _running_assignment(day: date) -> Q:
    begun = Q(household__assignments__since__lte=day)
    return begun & (Q(household__assignments__until=None) | Q(household__assignments__until__gte=day))


def _guest(member, assignment_id: int, home_since: date, entered_at: time | None, hours: float, told=None) -> Guest:
    entered_on = max(member.since, home_since)
    hour = entered_at if entered_on == home_since else None
    return Guest(member, assignment_id, entered_on, due_at(entered_on, hour, hours), told)
