"""The board and the list of requests: what is filtered is in the address."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.pages import SIZE, Page, Turn, given_page, kept_page, keyset_page
from accanto.base.statements import GivenIds, kept
from accanto.residents.permissions import running
from accanto.support.models import RequestWorker, SupportRequest
from accanto.support.queries.requests import SHOWN_IN_LISTS, with_areas
from accanto.support.states import OPEN, WAITING, WITHOUT_HER_WORD, Lead, State

CARDS_A_COLUMN = 8
LATEST_FIRST = ("-asked_on", "-id")
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Wanted:
    """What a list of requests is narrowed to; empty means all that are open."""

    state: str = ""
    area: str = ""
    worker: str = ""
    household: str = ""
    overdue: bool = False

    def narrow(self, requests: QuerySet, user) -> QuerySet:
        """The requests of `requests` that are wanted."""
        if self.area:
            through = SupportRequest.areas.through.objects
            requests = requests.filter(
                Exists(through.filter(supportrequest=OuterRef("pk"), supportarea__code=self.area))
            )
        if self.household:
            requests = requests.filter(household=self.household)
        if self.overdue:
            requests = requests.filter(overdue())
        return self._by_worker(requests, user)

    def _by_worker(self, requests: QuerySet, user) -> QuerySet:
        if not self.worker:
            return requests
        at_work = RequestWorker.objects.filter(running(), request=OuterRef("pk"))
        if self.worker == NOBODY:
            return requests.exclude(Exists(at_work))
        return requests.filter(Exists(at_work.filter(user=user.pk if self.worker == ME else int(self.worker))))


def overdue() -> Q:
    """A promised day has gone by. What waits for its first answer counts by that day."""
    today = clock.today()
    midnight = datetime.combine(today, time(), tzinfo=clock.ROME)
    return (
        Q(state=State.RECEIVED, acknowledge_by__lt=today)
        | Q(state=State.SEEN, talk_by__lt=today)
        | Q(state=State.TALK_SET, talk_at__lt=midnight)
        | Q(state__in=WAITING, look_again_on__lt=today)
    )


@dataclass(frozen=True)
class Column:
    """One state on the board: how many there are, and those that have waited longest."""

    state: State
    count: int
    requests: list[SupportRequest] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many the column does not show."""
        return self.count - len(self.requests)


def board(user, wanted: Wanted) -> list[Column]:
    """The open requests by state. Three queries and one for the figures, however many there are."""
    rows = wanted.narrow(SupportRequest.objects.visible_to(user), user).still_open()
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    oldest = Q(pk__in=[])
    for state in counts:
        oldest |= Q(pk__in=rows.filter(state=state).order_by("asked_on", "id").values("pk")[:CARDS_A_COLUMN])
    shown = list(_shown(SupportRequest.objects.filter(oldest).order_by("asked_on", "id"))) if counts else []
    _with_workers(with_areas(shown))
    return [
        Column(state, counts.get(state, 0), [request for request in shown if request.state == state]) for state in OPEN
    ]


def request_page(user, wanted: Wanted, cursor: str = "") -> Page:
    """Requests, the latest first: those of one state, or all that are open."""
    page = kept_page(partial(_listed, Reader.of(user), wanted), by=LATEST_FIRST, cursor=cursor)
    _with_workers(with_areas(page.rows))
    return page


@kept
def _listed(reader: Reader, wanted: Wanted, turn: Turn, size: int) -> QuerySet:
    user = reader.as_user()
    rows = wanted.narrow(SupportRequest.objects.visible_to(user), user)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.still_open()
    return given_page(_shown(rows), turn, size, by=LATEST_FIRST)


def without_public_lead_page(user, lead: str = "", cursor: str = "", size: int = SIZE) -> Page:
    """Open requests for which no public body is first responsible, the oldest first; `lead` narrows to one answer.

    What we only proposed is no need of anybody's yet.
    """
    rows = SupportRequest.objects.visible_to(user).still_open().exclude(state__in=WITHOUT_HER_WORD)
    rows = rows.filter(lead="" if lead == NOBODY else lead) if lead else rows.exclude(lead=Lead.PUBLIC_BODY)
    page = keyset_page(_shown(rows), by=("asked_on", "id"), cursor=cursor, size=size)
    _with_workers(with_areas(page.rows))
    return page


def _shown(requests: QuerySet) -> QuerySet:
    return requests.select_related("household", "lead_organisation").only("household__name", *SHOWN_IN_LISTS)


def _with_workers(requests: list[SupportRequest]) -> list[SupportRequest]:
    """The same requests, each with who is `at_work` on it today, as pairs of id and name: one query."""
    at_work = defaultdict(list)
    for request_id, *worker in _workers(clock.today()).rows(requests=[request.pk for request in requests]):
        at_work[request_id].append(worker)
    for request in requests:
        request.at_work = at_work[request.pk]
    return requests


@kept
def _workers(day: date) -> QuerySet:
    rows = RequestWorker.objects.filter(running(day), request__in=GivenIds("requests")).order_by("since", "id")
    return rows.values_list("request_id", "user_id", "user__name")


def worker_choice(user, pk: int | None) -> list[tuple[str, str]]:
    """The person to whose work an address narrows a list; by name where `user` sees a request of hers."""
    if pk is None:
        return []
    hers = RequestWorker.objects.filter(user=pk, request__in=SupportRequest.objects.visible_to(user))
    return [(str(pk), hers.values_list("user__name", flat=True).first() or gettext("una persona"))]
