"""May this user? One line each; `visible_to` in models.py turns the same answers into rows."""

from django.db.models import Exists, OuterRef, Q

from accanto.base import clock


def running(on=None) -> Q:
    """Rows with since ≤ day ≤ until; an open end runs on."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def naming(user, named):
    """The restricted households on which this user is named today, as a sub-query of ids."""
    return named.filter(running(), user=user.pk).values("household")


def not_hidden(user, named) -> Q:
    """Households that are not restricted, or name this user."""
    return Q(is_restricted=False) | Q(pk__in=naming(user, named))


def households_open_to(user, households, team, named):
    """The households whose file this user may open.

    Coordinators: all, but of the restricted ones only those that name them. Volunteers: those on
    whose team they are today; a restricted one must name them too. Everybody else: none.
    """
    if not (user.is_authenticated and user.is_active):
        return households.none()
    if user.is_coordinator:
        return households.filter(not_hidden(user, named))
    if user.is_volunteer:
        on_team = Exists(team.filter(running(), user=user, household=OuterRef("pk")))
        return households.filter(not_hidden(user, named), on_team)
    return households.none()
