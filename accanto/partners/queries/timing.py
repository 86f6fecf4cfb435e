"""How long bodies take to answer, without names: restricted households are not in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count

from accanto.base import clock
from accanto.partners.models import Referral
from accanto.partners.states.referrals import WAITING_FOR_AN_ANSWER

# Fewer answers say nothing about a body.
ENOUGH = 5
DAYS_BACK = 365


@dataclass(frozen=True)
class BodyTime:
    """One body: answers of the last year, the median of their days (None: too few), the longest, how many it owes."""

    pk: int
    name: str
    answers: int
    median_days: float | None
    longest: int | None
    waiting: int

    @property
    def has_enough(self) -> bool:
        """Whether there are answers enough to say how long it takes."""
        return self.median_days is not None


def answer_times(until: date | None = None) -> list[BodyTime]:
    """Every body that answered within a year up to a day, or still owes an answer; the slowest first. Two queries.

    Days run from the sending to the answer, both counted by the calendar. The longest is told only
    where the median is.
    """
    until = until or clock.today()
    days = _days_by_body(until - timedelta(days=DAYS_BACK), until)
    waiting = _waiting_by_body()
    names = {pk: name for pk, name, *_rest in [*days, *waiting]}
    taken, owed = {}, {pk: count for pk, _name, count in waiting}
    for pk, _name, number in days:
        taken.setdefault(pk, []).append(number)
    rows = [_row(pk, name, taken.get(pk, []), owed.get(pk, 0)) for pk, name in names.items()]
    return sorted(rows, key=lambda row: (-(row.median_days if row.has_enough else -1), row.name))


def _row(pk: int, name: str, days: list[int], waiting: int) -> BodyTime:
    if len(days) < ENOUGH:
        return BodyTime(pk, name, len(days), None, None, waiting)
    return BodyTime(pk, name, len(days), median(days), max(days), waiting)


def _days_by_body(since: date, until: date) -> list[tuple[int, str, int]]:
    rows = Referral.objects.out().countable().filter(answered_on__gte=since, answered_on__lte=until).order_by()
    found = rows.values_list("organisation_id", "organisation__name", "sent_on", "answered_on")
    return [(pk, name, (answered - sent).days) for pk, name, sent, answered in found]


def _waiting_by_body() -> list[tuple[int, str, int]]:
    rows = Referral.objects.out().countable().filter(state__in=WAITING_FOR_AN_ANSWER).order_by()
    return list(rows.values_list("organisation_id", "organisation__name").annotate(Count("pk")))
