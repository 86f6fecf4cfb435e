"""Accounts for tests: one for each role."""

import factory

from accanto.accounts.access import Role
from accanto.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """An account; pass `role`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user{number}")
    name = factory.Faker("name", locale="it_IT")
    role = Role.COORDINATOR
    is_active = True
