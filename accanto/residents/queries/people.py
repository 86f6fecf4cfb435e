"""One person and what is written of her."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from accanto.base import clock
from accanto.residents.models import Consent, ContactPoint, Household, Paper, Person


def person_for(user, pk: int) -> Person:
    """The person, if this user may see her. Raises Http404 otherwise."""
    person = Person.objects.visible_to(user).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def current_household_id(person: Person) -> int | None:
    """The household to which the person belongs now."""
    return person.stays.filter(until=None).values_list("household_id", flat=True).first()


def file_of(user, person: Person) -> dict:
    """What the person's page shows: stays in households open to this user, recapiti, papers, consents, membership."""
    open_households = Household.objects.visible_to(user)
    stays = person.stays.filter(household__in=open_households).select_related("household").order_by("-since", "-id")
    return {
        "stays": list(stays),
        "contact_points": list(person.contact_points.all()),
        "papers": list(person.papers.select_related("kind").order_by("renewed_by", "expires_on", "id")),
        "consents": list(person.consents.all()),
        "memberships": list(person.memberships.all()),
    }


def contact_point_of(person: Person, pk: int) -> ContactPoint:
    """A contact point of this person. Raises Http404."""
    return get_object_or_404(person.contact_points.select_related("person"), pk=pk)


def paper_for(user, pk: int) -> Paper:
    """A paper of somebody this user may see. Raises Http404."""
    rows = Paper.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person", "kind")
    return get_object_or_404(rows, pk=pk)


def consent_running(person: Person, purpose: str, on: date) -> Consent | None:
    """The consent of a person to a purpose that runs on a day: her latest answer until then, a yes not withdrawn."""
    answer = person.consents.filter(purpose=purpose, answered_on__lte=on).order_by("-answered_on", "-id").first()
    runs = answer and answer.is_given and (answer.withdrawn_on is None or answer.withdrawn_on > on)
    return answer if runs else None


def consents_running(person: Person) -> list[Consent]:
    """Every consent of a person that runs today, one for each purpose."""
    latest = {}
    for answer in person.consents.filter(answered_on__lte=clock.today()).order_by("answered_on", "id"):
        latest[answer.purpose] = answer
    return [answer for answer in latest.values() if answer.is_given and not answer.withdrawn_on]


def consent_for(user, pk: int) -> Consent:
    """A consent of somebody this user may see. Raises Http404."""
    rows = Consent.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person")
    return get_object_or_404(rows, pk=pk)
