"""May this user? One line each; `visible_to` in models.py turns the same answers into rows."""

from django.db.models import Exists, OuterRef, Q

from accanto.base import clock


def running(on=None) -> Q:
    """Rows with since ≤ day ≤ until; an open end runs on."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def households_open_to(user, households, team, named):
    """The households whose file this user may open.

    Coordinators: all, but of the restricted ones only those that name them. Volunteers: those on
    whose team they are today; a restricted one must name them too. Everybody else: none.
    """
    if not (user.is_authenticated and user.is_active):
        return households.none()
    names_her = Exists(named.filter(running(), user=user, household=OuterRef("pk")))
    on_team = Exists(team.filter(running(), user=user, household=OuterRef("pk")))
    unrestricted = Q(is_restricted=False) | Q(names_her)
    if user.is_coordinator:
        return households.filter(unrestricted)
    if user.is_volunteer:
        return households.filter(on_team).filter(unrestricted)
    return households.none()
