"""Reads of the directory. What is in it is about bodies and whom to call there, not about families."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from accanto.directory.hsds.plan import Step, plan
from accanto.directory.models import Contact, DirectoryArrival, Office, Organisation


def organisations(text: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Bodies by name, with the people to call there today; `text` is part of a name, a town or a person."""
    found = Organisation.objects.prefetch_related(Prefetch("contacts", Contact.objects.running(), "running_contacts"))
    if kind:
        found = found.filter(kind=kind)
    for word in text.split():
        works_there = Contact.objects.filter(organisation=OuterRef("pk"), name__icontains=word)
        found = found.filter(Q(name__icontains=word) | Q(municipality__icontains=word) | Exists(works_there))
    return found


def organisation_for(pk: int) -> Organisation:
    """One body with its offices and everybody who works or worked there. Raises Http404."""
    rows = Organisation.objects.select_related("successor").prefetch_related("contacts", "offices", "merged")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def contact_for(organisation: Organisation, pk: int) -> Contact:
    """Somebody of a body. Raises Http404."""
    found = organisation.contacts.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def office_for(organisation: Organisation, pk: int) -> Office:
    """An office of a body. Raises Http404."""
    found = organisation.offices.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def arrival_for(pk: int) -> DirectoryArrival:
    """A directory that arrived as a file and waits for a decision. Raises Http404."""
    found = DirectoryArrival.objects.filter(pk=pk, is_settled=False).first()
    if found is None:
        raise Http404
    return found


def steps_of(arrival: DirectoryArrival) -> list[Step]:
    """What taking it over would do today."""
    return plan(arrival.tables)


def organisation_choices() -> QuerySet[Organisation]:
    """Every body of today, for the choices of a form."""
    return Organisation.objects.running()


def every_body() -> QuerySet[Organisation]:
    """Bodies of today and those that another took the place of."""
    return Organisation.objects.select_related("successor")


def public_body_choices() -> QuerySet[Organisation]:
    """Bodies that can be first responsible, for the choices of a form."""
    return Organisation.objects.running().filter(is_public=True)


def offices_choices() -> QuerySet[Office]:
    """Doors that are open, each with its body, for the choices of a form."""
    rows = Office.objects.filter(closed_on=None, organisation__in=Organisation.objects.running())
    return rows.select_related("organisation").order_by("organisation__name", "name", "id")


def contacts_choices() -> QuerySet[Contact]:
    """People who can be called today, each with her body, for the choices of a form."""
    rows = Contact.objects.running().in_running_bodies().select_related("organisation")
    return rows.order_by("organisation__name", "name", "id")
