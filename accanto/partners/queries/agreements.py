"""Agreements: one, a list of them, what stands around them and what falls due."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.dates import LATEST
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import parameters_on
from accanto.base.statements import kept
from accanto.base.text import fold
from accanto.directory.models import Organisation
from accanto.housing import queries as housing
from accanto.housing.models import Dwelling
from accanto.partners import rules
from accanto.partners.models import Agreement, AgreementCost, Duty, ReportingDate
from accanto.partners.states.agreements import AgreementState
from accanto.residents import queries as residents
from accanto.residents.models import Household

FOUND_AT_MOST = 20
DWELLINGS_SHOWN = 100


def agreement_page(user, wanted: dict, cursor: str = "") -> Page:
    """Agreements, the latest first, each with its parties; `wanted` may hold state, organisation, q. Two queries."""
    rows = Agreement.objects.visible_to(user).prefetch_related("parties")
    if state := wanted.get("state"):
        rows = rows.shown_as(state, clock.today())
    if organisation := wanted.get("organisation"):
        rows = rows.of_body(organisation)
    if words := fold(wanted.get("q") or ""):
        rows = rows.filter(object_key__contains=words)
    return keyset_page(rows, by=("-starts_on", "-id"), cursor=cursor)


def bodies_with_agreements() -> QuerySet[Organisation]:
    """Bodies that are a party to an agreement, for the filter of the list."""
    return Organisation.objects.filter(pk__in=Agreement.parties.through.objects.values("organisation"))


def agreement_for(user, pk: int) -> Agreement:
    """The agreement with its parties. Raises Http404."""
    rows = Agreement.objects.visible_to(user).select_related("renews", "followed_by", "signed_copy")
    return _found(rows.prefetch_related("parties", "areas"), pk)


def duty_for(agreement: Agreement, pk: int) -> Duty:
    """A duty of an agreement. Raises Http404."""
    return _found(agreement.duties.all(), pk)


def any_duty_for(user, pk: int) -> Duty:
    """A duty of any agreement that this user may read. Raises Http404."""
    return _found(Duty.objects.visible_to(user).select_related("agreement"), pk)


def cost_for(agreement: Agreement, pk: int) -> AgreementCost:
    """A cost of an agreement. Raises Http404."""
    return _found(agreement.costs.all(), pk)


def reporting_date_for(user, pk: int) -> ReportingDate:
    """A report that is owed. Raises Http404."""
    return _found(ReportingDate.objects.visible_to(user).select_related("agreement"), pk)


def _found(rows: QuerySet, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def duties_of(agreement: Agreement) -> list[Duty]:
    """What each side promised, what is still to be done first."""
    return sorted(agreement.duties.select_related("done_by"), key=lambda d: (d.done_on is not None, d.due_on or LATEST))


def reporting_dates_of(agreement: Agreement) -> list[ReportingDate]:
    """The periods on which it reports, in order."""
    return list(agreement.reporting_dates.all())


def cost_page(agreement: Agreement, cursor: str = "") -> Page:
    """What was spent for it, the latest first."""
    return keyset_page(agreement.costs.all(), by=("-day", "-id"), cursor=cursor)


def object_key(text: str) -> str:
    """An object as it is compared with others: case, accents and points aside."""
    return fold(text)[:200]


def agreement_in_the_way(values: dict, parties, besides: Agreement | None = None) -> Agreement | None:
    """Another agreement over the same object with one of these bodies at the same time, drafts included.

    The same object: the same words, or a dwelling that both cover. An agreement and its renewal follow each other.
    """
    same = Q(object_key=object_key(values["object"]))
    if besides is not None:
        same |= Q(dwellings__in=besides.dwellings.all())
    rows = Agreement.objects.filter(same, parties__in=parties).exclude(state=AgreementState.ENDED)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=values["starts_on"]))
    rows = rows.filter(starts_on__lte=values.get("ends_on") or LATEST)
    return rows.order_by("-starts_on", "-id").first()


# --- What it covers -------------------------------------------------------------------------------


def coverage_of(user, agreement: Agreement) -> dict:
    """Dwellings, areas and households that it covers; of households those whose file this user may open."""
    dwellings = agreement.dwellings.select_related("building").order_by("building__name", "building_id", "in_order")
    count = dwellings.count()
    households = Household.objects.visible_to(user).filter(agreements=agreement).order_by("name", "id")
    return {
        "dwellings": list(dwellings[:DWELLINGS_SHOWN]),
        "more_dwellings": max(0, count - DWELLINGS_SHOWN),
        "areas": list(agreement.areas.all()),
        "households": list(households),
    }


def coverable(user, what: str, pk: int) -> list:
    """The rows that "dwelling", "building" or "household" and an id name, as this user may see them. Raises Http404."""
    if what == "household":
        return [residents.household_for(user, pk)]
    if what == "building":
        return list(Dwelling.objects.visible_to(user).filter(building=housing.building_for(user, pk)))
    return [housing.dwelling_for(user, pk)]


def coverable_found(user, text: str) -> dict:
    """Homes and families by words, for choosing what an agreement covers."""
    if not fold(text):
        return {}
    households = residents.household_page(user, {"q": text}, "")
    return {
        "found_dwellings": housing.search_dwellings(user, text)[:FOUND_AT_MOST],
        "found_households": households.rows[:FOUND_AT_MOST],
    }


# --- What falls due -------------------------------------------------------------------------------


def ends_near(user, until: date, limit: int) -> list[tuple[Agreement, date]]:
    """Agreements that end, with the day of the reminder: so many days before as the parameters
    agreement_end_notice* say, and on the day itself; one that somebody has seen to does not come again.

    Where an agreement renews by itself the reminders count towards the last day for notice.
    """
    notices = sorted(int(row.value) for row in parameters_on(rules.END_NOTICE, clock.today()).values())
    # A year: the longest notice that anybody asks for comes before the first reminder.
    rows = _ending(Reader.of(user), until + timedelta(days=max(notices, default=0) + 365)).objects()
    found = ((row, _reminder(row, [0, *notices], until)) for row in rows)
    return [(row, day) for row, day in found if day][:limit]


@kept
def _ending(reader: Reader, near: date) -> QuerySet:
    rows = Agreement.objects.visible_to(reader.as_user()).filter(state=AgreementState.IN_FORCE, followed_by=None)
    return rows.filter(ends_on__lte=near).order_by("ends_on")


def _reminder(agreement: Agreement, notices: list[int], until: date) -> date | None:
    """The latest reminder that has come by a day, unless somebody has seen to it."""
    last = agreement.notice_by or agreement.ends_on
    days = [last - timedelta(days=notice) for notice in notices]
    if agreement.notice_by:
        days.append(agreement.ends_on)  # from then on it has renewed itself, and its new end is to be written
    come = max((day for day in days if day <= until), default=None)
    seen = agreement.end_seen_on
    return None if come is None or (seen and seen >= come) else come


def open_duties(user, until: date, limit: int) -> list[Duty]:
    """Duties with a day that are still to be done, of agreements that are in force."""
    return _open_duties(Reader.of(user), until, limit).objects()


@kept
def _open_duties(reader: Reader, until: date, limit: int) -> QuerySet:
    rows = Duty.objects.visible_to(reader.as_user()).filter(done_on=None, due_on__lte=until)
    rows = rows.filter(agreement__state=AgreementState.IN_FORCE).select_related("agreement")
    return rows.order_by("due_on", "id")[:limit]


def owed_reports(user, until: date, limit: int) -> list[ReportingDate]:
    """Reports still to be sent by a day, of agreements that were signed, broken off or not."""
    return _owed_reports(Reader.of(user), until, limit).objects()


@kept
def _owed_reports(reader: Reader, until: date, limit: int) -> QuerySet:
    rows = ReportingDate.objects.visible_to(reader.as_user()).filter(sent_on=None, due_on__lte=until)
    rows = rows.filter(agreement__signed_on__isnull=False).select_related("agreement")
    return rows.order_by("due_on", "id")[:limit]
