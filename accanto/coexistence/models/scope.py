"""What belongs to a building, and who may see it."""

from django.db import models

from accanto.coexistence.permissions import buildings_open_to
from accanto.housing.models import Assignment, Building
from accanto.residents.models import Household, HouseholdMember
from accanto.residents.permissions import hidden_from


def open_buildings(user) -> models.QuerySet[Building]:
    """The buildings whose common life this user may see."""
    return buildings_open_to(user, Building.objects.order_by(), Assignment.objects, HouseholdMember.objects)


class OfABuilding(models.QuerySet):
    """Rows of the common life of a building, found at `building`."""

    building = "building"

    def visible_to(self, user):
        return self.filter(**{f"{self.building}__in": open_buildings(user)})


class OfASpace(OfABuilding):
    """Rows of a shared space."""

    building = "space__building"


class OfAMeeting(OfABuilding):
    """Rows of a house meeting."""

    building = "meeting__building"


class OfAHousehold(models.QuerySet):
    """Rows that belong to the file of a household."""

    def visible_to(self, user):
        """Of a coordinator the few restricted households are left out: a short list, looked up once."""
        if user.is_authenticated and user.is_active and user.is_coordinator:
            return self.exclude(household__in=hidden_from(user))
        return self.filter(household__in=Household.objects.visible_to(user))
