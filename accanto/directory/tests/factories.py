"""Invented bodies and the people to call there, for tests."""

import json

import factory

from accanto.accounts.tests.factories import UserFactory
from accanto.directory.hsds.reading import read
from accanto.directory.models import Contact, DirectoryArrival, Office, Organisation, OrganisationKind

A_BODY = {"id": "1c9f6f5e-0f3e-4a53-9d0a-3a6b1a9f0001", "name": "Sportello casa", "description": "Il martedì"}


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A public body."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Servizi sociali {number}")
    kind = OrganisationKind.SOCIAL_SERVICES
    is_public = True


class ContactFactory(factory.django.DjangoModelFactory):
    """A social worker of a public body."""

    class Meta:
        model = Contact

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Serena Nesi"


class OfficeFactory(factory.django.DjangoModelFactory):
    """A desk open on some days of the week."""

    class Meta:
        model = Office

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Sportello {number}")
    address = "Via Roma 1"
    postal_code = "59100"
    municipality = "Prato"
    municipality_code = "G999"
    hours = [[1, "09:00", "12:00"], [3, "09:00", "12:00"], [3, "15:00", "17:30"]]
    ways_in = ["desk", "phone"]
    phone = "0574 555 0100"


class ArrivalFactory(factory.django.DjangoModelFactory):
    """A file with one body, waiting for a decision."""

    class Meta:
        model = DirectoryArrival

    by = factory.SubFactory(UserFactory)
    name = "enti.json"
    tables = factory.LazyFunction(lambda: read(json.dumps([A_BODY]).encode()))
