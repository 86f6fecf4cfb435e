"""Who joins the team around a household, and who leaves it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.residents.models import Household, TeamMember, TeamRole


@transaction.atomic
def add_to_team(
    *,
    by,
    household: Household,
    role: str,
    since: date,
    why: str,
    user=None,
    contact=None,
    sees_diary_since: date | None = None,
) -> TeamMember:
    """Put somebody beside a household from a day, with the reason.

    `sees_diary_since`: from which day on she reads the diary (her first day unless handed over more).
    Raises ValidationError when she is there already or has another role in the cooperative.
    """
    if user is not None and user.role != role:
        raise ValidationError({"user": _("Questa persona ha un altro ruolo nella cooperativa.")})
    if user is not None and household.team.filter(user=user, until=None).exists():
        raise ValidationError({"user": _("Questa persona è già accanto al nucleo.")})
    if (role == TeamRole.SOCIAL_WORKER) != (contact is not None):
        raise ValidationError({"contact": _("Per l'assistente sociale scegli il referente dell'ente.")})
    place = TeamMember.objects.create(
        household=household,
        role=role,
        user=user,
        contact=contact,
        since=since,
        why=why,
        sees_diary_since=sees_diary_since or since,
    )
    record(by=by, verb="add_to_team", subject=place, household_id=household.pk, role=role)
    return place


@transaction.atomic
def end_team_place(*, by, team_member: TeamMember, until: date) -> TeamMember:
    """End somebody's place beside a household; `until` is her last day, and her last day of access."""
    if until < team_member.since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    team_member.change(until=until)
    record(by=by, verb="end_team_place", subject=team_member, household_id=team_member.household_id)
    return team_member
