"""Invented housing for tests."""

from datetime import date

import factory

from accanto.housing import models
from accanto.residents.tests.factories import HouseholdFactory


class BuildingFactory(factory.django.DjangoModelFactory):
    """A house in Prato."""

    class Meta:
        model = models.Building

    name = factory.Sequence(lambda number: f"Via del Mulino {number + 1}")
    municipality = "Prato"


class DwellingFactory(factory.django.DjangoModelFactory):
    """A flat for four."""

    class Meta:
        model = models.Dwelling

    building = factory.SubFactory(BuildingFactory)
    label = factory.Sequence(lambda number: f"{number + 1}A")
    sqm = 70
    rooms = 4
    beds = 4


class PlaceFactory(factory.django.DjangoModelFactory):
    """A room of a shared home."""

    class Meta:
        model = models.Place

    dwelling = factory.SubFactory(DwellingFactory, is_shared=True)
    name = factory.Sequence(lambda number: f"camera {number + 1}")


class WorksFactory(factory.django.DjangoModelFactory):
    """The boiler, in spring."""

    class Meta:
        model = models.Works

    dwelling = factory.SubFactory(DwellingFactory)
    since = date(2026, 3, 1)
    until = date(2026, 3, 31)
    why = "caldaia nuova"


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A household that has lived there for two years."""

    class Meta:
        model = models.Assignment

    household = factory.SubFactory(HouseholdFactory)
    dwelling = factory.SubFactory(DwellingFactory)
    since = date(2024, 3, 12)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """Three people with an eviction, who wait since September."""

    class Meta:
        model = models.Application

    household = factory.SubFactory(HouseholdFactory)
    people_count = 3
    cause = models.Cause.EVICTION
    received_on = date(2026, 9, 15)
