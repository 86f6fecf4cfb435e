"""Households: one, a list of them, and who belongs to or stands beside one."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.due import Whose
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import GivenId, kept
from accanto.base.text import fold
from accanto.residents.models import (
    ContactPoint,
    ContactWarning,
    Household,
    HouseholdMember,
    NamedReader,
    Paper,
    Person,
    TeamMember,
    TeamRole,
)
from accanto.residents.permissions import people_hidden_from, running
from accanto.residents.queries.search import matching

A_YEAR = timedelta(days=365)
ROLE_ORDER = {"head": 0, "partner": 1}
TEAM_ORDER = {TeamRole.VOLUNTEER: 0, TeamRole.COORDINATOR: 1, TeamRole.SOCIAL_WORKER: 2}

# What a household's page shows of who lives there, and of who stands beside them.
OF_A_MEMBER = (
    "household",
    "role",
    "since",
    "person__family_name",
    "person__given_name",
    "person__birth_date",
    "person__speaks",
    "person__citizenships",
)
OF_A_PLACE = (
    "household",
    "role",
    "since",
    "until",
    "why",
    "user__name",
    "contact__name",
    "contact__organisation__name",
)


def households_open_to(user) -> QuerySet[Household]:
    """The households whose file this user may open."""
    return Household.objects.visible_to(user)


def household_for(user, pk: int) -> Household:
    """The household, if this user may open its file. Raises Http404 otherwise, as for one that is not there."""
    found = _household(Reader.of(user)).objects(household=pk)
    if not found:
        raise Http404
    return found[0]


@kept
def _household(reader: Reader) -> QuerySet:
    return Household.objects.visible_to(reader.as_user()).filter(pk=GivenId("household"))


def households_of(user) -> QuerySet[Household]:
    """Open households on whose team this user is today, and may open.

    Whether one is open is asked beside her places: asked of the households, SQLite walks through all that are.
    """
    on_team = TeamMember.objects.filter(running(), user=user, household__closed_on=None)
    return Household.objects.visible_to(user).filter(pk__in=on_team.values("household"))


def of_whose(rows: QuerySet, user, whose: Whose, household: str = "household") -> QuerySet:
    """Of rows that this user may see, those of `whose`; `household` is the way from a row to its household."""
    return rows if whose is Whose.COOPERATIVE else rows.filter(**{f"{household}__in": households_of(user)})


def household_page(user, wanted: dict, cursor: str) -> Page:
    """Households by name, with people and team; `wanted` may hold q, language, show (mine, closed, all)."""
    rows = households_of(user) if wanted.get("show") == "mine" else Household.objects.visible_to(user)
    if wanted.get("show", "") == "":
        rows = rows.filter(closed_on=None)
    if wanted.get("show") == "closed":
        rows = rows.exclude(closed_on=None)
    if words := fold(wanted.get("q") or "").split():
        rows = rows.filter(
            members__in=HouseholdMember.objects.filter(person__in=Person.objects.filter(matching(words)))
        )
    if language := wanted.get("language"):
        speakers = HouseholdMember.objects.filter(until=None, person__speaks__icontains=f'"{language}"')
        rows = rows.filter(pk__in=speakers.values("household"))
    return keyset_page(rows.prefetch_related(*people_and_team()), by=("name", "id"), cursor=cursor)


def people_and_team() -> list[Prefetch]:
    """Prefetches for lists of households: `present` (members today) and `beside` (team today)."""
    members = HouseholdMember.objects.filter(until=None, person__merged_into=None).select_related("person")
    team = TeamMember.objects.filter(running()).select_related("user", "contact__organisation")
    return [Prefetch("members", members.order_by("id"), to_attr="present"), Prefetch("team", team, to_attr="beside")]


def members_of(household: Household) -> list[HouseholdMember]:
    """Who belongs to the household today, the head first."""
    return _in_order(_members(clock.today()).objects_of(household=household))


@kept
def _members(day: date) -> QuerySet:
    rows = HouseholdMember.objects.filter(running(day), household=GivenId("household"), person__merged_into=None)
    return rows.select_related("person").only(*OF_A_MEMBER)


def contact_points_of(person: Person) -> list[ContactPoint]:
    """How somebody may be reached, whose household's file is being shown."""
    return _contact_points().objects_of(person=person)


@kept
def _contact_points() -> QuerySet:
    return ContactPoint.objects.filter(person=GivenId("person"))


def people_of(household: Household) -> list[HouseholdMember]:
    """members_of with each person's papers, consents and lines of the members' book."""
    rows = household.members.filter(running(), person__merged_into=None).select_related("person")
    return _in_order(
        rows.prefetch_related(
            "person__contact_points", "person__papers__kind", "person__consents", "person__memberships"
        )
    )


def _in_order(rows) -> list[HouseholdMember]:
    return sorted(rows, key=lambda row: (ROLE_ORDER.get(row.role, 2), row.person.birth_date or clock.today(), row.pk))


def past_members_of(user, household: Household) -> list[HouseholdMember]:
    """Who belonged to the household before, but for whom a restricted household hides from this user."""
    rows = household.members.filter(until__lt=clock.today()).exclude(person__in=people_hidden_from(user))
    return list(rows.select_related("person").order_by("-until", "id"))


def member_of(household: Household, pk: int) -> HouseholdMember:
    """A present member by the row's id. Raises Http404."""
    return get_object_or_404(household.members.select_related("person", "household"), pk=pk, until=None)


def team_of(household: Household) -> list[TeamMember]:
    """Who stands beside the household today, volunteers first."""
    rows = _team(clock.today()).objects_of(household=household)
    return sorted(rows, key=lambda row: (TEAM_ORDER[row.role], row.since, row.pk))


@kept
def _team(day: date) -> QuerySet:
    rows = TeamMember.objects.filter(running(day), household=GivenId("household"))
    return rows.select_related("user", "contact__organisation").only(*OF_A_PLACE)


def past_team_of(household: Household) -> list[TeamMember]:
    """Who stood beside the household before."""
    rows = household.team.filter(until__lt=clock.today())
    return list(rows.select_related("user", "contact__organisation").order_by("-until", "id"))


def place_of(household: Household, pk: int) -> TeamMember:
    """A place on the team that has not ended. Raises Http404."""
    rows = household.team.filter(running()).select_related("user", "contact__organisation", "household")
    return get_object_or_404(rows, pk=pk)


def warnings_of(household: Household) -> list[ContactWarning]:
    """Warnings in force today."""
    return _warnings(clock.today()).objects_of(household=household)


@kept
def _warnings(day: date) -> QuerySet:
    return ContactWarning.objects.filter(household=GivenId("household"), since__lte=day, until__gte=day)


def expiring_papers_of(household: Household) -> list[Paper]:
    """Papers of the household's people that have expired or will within a year, the next one first."""
    return _papers(clock.today() + A_YEAR).objects(household=household.pk)


@kept
def _papers(until: date) -> QuerySet:
    rows = Paper.objects.filter(person__stays__household=GivenId("household"), person__stays__until=None)
    rows = rows.filter(renewed_by=None, expires_on__lte=until).select_related("person", "kind")
    return rows.only("expires_on", "person__given_name", "kind__name").order_by("expires_on", "id")


def warning_of(household: Household, pk: int) -> ContactWarning:
    """A warning of this household. Raises Http404."""
    return get_object_or_404(household.warnings, pk=pk)


def named_readers_of(household: Household) -> list[NamedReader]:
    """Who is named on a restricted household today."""
    return list(household.named_readers.filter(running()).select_related("user"))


def named_reader_of(household: Household, pk: int) -> NamedReader:
    """Somebody named on this household. Raises Http404."""
    return get_object_or_404(household.named_readers.filter(running()).select_related("user", "household"), pk=pk)


def who_may_open(household: Household) -> QuerySet[User]:
    """Who of the cooperative may open the household's file today."""
    team = TeamMember.objects.filter(running(), household=household, user__isnull=False)
    users = User.objects.filter(
        Q(role=Role.COORDINATOR) | Q(role=Role.VOLUNTEER, pk__in=team.values("user")), is_active=True
    )
    if household.is_restricted:
        users = users.filter(pk__in=NamedReader.objects.filter(running(), household=household).values("user"))
    return users
