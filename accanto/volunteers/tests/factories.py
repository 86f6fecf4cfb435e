"""Invented volunteers for tests."""

from datetime import date, timedelta

import factory

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.archive.models import Cooperative, LegalForm
from accanto.base import clock
from accanto.residents.tests.factories import PersonFactory
from accanto.volunteers import models
from accanto.volunteers.states import ExpenseKind


def a_cooperative(legal_form: str = LegalForm.HOUSING) -> Cooperative:
    """The cooperative of the archive, under this law."""
    return Cooperative.objects.update_or_create(defaults={"name": "Le Case di Via Roma", "legal_form": legal_form})[0]


class VolunteerFactory(factory.django.DjangoModelFactory):
    """Somebody in the register for years; `ready()` adds what she must have to be assigned."""

    class Meta:
        model = models.Volunteer

    person = factory.SubFactory(PersonFactory, family_name="Rossi", given_name="Giulia", sex="F", speaks=["it", "ar"])
    user = factory.SubFactory(UserFactory, role=Role.VOLUNTEER)
    register_number = factory.Sequence(lambda number: number + 1)
    register_from = date(2020, 1, 15)
    max_households = 3


class CoverFactory(factory.django.DjangoModelFactory):
    """A policy in force, for every risk, for another year."""

    class Meta:
        model = models.InsuranceCover

    volunteer = factory.SubFactory(VolunteerFactory)
    policy_number = factory.Sequence(lambda number: f"POL{number}")
    since = date(2020, 1, 1)
    until = factory.LazyFunction(lambda: clock.today() + timedelta(days=365))


class RecordCheckFactory(factory.django.DjangoModelFactory):
    """A clear check of last month."""

    class Meta:
        model = models.RecordCheck

    volunteer = factory.SubFactory(VolunteerFactory)
    checked_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=30))
    clear = True
    checked_by = factory.SubFactory(UserFactory)
    recheck_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=700))


class ExpenseFactory(factory.django.DjangoModelFactory):
    """A bus ticket of today, waiting."""

    class Meta:
        model = models.Expense

    volunteer = factory.SubFactory(VolunteerFactory)
    day = factory.LazyFunction(clock.today)
    amount = "3.40"
    kind = ExpenseKind.DOCUMENTED
    what = "autobus"
    evidence = "due biglietti"


def ready(**values) -> models.Volunteer:
    """A volunteer who may be put beside any household: in the register, insured, checked, with an account."""
    volunteer = VolunteerFactory(**values)
    CoverFactory(volunteer=volunteer)
    RecordCheckFactory(volunteer=volunteer)
    return volunteer
