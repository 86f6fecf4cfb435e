"""Putting a volunteer beside a household, and changing hands.

The place itself is a row of residents' team: whoever has one today opens the household's file, and
from the day after its last she does not.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.residents.actions import add_to_team, end_team_place
from accanto.residents.models import Household, TeamMember, TeamRole
from accanto.volunteers import queries
from accanto.volunteers.models import Volunteer

WHY_LENGTH = 200


@transaction.atomic
def assign_volunteer(
    *,
    by,
    volunteer: Volunteer,
    household: Household,
    since: date,
    why: str,
    until: date | None = None,
    sees_diary_since: date | None = None,
) -> TeamMember:
    """Put a volunteer beside a household from `since` to `until` (her last day; None: until further notice).

    Of the notes written before her she reads those from `sees_diary_since` on: her first day unless
    the coordinator hands over more. Raises ValidationError with a sentence for each rule against it:
    register, insurance, record check, places, wishes.
    """
    _check_days(since, until, sees_diary_since)
    volunteer = Volunteer.objects.select_for_update(of=("self",)).select_related("user").get(pk=volunteer.pk)
    refusals = queries.refusals_for(volunteer, household, since, until)
    if refusals:
        raise ValidationError([ValidationError(one.sentence, code=one.barrier) for one in refusals])
    place = add_to_team(
        by=by,
        household=household,
        user=volunteer.user,
        role=TeamRole.VOLUNTEER,
        since=since,
        why=why,
        sees_diary_since=sees_diary_since or since,
    )
    if until:
        place = end_team_place(by=by, team_member=place, until=until)
    record(by=by, verb="assign_volunteer", subject=volunteer, household_id=household.pk)
    return place


def _check_days(since: date, until: date | None, sees_diary_since: date | None) -> None:
    if until and until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    if sees_diary_since and sees_diary_since > since:
        raise ValidationError({"sees_diary_since": _("Legge il diario almeno dal suo primo giorno.")})


@transaction.atomic
def hand_over(
    *,
    by,
    place: TeamMember,
    volunteer: Volunteer,
    since: date,
    why: str,
    sees_diary_since: date | None = None,
) -> TeamMember:
    """Another volunteer takes over: the place of the first ends the day before. Raises as assign_volunteer."""
    last_day = since - timedelta(days=1)
    if last_day < place.since:
        raise ValidationError({"since": _("Chi c'era deve aver avuto almeno un giorno: scegli un giorno più tardi.")})
    end_team_place(by=by, team_member=place, until=last_day)
    return assign_volunteer(
        by=by,
        volunteer=volunteer,
        household=place.household,
        since=since,
        why=why,
        sees_diary_since=sees_diary_since,
    )


@transaction.atomic
def assign_chosen(*, by, chosen: list[str]) -> list[TeamMember]:
    """Carry out from today the suggestions that a person chose, by their codes; all of them or none.

    The round is made again: what meanwhile is no longer a suggestion is refused with a sentence.
    """
    if not chosen:
        raise ValidationError({"chosen": _("Scegli almeno un abbinamento.")})
    proposals = {proposal.code: proposal for proposal in queries.round_for(by).proposals}
    if not set(chosen) <= set(proposals):
        raise ValidationError(_("Nel frattempo qualcosa è cambiato: guarda i nuovi abbinamenti e scegli di nuovo."))
    return [_carry_out(by, proposals[code]) for code in chosen]


def _carry_out(by, proposal: queries.Proposal) -> TeamMember:
    return assign_volunteer(
        by=by,
        volunteer=proposal.volunteer,
        household=proposal.household,
        since=clock.today(),
        why=proposal.why[:WHY_LENGTH],
    )
