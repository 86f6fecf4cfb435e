"""Reads of the directory. What is in it is about bodies and whom to call there, not about families."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from accanto.directory.models import Contact, Organisation


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
    """One body with everybody who works or worked there. Raises Http404."""
    found = Organisation.objects.prefetch_related("contacts").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def contact_for(organisation: Organisation, pk: int) -> Contact:
    """Somebody of a body. Raises Http404."""
    found = organisation.contacts.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def organisation_choices() -> QuerySet[Organisation]:
    """Every body, for the choices of a form."""
    return Organisation.objects.all()


def public_body_choices() -> QuerySet[Organisation]:
    """Bodies that can be first responsible, for the choices of a form."""
    return Organisation.objects.filter(is_public=True)


def contacts_choices() -> QuerySet[Contact]:
    """People who can be called today, each with her body, for the choices of a form."""
    return Contact.objects.running().select_related("organisation").order_by("organisation__name", "name", "id")
