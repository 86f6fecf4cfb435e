"""What somebody outside may see of her own file."""

from django.http import Http404

from accanto.audit import queries as audit
from accanto.base.pages import Page
from accanto.residents import queries as residents
from accanto.residents.models import Household, HouseholdMember
from accanto.support.models import SupportRequest

ENDED_SHOWN = 5


def own_place(user) -> HouseholdMember:
    """Where this resident belongs. Raises Http404 while her account is tied to nobody, or she lives nowhere."""
    place = HouseholdMember.objects.filter(person__user=user, until=None).select_related("person", "household").first()
    if place is None:
        raise Http404
    return place


def own_file(household: Household) -> dict:
    """The household as its own people see it: who is beside them, what they asked, what expires."""
    return {
        "members": residents.members_of(household),
        "team": residents.team_of(household),
        "requests": requests_of(household),
        "papers": residents.papers_of(household),
    }


def requests_of(household: Household) -> list[SupportRequest]:
    """What the household asked: everything open, and the last few that ended."""
    rows = household.requests.select_related("lead_organisation")
    ended = rows.exclude(ended_on=None).order_by("-ended_on", "-id")[:ENDED_SHOWN]
    return [*rows.filter(ended_on=None).order_by("-asked_on", "-id"), *ended]


def readings_of(household: Household, cursor: str) -> Page:
    """Who opened the file, and when."""
    return audit.readers_of(household.pk, cursor=cursor)
