"""Hours given and expenses of a volunteer, by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Sum
from django.http import Http404
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import value_on
from accanto.diary.queries import minutes_by_month
from accanto.ui.components.charts import Series
from accanto.ui.components.moments import written
from accanto.volunteers import rules
from accanto.volunteers.models import Expense, OtherHours, Volunteer
from accanto.volunteers.states import ExpenseState

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MonthOfWork:
    """Minutes given in a month: in the diary, and elsewhere."""

    month: date
    diary: int
    other: int


def last_months(count: int = MONTHS_SHOWN) -> list[date]:
    """The first days of the last months, this one last."""
    this = clock.today().replace(day=1)
    return [add_months(this, -back) for back in range(count - 1, -1, -1)]


def hours_by_month(volunteer: Volunteer) -> list[MonthOfWork]:
    """What she gave in each of the last twelve months. Entries struck out do not count."""
    months = last_months()
    diary, other = _diary_minutes(volunteer, months), _other_minutes(volunteer, months)
    return [MonthOfWork(month, diary.get(month, 0), other.get(month, 0)) for month in months]


def _diary_minutes(volunteer: Volunteer, months: list[date]) -> dict[date, int]:
    if volunteer.user_id is None:
        return {}
    rows = minutes_by_month(months[0], clock.today(), author_ids=[volunteer.user_id])
    return {_day(row["month"]): row["minutes"] for row in rows}


def _day(month: date | datetime) -> date:
    return clock.day_of(month) if isinstance(month, datetime) else month


def _other_minutes(volunteer: Volunteer, months: list[date]) -> dict[date, int]:
    rows = OtherHours.objects.filter(volunteer=volunteer, day__gte=months[0])
    return _sum_by_month(rows.values_list("day", "minutes"))


def _sum_by_month(minutes: Iterable[tuple[date, int]]) -> dict[date, int]:
    by_month: dict[date, int] = {}
    for day, count in minutes:
        month = day.replace(day=1)
        by_month[month] = by_month.get(month, 0) + count
    return by_month


def hours_picture(volunteer: Volunteer) -> dict:
    """The hours of the last twelve months as a picture: `points`, `series`, and the `total` of hours."""
    months = hours_by_month(volunteer)
    diary = Series(_("con i nuclei, dal diario"), [_hours(one.diary) for one in months], "1")
    other = Series(_("altre ore"), [_hours(one.other) for one in months], "2")
    total = _hours(sum(one.diary + one.other for one in months))
    return {"points": [month_label(one.month) for one in months], "series": [diary, other], "total": total}


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)


def month_label(month: date) -> str:
    """A month on the axis of a picture: "nov 26"."""
    return written(month, "M y")


def other_hours_of(volunteer: Volunteer, limit: int = 10) -> list[OtherHours]:
    """The last time given outside the diary."""
    return list(volunteer.other_hours.all()[:limit])


# --- Expenses -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExpenseMonth:
    """A month of expenses: each of them, what they pay, and what still waits."""

    month: date
    expenses: list[Expense]
    refund: rules.Refund
    waiting: int


def expense_month(volunteer: Volunteer, month: date) -> ExpenseMonth:
    """The expenses of a month (its first day) and what the approved ones pay, by the ceilings then in force."""
    last = add_months(month, 1) - timedelta(days=1)
    rows = volunteer.expenses.filter(day__range=(month, last)).select_related("decided_by").order_by("day", "id")
    expenses = list(rows)
    approved = [expense for expense in expenses if expense.state == ExpenseState.APPROVED]
    refund = rules.refund_of_month(approved, value_on(rules.PER_DAY, last), value_on(rules.PER_MONTH, last))
    waiting = sum(expense.state == ExpenseState.WAITING for expense in expenses)
    return ExpenseMonth(month, expenses, refund, waiting)


def self_certified_on(volunteer: Volunteer, day: date):
    """Euro that she has self-certified for a day and nobody refused."""
    rows = volunteer.expenses.filter(day=day, kind="self_certified", state__in=["waiting", "approved"])
    return rows.aggregate(total=Sum("amount"))["total"] or 0


def waiting_expenses(user) -> QuerySet[Expense]:
    """Expenses that wait for a decision, the oldest first."""
    rows = Expense.objects.visible_to(user).filter(state=ExpenseState.WAITING)
    return rows.select_related("volunteer__person").order_by("day", "id")


def waiting_page(user, cursor: str = "") -> Page:
    """A page of expenses that wait for a decision."""
    return keyset_page(waiting_expenses(user), by=("day", "id"), cursor=cursor)


def expense_for(user, pk: int) -> Expense:
    """The expense, if this user may open it. Raises Http404 otherwise."""
    expense = Expense.objects.visible_to(user).select_related("volunteer__person").filter(pk=pk).first()
    if expense is None:
        raise Http404
    return expense
