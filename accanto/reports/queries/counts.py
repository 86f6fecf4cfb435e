"""What is counted for a report, bare: figures.py decides what of it may be shown. Restricted households never count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accanto.base.dates import age
from accanto.diary.models import Entry
from accanto.diary.queries import entries_about
from accanto.diary.states import Contact, Kind
from accanto.directory.models import Organisation
from accanto.housing.models import Assignment
from accanto.partners.models import Agreement
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.support.models import SupportArea, SupportRequest

FULL_AGE, OLD_AGE = 18, 65


@dataclass(frozen=True)
class Served:
    """Households and persons that an agreement covered in a period."""

    households: int
    by_age: dict[str, int]  # "minors", "adults", "old", "unknown"
    by_sex: dict[str, int]  # "F", "M", "other"

    @property
    def persons(self) -> int:
        return sum(self.by_age.values())


def served(households: QuerySet[Household], since: date, until: date) -> Served:
    """Who belonged to these households on some day of the period; ages on its last day. Two queries."""
    stays = HouseholdMember.objects.filter(
        Q(until=None) | Q(until__gte=since), household__in=households, since__lte=until, person__merged_into=None
    )
    by_age = dict.fromkeys(("minors", "adults", "old", "unknown"), 0)
    by_sex = dict.fromkeys(("F", "M", "other"), 0)
    for born, sex in Person.objects.filter(pk__in=stays.values("person")).values_list("birth_date", "sex"):
        by_age[_age_class(born, until)] += 1
        by_sex[sex if sex in ("F", "M") else "other"] += 1
    return Served(households.count(), by_age, by_sex)


def _age_class(born: date | None, on: date) -> str:
    if born is None:
        return "unknown"
    years = age(born, on)
    return "minors" if years < FULL_AGE else "adults" if years < OLD_AGE else "old"


def moved_in(agreement: Agreement, since: date, until: date) -> int:
    """Households that entered a covered home in the period."""
    return _stays(agreement).filter(since__range=(since, until)).values("household").distinct().count()


def moved_out(agreement: Agreement, since: date, until: date) -> dict[str, int]:
    """Stays in a covered home that ended in the period, by where the household went ("" where nobody wrote it)."""
    rows = _stays(agreement).filter(until__range=(since, until)).order_by()
    return dict(rows.values_list("destination").annotate(Count("pk")))


def lived_there(agreement: Agreement, since: date, until: date) -> int:
    """Households that lived in a covered home on some day of the period."""
    rows = _stays(agreement).filter(Q(until=None) | Q(until__gte=since), since__lte=until)
    return rows.values("household").distinct().count()


def _stays(agreement: Agreement) -> QuerySet[Assignment]:
    return Assignment.objects.filter(dwelling__in=agreement.dwellings.all(), household__is_restricted=False)


def requests_by_area(households: QuerySet[Household], since: date, until: date) -> list[tuple[str, int]]:
    """Requests that were open on some day of the period, by area; one in two areas counts in both."""
    open_then = SupportRequest.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=since), household__in=households, word_on__lte=until
    )
    rows = dict(open_then.order_by().values_list("areas").annotate(Count("pk")))
    return [(area.name, rows[area.pk]) for area in SupportArea.objects.all() if rows.get(area.pk)]


def meetings(agreement: Agreement, households: QuerySet[Household], since: date, until: date) -> int:
    """Meetings in the diaries of these households at which a body of the agreement was present; one about two of
    them, or with two bodies, counts once. Whoever took a body's place counts as that body."""
    with_body = Entry.bodies.through.objects.filter(entry=OuterRef("pk"), organisation__in=_bodies_of(agreement))
    entries = entries_about(households, since, until)
    return entries.filter(Exists(with_body), kind=Kind.MEETING, contact=Contact.MET).count()


def _bodies_of(agreement: Agreement) -> QuerySet[Organisation]:
    """The parties, those that took their places and those whose places they took."""
    parties = agreement.parties.values("pk")
    return Organisation.objects.filter(Q(pk__in=parties) | Q(merged__in=parties) | Q(successor__in=parties))
