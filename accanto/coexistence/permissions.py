"""Whose building is whose: what a coordinator runs, and the one in which a resident lives."""

from django.db.models import Exists, OuterRef

from accanto.accounts.access import Permission, may
from accanto.residents.permissions import running


def buildings_open_to(user, buildings, assignments, members):
    """The buildings whose common life this user may see: all for who runs it, her own for a resident."""
    if may(user, Permission.MANAGE_COEXISTENCE):
        return buildings
    if not may(user, Permission.OWN_FILE):
        return buildings.none()
    own = members.filter(running(), person__user=user).values("household")
    lives_there = assignments.filter(running(), household__in=own, dwelling__building=OuterRef("pk"))
    return buildings.filter(Exists(lives_there))
