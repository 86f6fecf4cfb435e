"""The register: lists, one volunteer, and what stands between her and a household."""

from datetime import date, timedelta

from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Cast, Coalesce
from django.http import Http404

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import value_on
from accanto.base.statements import kept
from accanto.residents.models import Household, Membership, TeamMember, TeamRole
from accanto.volunteers import rules
from accanto.volunteers.models import Availability, InsuranceCover, KeptApart, RecordCheck, Volunteer
from accanto.volunteers.queries.work import hours_picture, other_hours_of

VOLUNTEER_BY_NAME = ("volunteer__person__family_name", "volunteer__person__given_name")
BY_NAME = ("person__family_name", "person__given_name", "id")


def with_load(volunteers: QuerySet) -> QuerySet:
    """Annotate `taken`: at how many open households each has her place today or later."""
    places = TeamMember.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()),
        user=OuterRef("user"),
        role=TeamRole.VOLUNTEER,
        household__closed_on=None,
    )
    counted = places.order_by().values("user").annotate(count=Count("household", distinct=True)).values("count")
    return volunteers.annotate(taken=Coalesce(Subquery(counted), 0))


def register_page(
    user,
    *,
    cursor: str = "",
    area=None,
    language: str = "",
    weekday: int | None = None,
    part: str = "",
    show: str = "",
) -> Page:
    """A page of the register by name; `show`: "expiring" no cover or one that ends soon, "left" past entries."""
    today = clock.today()
    rows = with_load(Volunteer.objects.visible_to(user)).annotate(cover_until=Max("covers__until"))
    rows = rows.select_related("person", "user").prefetch_related("areas", "availability")
    left = Q(register_until__lt=today)
    rows = rows.filter(left) if show == "left" else rows.exclude(left)
    if show == "expiring":
        soon = today + timedelta(days=int(value_on(rules.COVER_FIRST_REMINDER, today)))
        rows = rows.filter(Q(cover_until=None) | Q(cover_until__lte=soon))
    if area:
        rows = rows.filter(Exists(Volunteer.areas.through.objects.filter(volunteer=OuterRef("pk"), supportarea=area)))
    if language:
        spoken = Cast("person__speaks", CharField())
        rows = rows.annotate(spoken=spoken).filter(spoken__contains=f'"{language}"')
    return keyset_page(_when_free(rows, weekday, part), by=BY_NAME, cursor=cursor)


def _when_free(rows: QuerySet, weekday: int | None, part: str) -> QuerySet:
    wanted = {"weekday": weekday, "part": part or None}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    slots = Availability.objects.filter(volunteer=OuterRef("pk"), **wanted)
    return rows.filter(Exists(slots)) if wanted else rows


def volunteer_for(user, pk: int) -> Volunteer:
    """The entry of the register, if this user may open it. Raises Http404 otherwise."""
    rows = with_load(Volunteer.objects.visible_to(user)).select_related("person", "user")
    volunteer = rows.filter(pk=pk).first()
    if volunteer is None:
        raise Http404
    return volunteer


def own_entry(user) -> Volunteer | None:
    """The last entry of whoever asks; None when she is not in the register."""
    rows = with_load(Volunteer.objects.filter(user=user)).select_related("person", "user")
    return rows.order_by("-register_from", "-id").first()


def cover_days() -> dict[str, date]:
    """`today`, and `soon`: the day until which a cover that ends is near its end."""
    today = clock.today()
    return {"today": today, "soon": today + timedelta(days=int(value_on(rules.COVER_SECOND_REMINDER, today)))}


def printable_register(user) -> list[Volunteer]:
    """Every entry in the order of the register, with the line of the members' book beside it."""
    lines = Membership.objects.filter(person=OuterRef("person")).order_by("-id").values("book_number")[:1]
    rows = Volunteer.objects.visible_to(user).select_related("person")
    return list(rows.annotate(book_number=Subquery(lines)).order_by("register_number"))


def next_register_number() -> int:
    """The number that the next entry gets."""
    return (Volunteer.objects.aggregate(last=Max("register_number"))["last"] or 0) + 1


def places_of(user, volunteer: Volunteer) -> list[TeamMember]:
    """Where she stands today or will, among the households that `user` may open."""
    if volunteer.user_id is None:
        return []
    rows = TeamMember.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()),
        user=volunteer.user_id,
        role=TeamRole.VOLUNTEER,
        household__in=Household.objects.visible_to(user),
    )
    return list(rows.select_related("household").order_by("household__name", "id"))


def place_for(user, pk: int) -> TeamMember:
    """A volunteer's place beside a household that `user` may open, not yet over. Raises Http404 otherwise."""
    rows = TeamMember.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()),
        role=TeamRole.VOLUNTEER,
        household__in=Household.objects.visible_to(user),
    )
    place = rows.filter(pk=pk).select_related("household", "user").first()
    if place is None:
        raise Http404
    return place


def expiring_covers(user, until: date, limit: int) -> list[InsuranceCover]:
    """The last cover of each volunteer in the register that ends by a day, the earliest first."""
    return _expiring_covers(Reader.of(user), until, limit).objects()


@kept
def _expiring_covers(reader: Reader, until: date, limit: int) -> QuerySet:
    later = InsuranceCover.objects.filter(volunteer=OuterRef("volunteer"), until__gt=OuterRef("until"))
    volunteers = in_register_and_visible(reader.as_user())
    rows = InsuranceCover.objects.filter(~Exists(later), volunteer__in=volunteers, until__lte=until)
    rows = rows.select_related("volunteer__person").only("until", "policy_number", *VOLUNTEER_BY_NAME)
    return rows.order_by("until", "id")[:limit]


def in_register_and_visible(user) -> QuerySet[Volunteer]:
    """Those in the register today whom this user may open."""
    return Volunteer.objects.visible_to(user).in_register(clock.today())


def rechecks_due(user, until: date, limit: int) -> list[RecordCheck]:
    """The last record check of each volunteer in the register that is to be done again by a day, earliest first."""
    return _rechecks_due(Reader.of(user), until, limit).objects()


@kept
def _rechecks_due(reader: Reader, until: date, limit: int) -> QuerySet:
    later = RecordCheck.objects.filter(volunteer=OuterRef("volunteer"), recheck_on__gt=OuterRef("recheck_on"))
    volunteers = in_register_and_visible(reader.as_user())
    rows = RecordCheck.objects.filter(~Exists(later), volunteer__in=volunteers, recheck_on__lte=until)
    rows = rows.select_related("volunteer__person").only("recheck_on", *VOLUNTEER_BY_NAME)
    return rows.order_by("recheck_on", "id")[:limit]


def kept_apart_of(user, volunteer: Volunteer) -> QuerySet[KeptApart]:
    """The households, among those that `user` may open, beside which she is not to be put."""
    return volunteer.kept_apart.filter(household__in=Household.objects.visible_to(user)).select_related("household")


def kept_apart_for(volunteer: Volunteer, user, pk: int) -> KeptApart:
    """A pair to keep apart, of a household that `user` may open. Raises Http404 otherwise."""
    pair = kept_apart_of(user, volunteer).filter(pk=pk).first()
    if pair is None:
        raise Http404
    return pair


def volunteer_page(user, volunteer: Volunteer) -> dict:
    """Everything on a volunteer's page, in a fixed number of queries."""
    today = clock.today()
    prefetch_related_objects([volunteer], "covers", "record_checks__checked_by", "availability", "areas", "training")
    covers, checks = volunteer.covers.all(), volunteer.record_checks.all()
    return {
        "volunteer": volunteer,
        "areas": volunteer.areas.all(),
        "covers": covers,
        "obstacles": rules.refusals(volunteer, today),
        "checks": checks,
        "may_be_near_minors": rules.may_be_near_minors(checks, today),
        "training": volunteer.training.all(),
        "places": places_of(user, volunteer),
        "hours": hours_picture(volunteer),
        "other_hours": other_hours_of(volunteer),
        "apart": list(kept_apart_of(user, volunteer)),
    }
