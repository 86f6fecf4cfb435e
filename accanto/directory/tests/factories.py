"""Invented bodies and the people to call there, for tests."""

import factory

from accanto.directory.models import Contact, Organisation, OrganisationKind


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
