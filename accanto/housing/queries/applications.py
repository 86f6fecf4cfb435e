"""Applications for a home: the list whose order explains itself, and what fits."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import parameters_on
from accanto.housing.models import Application, Dwelling, Urgency
from accanto.housing.queries.dwellings import free_dwellings
from accanto.housing.states import AWAITING_ANSWER, ApplicationState

POINTS = "application_points_"


@dataclass(frozen=True)
class Reason:
    """Why an application stands where it stands: a sentence, and the points that it brings."""

    text: str
    points: int


@dataclass(frozen=True)
class Standing:
    """An application in the list with its reasons; `place` is 1 for the first."""

    application: Application
    reasons: list[Reason]
    place: int

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def application_for(user, pk: int) -> Application:
    """The application, for whoever decides on them and may see who applied. Raises Http404."""
    rows = Application.objects.visible_to(user).select_related(
        "household", "person", "organisation", "offered_dwelling__building"
    )
    return get_object_or_404(rows, pk=pk)


def application_page(user, states, cursor: str) -> Page:
    """Applications in some states, the latest first."""
    rows = Application.objects.visible_to(user).filter(state__in=states).select_related("household", "person")
    return keyset_page(rows, by=("-received_on", "-id"), cursor=cursor)


def applications_awaiting(user, households, until: date):
    """Applications to which an answer is owed by a day, the earliest first; `households` None for all."""
    rows = Application.objects.visible_to(user).filter(state__in=AWAITING_ANSWER, answer_by__lte=until)
    if households is not None:
        rows = rows.filter(household__in=households)
    rows = rows.select_related("household", "person").order_by("answer_by", "pk")
    return rows.only("answer_by", "state", "household__name", "person__family_name", "person__given_name")


def listed_in_order(user) -> list[Standing]:
    """Every application in the list, most points first, then the longest wait. Nothing is decided by it."""
    rows = Application.objects.visible_to(user).filter(state=ApplicationState.LISTED)
    points = points_in_force()
    free = list(free_dwellings(user).order_by("beds", "pk"))
    reasons = [(row, reasons_of(row, points, free)) for row in rows.select_related("household", "person")]
    reasons.sort(key=lambda pair: (-sum(r.points for r in pair[1]), pair[0].received_on, pair[0].pk))
    return [Standing(row, why, place) for place, (row, why) in enumerate(reasons, start=1)]


def standing_of(user, application: Application) -> Standing | None:
    """Where this application stands in the list, or None when it is not in it."""
    if application.state != ApplicationState.LISTED:
        return None
    return next((row for row in listed_in_order(user) if row.application.pk == application.pk), None)


def points_in_force() -> dict[str, int]:
    """The points of each criterion today, by the end of its code; rows of base.Parameter."""
    rows = parameters_on(POINTS, clock.today())
    return {code.removeprefix(POINTS): int(row.value) for code, row in rows.items()}


def reasons_of(application: Application, points: dict[str, int], free: list[Dwelling]) -> list[Reason]:
    """Urgency, wait and fit, each with its points."""
    return [
        urgency_reason(application, points),
        waiting_reason(application, points),
        fit_reason(application, points, free),
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


def fit_reason(application: Application, points: dict[str, int], free: list[Dwelling]) -> Reason:
    """Whether a free dwelling fits, and which is the smallest that does."""
    fitting = next((dwelling for dwelling in free if fits(application, dwelling)), None)
    if fitting is None:
        return Reason(_("Oggi nessun alloggio libero è adatto"), 0)
    text = _("È libero un alloggio adatto: %(dwelling)s (%(beds)s posti letto)")
    return Reason(text % {"dwelling": fitting, "beds": fitting.beds}, points["fit"])


def fits(application: Application, dwelling: Dwelling) -> bool:
    """Enough beds, rooms where they are asked for and known, no steps where that is needed."""
    if dwelling.beds is None or dwelling.beds < application.people_count:
        return False
    if application.rooms_needed and dwelling.rooms is not None and dwelling.rooms < application.rooms_needed:
        return False
    return dwelling.is_accessible or not application.needs_accessible


def free_by_fit(user, application: Application) -> tuple[list[Dwelling], list[Dwelling]]:
    """Free dwellings that fit an application, the smallest first, and the other free ones."""
    free = list(free_dwellings(user).order_by("beds", "pk"))
    return [d for d in free if fits(application, d)], [d for d in free if not fits(application, d)]


def criteria() -> list[Parameter]:
    """The points of the list as rows, with their source."""
    return list(parameters_on(POINTS, clock.today()).values())


def application_file(user, application: Application) -> dict:
    """Everything on an application's page."""
    return {
        "application": application,
        "standing": standing_of(user, application),
        "decisions": application.decisions.select_related("by", "dwelling__building"),
    }
