"""What somebody outside may see of her own file."""

from django.db.models import Q
from django.http import Http404

from accanto.audit import queries as audit
from accanto.base.pages import Page
from accanto.partners import queries as partners
from accanto.plans import queries as plans
from accanto.plans.models import Plan, Promise
from accanto.residents import queries as residents
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.support.models import SupportRequest

ENDED_SHOWN = 5


def own_place(user) -> HouseholdMember:
    """Where this resident belongs. Raises Http404 while her account is tied to nobody, or she lives nowhere."""
    place = HouseholdMember.objects.filter(person__user=user, until=None).select_related("person", "household").first()
    if place is None:
        raise Http404
    return place


def own_file(household: Household, person: Person) -> dict:
    """The household as its own people see it: who is beside them, what they asked, what expires, what she allowed."""
    return {
        "members": residents.members_of(household),
        "team": residents.team_of(household),
        "requests": requests_of(household),
        "papers": residents.expiring_papers_of(household),
        "mandates": partners.mandates_given_by(person),
    }


def requests_of(household: Household) -> list[SupportRequest]:
    """What the household asked: everything open, and the last few that ended."""
    rows = household.requests.select_related("lead_organisation")
    ended = rows.exclude(ended_on=None).order_by("-ended_on", "-id")[:ENDED_SHOWN]
    return [*rows.filter(ended_on=None).order_by("-asked_on", "-id"), *ended]


def own_plans(place: HouseholdMember) -> list[Plan]:
    """The paths that she may see: her household's, and her own; nobody else's."""
    return [plan for plan in plans.plans_of(place.household) if plan.person_id in (None, place.person_id)]


def own_plan(place: HouseholdMember, pk: int) -> Plan:
    """One of her paths. Raises Http404."""
    found = next((plan for plan in own_plans(place) if plan.pk == pk), None)
    if found is None:
        raise Http404
    return found


def own_promises(place: HouseholdMember) -> list[Promise]:
    """Open promises of all sides that she may see: not those of somebody else's own path. One query."""
    rows = place.household.promises.still_open().with_promisers()
    hers = Q(goal=None) | Q(goal__plan__person=None) | Q(goal__plan__person=place.person_id)
    return list(rows.filter(hers).order_by("due_on", "id"))


def readings_of(household: Household, cursor: str) -> Page:
    """Who opened the file, and when."""
    return audit.readers_of(household.pk, cursor=cursor)
