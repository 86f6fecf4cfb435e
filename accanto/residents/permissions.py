"""May this user? One line each; `visible_to` in models.py turns the same answers into rows."""

from django.db.models import Q
from django.db.models.expressions import RawSQL

from accanto.base import clock


def running(on=None) -> Q:
    """Rows with since ≤ day ≤ until; an open end runs on."""
    day = on or clock.today()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


# In SQL since nearly every list asks it, some of them five times over: put together by the ORM, it took longer to
# write than all the rest of a search to run.
HIDDEN = """SELECT id FROM residents_household WHERE is_restricted AND id NOT IN (
    SELECT household_id FROM residents_namedreader
    WHERE user_id = %s AND since <= %s AND (until IS NULL OR until >= %s))"""


def hidden_from(user) -> RawSQL:
    """The restricted households that do not name this user today, as a sub-query of ids: few, looked up once."""
    today = clock.today()
    return RawSQL(HIDDEN, [user.pk, today, today])


def people_hidden_from(user) -> RawSQL:
    """Whoever belongs, or belonged, to one of them."""
    members = f"SELECT person_id FROM residents_householdmember WHERE household_id IN ({HIDDEN})"
    return RawSQL(members, hidden_from(user).params)


def households_open_to(user, households, team):
    """The households whose file this user may open.

    Coordinators: all, but of the restricted ones only those that name them. Volunteers: those on
    whose team they are today; a restricted one must name them too. Everybody else: none.
    """
    if not (user.is_authenticated and user.is_active):
        return households.none()
    if user.is_coordinator:
        return households.exclude(pk__in=hidden_from(user))
    if user.is_volunteer:
        on_team = team.filter(running(), user=user)
        return households.exclude(pk__in=hidden_from(user)).filter(pk__in=on_team.values("household"))
    return households.none()
