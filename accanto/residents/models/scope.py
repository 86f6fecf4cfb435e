"""Who sees what belongs to a household."""

from django.db import models

from accanto.residents.models.households import Household
from accanto.residents.permissions import hidden_from


def of_open_files(rows: models.QuerySet, user, household: str = "household") -> models.QuerySet:
    """Rows of the households whose file this user may open; `household` is the way from a row to its household.

    Of a coordinator the few restricted households are left out, of a volunteer her few are found:
    either way a short list, looked up once.
    """
    if user.is_authenticated and user.is_active and user.is_coordinator:
        return rows.exclude(**{f"{household}__in": hidden_from(user)})
    return rows.filter(**{f"{household}__in": Household.objects.visible_to(user)})


class OfHousehold(models.QuerySet):
    """Rows of households, scoped by who asks. `household_path` is the way from a row to its household."""

    household_path = "household"

    def visible_to(self, user):
        """Rows of the households whose file this user may open."""
        return of_open_files(self, user, self.household_path)

    def countable(self):
        """What figures without names may count: of a restricted household not even that it exists."""
        return self.filter(**{f"{self.household_path}__is_restricted": False})
