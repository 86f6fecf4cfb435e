"""Invented residents for tests."""

from datetime import date

import factory

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.residents import models


class PersonFactory(factory.django.DjangoModelFactory):
    """A person."""

    class Meta:
        model = models.Person

    family_name = factory.Sequence(lambda number: f"Bennani{number}")
    given_name = "Naima"
    birth_date = date(1990, 5, 17)
    citizenships = ["MA"]
    speaks = ["ar", "fr"]


class HouseholdFactory(factory.django.DjangoModelFactory):
    """A household; `head=` a person, or one is invented."""

    class Meta:
        model = models.Household
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Nucleo{number}")

    @factory.post_generation
    def head(self, create, extracted, **kwargs):
        if create and extracted is not False:
            person = extracted or PersonFactory(family_name=self.name, **kwargs)
            HouseholdMemberFactory(household=self, person=person, role=models.HouseholdRole.HEAD)


class HouseholdMemberFactory(factory.django.DjangoModelFactory):
    """A person in a household since a while."""

    class Meta:
        model = models.HouseholdMember

    household = factory.SubFactory(HouseholdFactory, head=False)
    person = factory.SubFactory(PersonFactory)
    role = models.HouseholdRole.CHILD
    since = date(2024, 3, 12)


class MembershipFactory(factory.django.DjangoModelFactory):
    """A line of the members' book."""

    class Meta:
        model = models.Membership

    person = factory.SubFactory(PersonFactory)
    book_number = factory.Sequence(lambda number: number + 1)
    category = models.MembershipCategory.ASSIGNEE
    admitted_on = date(2020, 1, 15)


class TeamMemberFactory(factory.django.DjangoModelFactory):
    """A volunteer beside a household since last month."""

    class Meta:
        model = models.TeamMember

    household = factory.SubFactory(HouseholdFactory)
    role = models.TeamRole.VOLUNTEER
    user = factory.SubFactory(UserFactory, role=Role.VOLUNTEER)
    since = factory.LazyFunction(lambda: clock.today().replace(day=1))
    why = "lo ha chiesto la famiglia"
    sees_diary_since = factory.SelfAttribute("since")


class PaperFactory(factory.django.DjangoModelFactory):
    """A residence permit."""

    class Meta:
        model = models.Paper

    person = factory.SubFactory(PersonFactory)
    kind = factory.LazyFunction(lambda: models.PaperKind.objects.get(code="residence_permit"))
    expires_on = date(2027, 1, 31)
