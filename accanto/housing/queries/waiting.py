"""The list of those who wait for a home: an order that explains itself, put in order by the database, a page at a time.

The same points are counted twice: in SQL for the order, and row by row for the reasons. A test holds them together.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import ExtractMonth, ExtractYear, Greatest, Least
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import parameters_on
from accanto.housing.models import Application, Dwelling, Urgency
from accanto.housing.queries.dwellings import free_dwellings
from accanto.housing.states import ApplicationState

POINTS = "application_points_"
ORDER = ("-points", "received_on", "id")


@dataclass(frozen=True)
class Reason:
    """Why an application stands where it stands: a sentence, and the points that it brings."""

    text: str
    points: int


@dataclass(frozen=True)
class Standing:
    """An application in the list with its reasons; `place` is 1 for the first of the whole list."""

    application: Application
    reasons: list[Reason]
    place: int

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


@dataclass(frozen=True)
class Home:
    """Free dwellings that are alike; `first` is the id of one of them."""

    beds: int
    rooms: int | None
    is_accessible: bool
    first: int

    def holds(self, other: "Home") -> bool:
        """Whether whoever fits the other fits this one too."""
        roomy = self.rooms is None or (other.rooms is not None and self.rooms >= other.rooms)
        return self.beds >= other.beds and roomy and self.is_accessible >= other.is_accessible


def waiting_page(user, wanted: dict, cursor: str) -> Page:
    """Those in the list, most points first, then the longest wait. Nothing is decided by it.

    `wanted` may hold urgency, cause and fit; the place stays that in the whole list.
    """
    points, homes = points_in_force(), free_homes(user)
    everybody = in_order(user, points, homes)
    page = keyset_page(_narrowed(everybody, wanted, homes), by=ORDER, cursor=cursor)
    places = {pk: place for place, pk in enumerate(everybody.order_by(*ORDER).values_list("pk", flat=True), start=1)}
    fit = {row.pk: home.first for row in page if (home := fitting(row, homes))}
    named = Dwelling.objects.select_related("building").in_bulk(fit.values())
    rows = [Standing(row, reasons_of(row, points, named.get(fit.get(row.pk))), places[row.pk]) for row in page]
    return replace(page, rows=rows)


def _narrowed(rows: QuerySet[Application], wanted: dict, homes: list[Home]) -> QuerySet[Application]:
    chosen = {name: wanted[name] for name in ("urgency", "cause") if wanted.get(name)}
    rows = rows.filter(**chosen).select_related("household", "person")
    return rows.filter(fits_one_of(homes)) if wanted.get("fit") else rows


def standing_of(user, application: Application) -> Standing | None:
    """Where this application stands in the list, or None when it is not in it."""
    if application.state != ApplicationState.LISTED:
        return None
    points, homes = points_in_force(), free_homes(user)
    everybody = in_order(user, points, homes)
    own = everybody.get(pk=application.pk)
    level = Q(points=own.points)
    earlier = Q(received_on__lt=own.received_on) | Q(received_on=own.received_on, pk__lt=own.pk)
    ahead = everybody.filter(Q(points__gt=own.points) | (level & earlier)).count()
    home = fitting(application, homes)
    named = home and Dwelling.objects.select_related("building").get(pk=home.first)
    return Standing(application, reasons_of(application, points, named), ahead + 1)


def in_order(user, points: dict[str, int], homes: list[Home]) -> QuerySet[Application]:
    """Those in the list with their `points`: urgency, wait and fit."""
    rows = Application.objects.visible_to(user).filter(state=ApplicationState.LISTED)
    return rows.annotate(points=_for_urgency(points) + _for_waiting(points) + _for_fit(points, homes))


def _for_urgency(points: dict[str, int]) -> Case:
    pressing = (Urgency.HIGH, Urgency.EMERGENCY)
    return Case(*(When(urgency=level, then=points[level]) for level in pressing), default=0)


def _for_waiting(points: dict[str, int]) -> Least:
    today = clock.today()
    not_yet_full = Case(When(received_on__day__gt=today.day, then=1), default=0)
    months = (
        (Value(today.year) - ExtractYear("received_on")) * 12
        + Value(today.month)
        - ExtractMonth("received_on")
        - not_yet_full
    )
    return Least(Greatest(months, 0) * points["month"], points["months_most"], output_field=IntegerField())


def _for_fit(points: dict[str, int], homes: list[Home]) -> Case:
    return Case(When(fits_one_of(homes), then=points["fit"]), default=0)


def points_in_force() -> dict[str, int]:
    """The points of each criterion today, by the end of its code; rows of base.Parameter."""
    rows = parameters_on(POINTS, clock.today())
    return {code.removeprefix(POINTS): int(row.value) for code, row in rows.items()}


def free_homes(user) -> list[Home]:
    """The kinds of home that are free, the smallest first."""
    known = free_dwellings(user).exclude(beds=None).order_by()
    alike = known.values("beds", "rooms", "is_accessible").annotate(first=Min("pk"))
    return sorted((Home(**kind) for kind in alike), key=lambda home: (home.beds, home.first))


def fits_one_of(homes: list[Home]) -> Q:
    """Applications for which one of these is large enough; only those are asked that no other holds."""
    fitting_one = Q(pk__in=[])
    for home in homes:
        if not any(other.holds(home) for other in homes if other is not home):
            fitting_one |= _fits(home)
    return fitting_one


def _fits(home: Home) -> Q:
    fit = Q(people_count__lte=home.beds)
    if home.rooms is not None:
        fit &= Q(rooms_needed=None) | Q(rooms_needed__lte=home.rooms)
    return fit if home.is_accessible else fit & Q(needs_accessible=False)


def fitting(application: Application, homes: list[Home]) -> Home | None:
    """The smallest home that fits."""
    return next((home for home in homes if fits(application, home)), None)


def fits(application: Application, home: Dwelling | Home) -> bool:
    """Enough beds, rooms where they are asked for and known, no steps where that is needed."""
    if home.beds is None or home.beds < application.people_count:
        return False
    if application.rooms_needed and home.rooms is not None and home.rooms < application.rooms_needed:
        return False
    return home.is_accessible or not application.needs_accessible


def reasons_of(application: Application, points: dict[str, int], home: Dwelling | None) -> list[Reason]:
    """Urgency, wait and fit, each with its points; `home` is a free one that fits."""
    return [
        urgency_reason(application, points),
        waiting_reason(application, points),
        fit_reason(points, home),
    ]


def urgency_reason(application: Application, points: dict[str, int]) -> Reason:
    """How urgent it is, in the words of whoever wrote it down."""
    if application.urgency == Urgency.ORDINARY:
        return Reason(_("Urgenza ordinaria"), 0)
    text = _("Urgenza alta: %(why)s") if application.urgency == Urgency.HIGH else _("Emergenza: %(why)s")
    return Reason(text % {"why": application.urgency_reasons}, points[application.urgency])


def waiting_reason(application: Application, points: dict[str, int]) -> Reason:
    """Since when it waits: full months, up to a most."""
    months = full_months(application.received_on, clock.today())
    since = date_format(application.received_on, "SHORT_DATE_FORMAT")
    if not months:
        return Reason(_("In attesa dal %(since)s") % {"since": since}, 0)
    text = ngettext(
        "In attesa da %(months)s mese (dal %(since)s)", "In attesa da %(months)s mesi (dal %(since)s)", months
    ) % {"months": months, "since": since}
    return Reason(text, min(months * points["month"], points["months_most"]))


def full_months(since: date, until: date) -> int:
    """Completed months from one day to another, never negative."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    return max(0, months)


def fit_reason(points: dict[str, int], home: Dwelling | None) -> Reason:
    """Whether a free dwelling fits, and which is the smallest that does."""
    if home is None:
        return Reason(_("Oggi nessun alloggio libero è adatto"), 0)
    text = _("È libero un alloggio adatto: %(dwelling)s (%(beds)s posti letto)")
    return Reason(text % {"dwelling": home, "beds": home.beds}, points["fit"])


def criteria() -> list[Parameter]:
    """The points of the list as rows, with their source."""
    return list(parameters_on(POINTS, clock.today()).values())
