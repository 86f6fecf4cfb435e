"""Applications for a home: one of them, those in some states, and what is free for one."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accanto.accounts.readers import Reader
from accanto.base.due import Whose
from accanto.base.pages import Page, keyset_page
from accanto.base.statements import kept
from accanto.housing.models import Application, Dwelling
from accanto.housing.queries.dwellings import FREE_AT_MOST, free_dwellings
from accanto.housing.queries.waiting import standing_of
from accanto.housing.states import AWAITING_ANSWER
from accanto.residents.queries import of_whose


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


def applications_awaiting(user, whose: Whose, until: date, limit: int) -> list[Application]:
    """Applications of `whose` to which an answer is owed by a day, the earliest first."""
    return _awaiting(Reader.of(user), whose, until, limit).objects()


@kept
def _awaiting(reader: Reader, whose: Whose, until: date, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = of_whose(Application.objects.visible_to(user), user, whose)
    rows = rows.filter(state__in=AWAITING_ANSWER, answer_by__lte=until).order_by("answer_by", "pk")
    rows = rows.select_related("household", "person")
    return rows.only("answer_by", "state", "household__name", "person__family_name", "person__given_name")[:limit]


def free_by_fit(user, application: Application) -> tuple[list[Dwelling], list[Dwelling]]:
    """Free dwellings that fit an application, the smallest first, and other free ones; at most a hundred in all."""
    free = free_dwellings(user).order_by("beds", "pk")
    fitting = list(free.filter(fit_for(application))[:FREE_AT_MOST])
    return fitting, list(free.exclude(fit_for(application))[: FREE_AT_MOST - len(fitting)])


def fit_for(application: Application) -> Q:
    """Dwellings that fit an application; as waiting.fits asks of one."""
    fit = Q(beds__isnull=False, beds__gte=application.people_count)
    if application.rooms_needed:
        fit &= Q(rooms=None) | Q(rooms__gte=application.rooms_needed)
    return fit & Q(is_accessible=True) if application.needs_accessible else fit


def application_file(user, application: Application) -> dict:
    """Everything on an application's page."""
    return {
        "application": application,
        "standing": standing_of(user, application),
        "decisions": application.decisions.select_related("by", "dwelling__building"),
    }
