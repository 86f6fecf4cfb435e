"""What falls due with the register: covers and record checks that end, expenses that wait."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from heapq import merge
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.base.parameters import value_on
from accanto.base.statements import kept
from accanto.volunteers import queries, rules
from accanto.volunteers.models import Expense, InsuranceCover, RecordCheck

COVER_ENDS = "volunteers.cover_ends"
RECHECK = "volunteers.record_check"
EXPENSE_WAITS = "volunteers.expense_waits"

KINDS = {
    COVER_ENDS: gettext_lazy("assicurazioni dei volontari in scadenza"),
    RECHECK: gettext_lazy("controlli del casellario da rifare"),
    EXPENSE_WAITS: gettext_lazy("spese da approvare"),
}
FINISH: dict = {}
MOVE: dict = {}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Things due by `until`, the earliest first.

    What is about a volunteer is hers and, for the whole cooperative, of whoever keeps the register.
    """
    lists: list = []
    if user.is_volunteer or (whose != Whose.HOUSEHOLDS and may(user, Permission.MANAGE_VOLUNTEERS)):
        lists += [_covers(user, until, limit), _rechecks(user, until, limit)]
    if whose != Whose.HOUSEHOLDS and may(user, Permission.MANAGE_VOLUNTEERS):
        lists.append(_expenses(user, until, limit))
    return list(islice(merge(*lists, key=lambda item: item.day), limit))


def _covers(user, until: date, limit: int) -> Iterable[DueItem]:
    """Shown from the first reminder on, under the last day of the cover."""
    notice = timedelta(days=int(value_on(rules.COVER_FIRST_REMINDER, clock.today())))
    address = addresses_of("volunteers:volunteer_detail")
    return [_cover_item(cover, address) for cover in queries.expiring_covers(user, until + notice, limit)]


def _cover_item(cover: InsuranceCover, address: Callable[[int], str]) -> DueItem:
    return DueItem(
        kind=COVER_ENDS,
        subject_id=cover.pk,
        day=cover.until,
        title=_("Scade l'assicurazione: %(name)s") % {"name": cover.volunteer},
        detail=_("polizza %(number)s") % {"number": cover.policy_number},
        url=address(cover.volunteer_id),
    )


def _rechecks(user, until: date, limit: int) -> Iterable[DueItem]:
    notice = timedelta(days=int(value_on(rules.RECHECK_REMINDER, clock.today())))
    address = addresses_of("volunteers:volunteer_detail")
    return [_recheck_item(check, address) for check in queries.rechecks_due(user, until + notice, limit)]


def _recheck_item(check: RecordCheck, address: Callable[[int], str]) -> DueItem:
    return DueItem(
        kind=RECHECK,
        subject_id=check.pk,
        day=check.recheck_on,
        title=_("Rifare il controllo del casellario: %(name)s") % {"name": check.volunteer},
        url=address(check.volunteer_id),
    )


def _expenses(user, until: date, limit: int) -> Iterable[DueItem]:
    address = reverse("volunteers:expense_list")
    return [_expense_item(expense, address) for expense in _waiting(Reader.of(user), until, limit).objects()]


@kept
def _waiting(reader: Reader, until: date, limit: int) -> QuerySet:
    waiting = queries.waiting_expenses(reader.as_user()).filter(day__lte=until)
    return waiting.only("day", "amount", "what", *queries.VOLUNTEER_BY_NAME)[:limit]


def _expense_item(expense: Expense, address: str) -> DueItem:
    words = {"name": expense.volunteer, "amount": number_format(expense.amount, decimal_pos=2)}
    return DueItem(
        kind=EXPENSE_WAITS,
        subject_id=expense.pk,
        day=expense.day,
        title=_("Spesa da approvare: %(name)s, %(amount)s €") % words,
        detail=expense.what,
        url=address,
    )
