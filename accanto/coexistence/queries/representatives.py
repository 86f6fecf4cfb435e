"""Who represents a building."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accanto.coexistence.models import HouseRepresentative
from accanto.housing.models import Building
from accanto.residents.permissions import running


def representative_of(building: Building) -> HouseRepresentative | None:
    """Who represents the building today."""
    return building.representatives.filter(running()).select_related("person").first()


def representative_for(user, pk: int) -> HouseRepresentative:
    """A representative, by the row's id. Raises Http404."""
    return get_object_or_404(HouseRepresentative.objects.visible_to(user).select_related("building", "person"), pk=pk)


def represents(user, building: Building) -> bool:
    """Whether this resident represents the building today."""
    return building.representatives.filter(running(), person__user=user).exists()


def represented_by(user) -> Building:
    """The building that this resident represents today, and lives in. Raises Http404."""
    row = (
        HouseRepresentative.objects.visible_to(user)
        .filter(running(), person__user=user)
        .select_related("building")
        .first()
    )
    if row is None:
        raise Http404
    return row.building
