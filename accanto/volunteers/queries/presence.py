"""Who was seen when, and who is lost from sight.

`Household.last_met_on` is kept by the diary; nothing is counted from entries here except the picture
of the year. Households never met have no day, and a list of their own.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice

from django.db.models import Count, Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.due import Whose
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import value_on
from accanto.base.statements import kept
from accanto.diary.models import Entry, EntryHousehold
from accanto.diary.permissions import seen as somebody_was_met
from accanto.residents.models import Household
from accanto.residents.permissions import hidden_from
from accanto.residents.queries import households_of
from accanto.ui.components.charts import Series
from accanto.volunteers import rules
from accanto.volunteers.queries.work import last_months, month_label

MOST_LOST_FIRST = ("last_met_on", "id")
OLDEST_FILE_FIRST = ("id",)


@dataclass(frozen=True, slots=True)
class Seen:
    """A household and how long ago somebody met it; `days` counts from the opening of its file when nobody ever did."""

    household: Household
    since: date
    gap: int

    @property
    def days(self) -> int:
        return (clock.today() - self.since).days

    @property
    def never(self) -> bool:
        return self.household.last_met_on is None

    @property
    def look_for_on(self) -> date:
        """The day on which the household counts as lost from sight."""
        return self.since + timedelta(days=self.gap)

    @property
    def words(self) -> str:
        """How long, in words."""
        if self.never:
            return _("mai")
        return ngettext("%(days)s giorno", "%(days)s giorni", self.days) % {"days": self.days}


def gap_in_force() -> int:
    """After how many days without contact a household is lost from sight, where its file does not say."""
    return int(value_on(rules.PRESENCE_GAP, clock.today()))


def seen(household: Household, gap: int) -> Seen:
    """When a household was last met; `gap` holds where its file does not say."""
    since = household.last_met_on or clock.day_of(household.created_at)
    return Seen(household, since, household.presence_gap_days or gap)


def around(user, whose: Whose) -> QuerySet[Household]:
    """Open households of whose presence this person is to think."""
    if whose == Whose.COOPERATIVE:
        return Household.objects.visible_to(user).filter(closed_on=None)
    return households_of(user)


def presence(user, whose: Whose = Whose.COOPERATIVE, *, never: bool = False, cursor: str = "") -> Page:
    """A page of households, those unseen for longest first; `never`: those whom nobody has met yet."""
    gap = gap_in_force()
    households = around(user, whose).filter(last_met_on__isnull=never)
    page = keyset_page(households, by=OLDEST_FILE_FIRST if never else MOST_LOST_FIRST, cursor=cursor)
    return Page([seen(household, gap) for household in page], page.newer, page.older)


def never_met(user, whose: Whose = Whose.COOPERATIVE) -> int:
    """How many open households nobody has met since their file was opened."""
    return around(user, whose).filter(last_met_on=None).count()


def lost_from_sight(user, whose: Whose = Whose.HOUSEHOLDS, limit: int = 5, until: date | None = None) -> list[Seen]:
    """Households lost from sight by a day (today), those to look for longest first, at most `limit`.

    Households that follow the cooperative's term are read in the order of an index; those with a
    term of their own are few and are put in their place here.
    """
    until = until or clock.today()
    gap = gap_in_force()
    reader = Reader.of(user)
    lists = [
        _default_term(reader, whose, gap, until, limit),
        _never_met(reader, whose, gap, until, limit),
        _own_term(reader, whose, gap, until, limit),
    ]
    return list(islice(merge(*lists, key=_longest_first), limit))


def _longest_first(one: Seen) -> tuple:
    return (one.look_for_on, one.household.pk)


def _default_term(reader: Reader, whose: Whose, gap: int, until: date, limit: int) -> list[Seen]:
    rows = _unseen_since(reader, whose, until - timedelta(days=gap), limit).objects()
    return [seen(household, gap) for household in rows]


@kept
def _unseen_since(reader: Reader, whose: Whose, last: date, limit: int) -> QuerySet:
    rows = around(reader.as_user(), whose).filter(presence_gap_days=None, last_met_on__lte=last)
    return rows.order_by(*MOST_LOST_FIRST)[:limit]


def _never_met(reader: Reader, whose: Whose, gap: int, until: date, limit: int) -> list[Seen]:
    rows = _never_seen(reader, whose, limit).objects()
    found = [one for household in rows if (one := seen(household, gap)).look_for_on <= until]
    return sorted(found, key=_longest_first)


@kept
def _never_seen(reader: Reader, whose: Whose, limit: int) -> QuerySet:
    """Files are numbered in the order in which they were opened."""
    rows = around(reader.as_user(), whose).filter(presence_gap_days=None, last_met_on=None)
    return rows.order_by(*OLDEST_FILE_FIRST)[:limit]


def _own_term(reader: Reader, whose: Whose, gap: int, until: date, limit: int) -> list[Seen]:
    """Each has another term: their days are compared here, and only those shown are fetched."""
    days = [
        ((met or clock.day_of(opened)) + timedelta(days=own), pk)
        for pk, met, opened, own in _own_terms(reader, whose).rows()
    ]
    chosen = [pk for day, pk in sorted(days)[:limit] if day <= until]
    rows = Household.objects.visible_to(reader.as_user()).filter(pk__in=chosen)
    return sorted((seen(household, gap) for household in rows), key=_longest_first)


@kept
def _own_terms(reader: Reader, whose: Whose) -> QuerySet:
    rows = around(reader.as_user(), whose).filter(presence_gap_days__isnull=False).order_by()
    return rows.values_list("pk", "last_met_on", "created_at", "presence_gap_days")


# --- The year, as a picture -----------------------------------------------------------------------


def year_of_contacts(user) -> dict:
    """How many times somebody of a household was met in each of the last twelve months, as a picture.

    Counted over the whole cooperative, but for what concerns households hidden from this user:
    their number would already say that they exist.
    """
    months = last_months()
    met, hidden = _met_by_month(months), _hidden_by_month(user, months)
    counts = [met.get(month, 0) - hidden.get(month, 0) for month in months]
    return {"points": [month_label(month) for month in months], "series": [Series(_("incontri"), counts)]}


def _met_by_month(months: list[date]) -> dict[date, int]:
    """One count for each month, in one query: each of them reads its stretch of an index and nothing else."""
    counts = [
        Entry.objects.filter(somebody_was_met(), happened_at__gte=start_of(month), happened_at__lt=_end_of(month))
        .order_by()
        .values(month=Value(number))
        .annotate(met=Count("pk"))
        for number, month in enumerate(months)
    ]
    return {months[row["month"]]: row["met"] for row in counts[0].union(*counts[1:], all=True)}


def _hidden_by_month(user, months: list[date]) -> Counter:
    """The same for entries about households hidden from this user: few, and counted one by one."""
    hidden = list(Household.objects.filter(pk__in=hidden_from(user)).values_list("pk", flat=True))
    met = Entry.objects.filter(somebody_was_met(), pk=OuterRef("entry"))
    links = EntryHousehold.objects.filter(Exists(met), household__in=hidden, happened_at__gte=start_of(months[0]))
    moments = dict(links.values_list("entry_id", "happened_at"))
    return Counter(clock.day_of(at).replace(day=1) for at in moments.values())


def _end_of(month: date) -> datetime:
    return start_of(add_months(month, 1))


def start_of(day: date) -> datetime:
    """The first moment of an Italian day."""
    return datetime.combine(day, time.min, tzinfo=clock.ROME)
