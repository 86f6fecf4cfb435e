"""Papers that expire, as due things."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.residents.models import HouseholdMember, Paper, PaperKind
from accanto.residents.models.scope import of_open_files
from accanto.residents.queries import households_of

PAPER_EXPIRES = "residents.paper_expires"
KINDS = {PAPER_EXPIRES: gettext_lazy("documenti in scadenza")}
FINISH: dict = {}
MOVE: dict = {}
# A paper that nobody renewed is still worth a look for so long, then it is history.
FORGOTTEN_AFTER = timedelta(days=180)


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Papers of people in the households of `whose` that expire by `until`, or whose reminder has come."""
    horizon = max(until, clock.today() + timedelta(days=_longest_notice()))
    papers = _papers(Reader.of(user), whose, horizon, limit * 2).objects()
    address = _addresses_for(user)
    return [_item(paper, address) for paper in papers if _is_time(paper, until)][:limit]


@kept
def _papers(reader: Reader, whose: Whose, horizon: date, limit: int) -> QuerySet:
    """Papers that expire by `horizon`, and those that expired not too long ago."""
    user = reader.as_user()
    rows = (
        Paper.objects.filter(renewed_by=None, expires_on__range=(reader.day - FORGOTTEN_AFTER, horizon))
        .filter(person__stays__until=None, person__stays__household__closed_on=None)
        .annotate(household_id=F("person__stays__household"), household_name=F("person__stays__household__name"))
        .select_related("person", "kind")
        .only("expires_on", "person__given_name", "kind__name", "kind__remind_days_before")
        .order_by("expires_on", "pk")
    )
    if whose is Whose.COOPERATIVE:
        return of_open_files(rows, user, "household_id")[:limit]
    hers = HouseholdMember.objects.filter(until=None, household__in=households_of(user))
    return rows.filter(person__in=hers.values("person"))[:limit]


def _addresses_for(user) -> Callable[[Paper], str]:
    """Where one goes on: to the renewal, or, for whoever may not write it, to the person's papers."""
    if may(user, Permission.EDIT_HOUSEHOLDS):
        renewal = addresses_of("residents:paper_renew")
        return lambda paper: renewal(paper.pk)
    person = addresses_of("residents:person_detail")
    return lambda paper: person(paper.person_id)


def _longest_notice() -> int:
    return max((max(notice) for (notice,) in _notices().rows() if notice), default=0)


@kept
def _notices() -> QuerySet:
    return PaperKind.objects.order_by().values_list("remind_days_before")


def _is_time(paper: Paper, until: date) -> bool:
    """Whether the first reminder of this kind of paper has come by `until`."""
    notice = max(paper.kind.remind_days_before, default=0)
    return paper.expires_on - timedelta(days=notice) <= until


def _item(paper: Paper, address: Callable[[Paper], str]) -> DueItem:
    return DueItem(
        kind=PAPER_EXPIRES,
        subject_id=paper.pk,
        day=paper.expires_on,
        title=_("Scade: %(paper)s") % {"paper": paper.kind.name},
        detail=paper.person.given_name,
        url=address(paper),
        household_id=paper.household_id,
        household_name=paper.household_name,
    )
