"""What the cooperative gives under an agreement without being paid: hours of volunteers at the board's rate, costs."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, QuerySet, Sum

from accanto.accounts.access import Role
from accanto.base.models import Parameter
from accanto.base.parameters import UnknownParameter, parameter_on
from accanto.diary.queries import entries_about
from accanto.partners import rules
from accanto.partners.models import Agreement
from accanto.partners.models.agreements import covered_by
from accanto.residents.models import Household

CENT = Decimal("0.01")
MINUTES = 60


@dataclass(frozen=True, slots=True)
class RatedHours:
    """Hours of volunteers in a stretch of days under one rate, and what they are worth.

    No rate: the stretch lies before the first one that was ever written.
    """

    since: date
    until: date
    minutes: int
    rate: Parameter | None

    @property
    def hours(self) -> Decimal:
        return (Decimal(self.minutes) / MINUTES).quantize(CENT, ROUND_HALF_UP)

    @property
    def worth(self) -> Decimal:
        """Euro, rounded half-up to the cent, from the minutes and not from the rounded hours."""
        rate = self.rate.value if self.rate else Decimal(0)
        return (Decimal(self.minutes) * rate / MINUTES).quantize(CENT, ROUND_HALF_UP)

    @property
    def is_decided(self) -> bool:
        """Whether the board has set a rate."""
        return self.rate is not None and self.rate.value > 0


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What was given in a period, and how it was computed: hours by rate, costs with a document."""

    since: date
    until: date
    hours: list[RatedHours]
    costs: Decimal

    @property
    def minutes(self) -> int:
        return sum(stretch.minutes for stretch in self.hours)

    @property
    def total_hours(self) -> Decimal:
        return (Decimal(self.minutes) / MINUTES).quantize(CENT, ROUND_HALF_UP)

    @property
    def worth_of_hours(self) -> Decimal:
        return sum((stretch.worth for stretch in self.hours), Decimal("0.00"))

    @property
    def total(self) -> Decimal:
        return self.worth_of_hours + self.costs

    @property
    def is_decided(self) -> bool:
        """Whether the board has set a rate for every stretch in which there are hours."""
        return all(stretch.is_decided for stretch in self.hours if stretch.minutes)


def covered_households(agreement: Agreement, since: date, until: date) -> QuerySet[Household]:
    """Households that it covers on some day of a period. Restricted ones are left out: of them not even a count."""
    return Household.objects.filter(covered_by(agreement.pk, since, until), is_restricted=False)


def volunteer_minutes(households: QuerySet[Household], since: date, until: date) -> int:
    """Minutes that volunteers wrote in the diaries of these households; a note in two of them counts once."""
    entries = entries_about(households, since, until).filter(author__role=Role.VOLUNTEER)
    return entries.aggregate(total=Sum("minutes"))["total"] or 0


def given_value(agreement: Agreement, since: date, until: date) -> GivenValue:
    """What the cooperative gave under an agreement from a day to a day, both counted."""
    households = covered_households(agreement, since, until)
    hours = [
        RatedHours(first, last, volunteer_minutes(households, first, last), rate)
        for first, last, rate in _stretches(since, until)
    ]
    costs = agreement.costs.filter(day__range=(since, until)).aggregate(total=Sum("amount"))["total"]
    return GivenValue(since, until, hours, Decimal(costs or 0).quantize(CENT))


def _stretches(since: date, until: date) -> list[tuple[date, date, Parameter | None]]:
    """A period cut where the rate changes."""
    rows = Parameter.objects.filter(Q(valid_to=None) | Q(valid_to__gte=since), code=rules.HOUR_VALUE)
    days = rows.filter(valid_from__gt=since, valid_from__lte=until).order_by("valid_from")
    firsts = [since, *days.values_list("valid_from", flat=True)]
    lasts = [day - timedelta(days=1) for day in firsts[1:]] + [until]
    return [(first, last, _rate_on(first)) for first, last in zip(firsts, lasts, strict=True)]


def _rate_on(day: date) -> Parameter | None:
    try:
        return parameter_on(rules.HOUR_VALUE, day)
    except UnknownParameter:
        return None
