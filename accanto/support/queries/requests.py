"""One request with what its page shows, and the open ones of a household."""

from collections import defaultdict

from django.db.models import F, QuerySet
from django.http import Http404

from accanto.accounts.models import User
from accanto.accounts.readers import Reader
from accanto.base.statements import GivenId, GivenIds, kept
from accanto.diary.models import Entry
from accanto.residents.models import Household
from accanto.residents.permissions import running
from accanto.residents.queries import who_may_open
from accanto.support.models import RequestStep, RequestWorker, SupportArea, SupportRequest
from accanto.support.states import State

# All that the page of a request names.
NAMED_ON_PAGE = (
    "household",
    "asked_by",
    "word_by",
    "taken_by",
    "referred_to",
    "lead_organisation",
    "lead_office",
    "lead_contact__organisation",
    "informed_by",
    "discrimination__body_contacted",
)

# What is shown of a request in a list, where `lead_organisation` is joined.
SHOWN_IN_LISTS = (
    "household",
    "words",
    "asked_on",
    "state",
    "acknowledge_by",
    "talk_by",
    "talk_at",
    "look_again_on",
    "lead",
    "lead_organisation__name",
    "ended_on",
)


def request_for(user, pk: int) -> SupportRequest:
    """The request, if this user may see it, with all that its page names. Raises Http404."""
    requests = SupportRequest.objects.visible_to(user).select_related(*NAMED_ON_PAGE).prefetch_related("areas")
    found = requests.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def life_of(request: SupportRequest) -> list[RequestStep]:
    """Every step of a request, the latest first."""
    return list(request.steps.select_related("by").order_by("-id"))


def workers_of(request: SupportRequest) -> list[RequestWorker]:
    """Who works on a request today."""
    return list(request.workers.filter(running()).select_related("user"))


def entries_of(user, request: SupportRequest) -> list[Entry]:
    """Notes of the diary about a request, as far as this user may read them, the latest first."""
    entries = Entry.objects.visible_to(user).filter(request_links__request=request).select_related("author")
    return list(entries.order_by("-happened_at", "-id"))


def entries_to_link(user, request: SupportRequest) -> QuerySet[Entry]:
    """Notes of the household that this user may read and that are not on the request yet, the latest first."""
    entries = Entry.objects.visible_to(user).filter(links__household=request.household_id, struck_at=None)
    return entries.exclude(request_links__request=request).order_by("-happened_at", "-id")


def requests_of(household: Household) -> list[SupportRequest]:
    """All requests of a household whose file is being shown: open ones first, then the latest."""
    rows = household.requests.select_related("lead_organisation").only(*SHOWN_IN_LISTS)
    return with_areas(list(rows.order_by(F("ended_on").desc(nulls_first=True), "-asked_on", "-id")))


def with_areas(requests: list[SupportRequest]) -> list[SupportRequest]:
    """The same requests, each with its `area_names` in their order: one query."""
    names = defaultdict(list)
    for request_id, name in _area_names().rows(requests=[request.pk for request in requests]):
        names[request_id].append(name)
    for request in requests:
        request.area_names = names[request.pk]
    return requests


@kept
def _area_names() -> QuerySet:
    through = SupportRequest.areas.through.objects.filter(supportrequest__in=GivenIds("requests"))
    rows = through.order_by("supportarea__position", "supportarea_id")
    return rows.values_list("supportrequest_id", "supportarea__name")


def worker_for(request: SupportRequest, pk: int) -> RequestWorker:
    """Somebody who works on a request. Raises Http404."""
    found = request.workers.filter(until=None, pk=pk).first()
    if found is None:
        raise Http404
    return found


def possible_workers(request: SupportRequest) -> QuerySet[User]:
    """Who may open the household's file and does not work on the request yet."""
    return who_may_open(request.household).exclude(pk__in=request.workers.filter(until=None).values("user"))


def open_requests_of(household: Household) -> list[SupportRequest]:
    """The open requests of a household whose file is being shown, the oldest first: one query."""
    return _open_requests().objects_of(household=household)


@kept
def _open_requests() -> QuerySet:
    rows = SupportRequest.objects.still_open().filter(household=GivenId("household"))
    return rows.select_related("lead_organisation").only(*SHOWN_IN_LISTS).order_by("asked_on", "id")


def waiting_for_first_answer(user, limit: int = 5) -> list[SupportRequest]:
    """Requests that nobody has answered yet, those promised soonest first."""
    return _waiting(Reader.of(user), limit).objects()


@kept
def _waiting(reader: Reader, limit: int) -> QuerySet:
    """Found in the index alone; only those that are shown are then opened."""
    found = SupportRequest.objects.visible_to(reader.as_user()).still_open().filter(state=State.RECEIVED)
    rows = SupportRequest.objects.filter(pk__in=found.order_by("acknowledge_by", "id").values("pk")[:limit])
    rows = rows.select_related("household").only("household__name", *SHOWN_IN_LISTS)
    return rows.order_by("acknowledge_by", "id")


def areas() -> list[SupportArea]:
    """Every area, in its order."""
    return _areas().objects()


@kept
def _areas() -> QuerySet:
    return SupportArea.objects.all()


def area_for(pk: int) -> SupportArea:
    """One area. Raises Http404."""
    found = SupportArea.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
