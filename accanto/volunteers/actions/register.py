"""Who enters the register of volunteers, and who leaves it."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.archive.models import Cooperative
from accanto.audit.actions import record
from accanto.residents.actions import end_team_place
from accanto.residents.models import Person, TeamMember, TeamRole
from accanto.volunteers import queries, rules
from accanto.volunteers.actions.wishes import write_slots
from accanto.volunteers.availability import Slots
from accanto.volunteers.models import Availability, Volunteer


@transaction.atomic
def enrol_volunteer(*, by, person: Person, register_from: date, **values) -> Volunteer:
    """Enter a person in the register from a day. `values` as in take_over_volunteer.

    Raises ValidationError when she is in it already, or when there would be more volunteers than
    the law of a social cooperative allows (L. 381/1991 art. 2: half of the members).
    """
    _lock_the_register()
    if queries.law().caps_number:
        share = queries.share_on(register_from)
        sentence = rules.too_many_volunteers(share.volunteers + 1, share.members, share.percent)
        if sentence:
            raise ValidationError(sentence, code="too_many_volunteers")
    return take_over_volunteer(by=by, person=person, register_from=register_from, **values)


@transaction.atomic
def take_over_volunteer(
    *,
    by,
    person: Person,
    register_from: date,
    register_until: date | None = None,
    user=None,
    areas: Iterable = (),
    slots: Slots = frozenset(),
    **values,
) -> Volunteer:
    """Write down an entry that the cooperative's paper register already has: what happened is not refused.

    `values`: skills, availability_note, max_households. Raises ValidationError by field when she is
    in the register already or the account is not a volunteer's.
    """
    _lock_the_register()
    _check_account(user)
    if register_until and register_until < register_from:
        raise ValidationError({"register_until": _("La fine viene prima dell'inizio.")})
    if register_until is None and Volunteer.objects.filter(person=person, register_until=None).exists():
        raise ValidationError(_("Questa persona è già nel registro dei volontari."))
    volunteer = Volunteer.objects.create(
        person=person,
        user=user,
        register_number=queries.next_register_number(),
        register_from=register_from,
        register_until=register_until,
        **values,
    )
    volunteer.areas.set(areas)
    write_slots(Availability, {"volunteer": volunteer}, slots)
    record(by=by, verb="enrol_volunteer", subject=volunteer)
    return volunteer


@transaction.atomic
def change_volunteer(
    *, by, volunteer: Volunteer, version: int | None = None, areas: Iterable, slots: Slots, user=None, **values
) -> Volunteer:
    """Change what she can do, when, where, for how many, and with which account.

    Raises ValidationError when the account is not a volunteer's, or when somebody was faster.
    """
    _check_account(user, besides=volunteer.pk)
    before = {area.pk for area in volunteer.areas.all()}
    changed = volunteer.change(version=version, user=user, **values)
    if {area.pk for area in areas} != before:
        volunteer.areas.set(areas)
        changed.append("areas")
    if write_slots(Availability, {"volunteer": volunteer}, slots):
        changed.append("availability")
    if changed:
        record(by=by, verb="change_volunteer", subject=volunteer, fields=changed)
    return volunteer


@transaction.atomic
def leave_register(*, by, volunteer: Volunteer, register_until: date, left_because: str) -> Volunteer:
    """End her entry on a day; her places beside households, and so her access to their files, end with it."""
    if volunteer.register_until:
        raise ValidationError(_("È già uscita dal registro."))
    if register_until < volunteer.register_from:
        raise ValidationError({"register_until": _("La fine viene prima dell'inizio.")})
    for place in _places_after(volunteer, register_until):
        if place.since > register_until:
            raise ValidationError({"register_until": _("Ha un incarico che comincia dopo questo giorno.")})
        end_team_place(by=by, team_member=place, until=register_until)
    volunteer.change(register_until=register_until, left_because=left_because)
    record(by=by, verb="leave_register", subject=volunteer)
    return volunteer


def _places_after(volunteer: Volunteer, day: date) -> Iterable[TeamMember]:
    if volunteer.user_id is None:
        return []
    still_there = Q(until=None) | Q(until__gt=day)
    return TeamMember.objects.filter(still_there, user=volunteer.user_id, role=TeamRole.VOLUNTEER)


def _lock_the_register() -> None:
    """One newcomer at a time: two at once could each be the last whom the law allows."""
    list(Cooperative.objects.select_for_update())


def _check_account(user, besides: int | None = None) -> None:
    if user is None:
        return
    if user.role != Role.VOLUNTEER:
        raise ValidationError({"user": _("Questo accesso non è di un volontario.")})
    if Volunteer.objects.filter(user=user, register_until=None).exclude(pk=besides).exists():
        raise ValidationError({"user": _("Questo accesso è già di un altro volontario.")})
