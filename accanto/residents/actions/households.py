"""Opening and keeping households."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.residents.actions.people import add_person
from accanto.residents.models import (
    ContactWarning,
    Household,
    HouseholdMember,
    HouseholdRole,
    NamedReader,
    Person,
)
from accanto.residents.permissions import running
from accanto.residents.queries import who_may_open

ENDS_BEFORE_IT_BEGINS = _("La fine viene prima dell'inizio.")


@transaction.atomic
def open_household(*, by, head: Person, since: date, name: str = "", presence_gap_days: int | None = None) -> Household:
    """Open a household around its head; the name is her family name unless given.

    Raises ValidationError when the head already belongs to a household.
    """
    household = Household.objects.create(name=name or head.family_name, presence_gap_days=presence_gap_days)
    record(by=by, verb="open_household", subject=household, household_id=household.pk)
    add_household_member(by=by, household=household, person=head, role=HouseholdRole.HEAD, since=since)
    return household


@transaction.atomic
def open_household_for(*, by, since: date, **values) -> Household:
    """Write down a person (`values`: Person fields) and open a household around her."""
    return open_household(by=by, head=add_person(by=by, **values), since=since)


@transaction.atomic
def add_new_household_member(*, by, household: Household, role: str, since: date, **values) -> HouseholdMember:
    """Write down a person (`values`: Person fields) and let her join a household."""
    person = add_person(by=by, **values)
    return add_household_member(by=by, household=household, person=person, role=role, since=since)


@transaction.atomic
def change_household(*, by, household: Household, version: int | None = None, **values) -> Household:
    """Rename a household or set after how many days without contact it is looked for."""
    if changed := household.change(version=version, **values):
        record(by=by, verb="change_household", subject=household, household_id=household.pk, fields=changed)
    return household


@transaction.atomic
def close_household(*, by, household: Household, closed_on: date) -> Household:
    """Close a household's file; its history stays. Raises ValidationError for a day that has not come."""
    check_not_future("closed_on", closed_on)
    household.change(closed_on=closed_on)
    record(by=by, verb="close_household", subject=household, household_id=household.pk)
    return household


@transaction.atomic
def add_household_member(*, by, household: Household, person: Person, role: str, since: date) -> HouseholdMember:
    """Let a person join a household from a day.

    Raises ValidationError when she belongs to one already, when there would be two heads, or for a day
    that has not come: from the moment it is written she is one of them.
    """
    check_not_future("since", since)
    if person.stays.filter(until=None).exists():
        raise ValidationError({"person": _("Questa persona fa già parte di un nucleo.")})
    if person.stays.filter(until__gte=since).exists():
        raise ValidationError({"since": _("In quel giorno questa persona viveva in un altro nucleo.")})
    if role == HouseholdRole.HEAD and household.members.filter(role=role, until=None).exists():
        raise ValidationError({"role": _("Il nucleo ha già un intestatario.")})
    member = HouseholdMember.objects.create(household=household, person=person, role=role, since=since)
    record(by=by, verb="add_household_member", subject=member, household_id=household.pk)
    return member


@transaction.atomic
def end_household_member(*, by, member: HouseholdMember, until: date) -> HouseholdMember:
    """Let a person leave a household; `until` is her last day in it, which has come."""
    check_not_future("until", until)
    if until < member.since:
        raise ValidationError({"until": ENDS_BEFORE_IT_BEGINS})
    member.change(until=until)
    record(by=by, verb="end_household_member", subject=member, household_id=member.household_id)
    return member


def note_presence(*, household_ids: list[int], on: date) -> None:
    """Remember that somebody met these households on a day; called by the diary inside its own transaction."""
    rows = Household.objects.filter(pk__in=household_ids)
    rows.filter(Q(last_met_on=None) | Q(last_met_on__lt=on)).update(last_met_on=on)


@transaction.atomic
def restrict_household(*, by, household: Household, why: str) -> Household:
    """Hide a household from everybody not named on it; whoever restricts it is the first named."""
    household.change(is_restricted=True)
    record(by=by, verb="restrict_household", subject=household, household_id=household.pk)
    name_reader(by=by, household=household, user=by, why=why)
    return household


@transaction.atomic
def unrestrict_household(*, by, household: Household) -> Household:
    """Open a restricted household again to coordinators and to its own team."""
    household.change(is_restricted=False)
    record(by=by, verb="unrestrict_household", subject=household, household_id=household.pk)
    return household


@transaction.atomic
def name_reader(*, by, household: Household, user, why: str) -> NamedReader:
    """Name somebody on a restricted household, with the reason."""
    if household.named_readers.filter(running(), user=user).exists():
        raise ValidationError({"user": _("Questa persona è già indicata.")})
    reader = NamedReader.objects.create(household=household, user=user, since=clock.today(), why=why)
    record(by=by, verb="name_reader", subject=reader, household_id=household.pk)
    return reader


@transaction.atomic
def stop_naming_reader(*, by, reader: NamedReader) -> NamedReader:
    """End a naming at once. A coordinator who may open the file must remain: without her nobody could name others."""
    household = Household.objects.select_for_update().get(pk=reader.household_id)
    remaining = who_may_open(household).filter(role=Role.COORDINATOR).exclude(pk=reader.user_id)
    if household.is_restricted and not remaining.exists():
        raise ValidationError(_("È l'ultima coordinatrice con un accesso aperto: prima aprine un altro."))
    reader.delete()
    record(by=by, verb="stop_naming_reader", subject=household, household_id=household.pk)
    return reader


@transaction.atomic
def add_warning(*, by, household: Household, text: str, asked_by: str, until: date) -> ContactWarning:
    """Put a warning above the household's page until a day."""
    if until < clock.today():
        raise ValidationError({"until": _("Questo giorno è già passato.")})
    warning = ContactWarning.objects.create(
        household=household, text=text, asked_by=asked_by, since=clock.today(), until=until
    )
    record(by=by, verb="add_warning", subject=warning, household_id=household.pk)
    return warning


@transaction.atomic
def end_warning(*, by, warning: ContactWarning) -> ContactWarning:
    """Take a warning down before its day."""
    record(by=by, verb="end_warning", subject=warning, household_id=warning.household_id)
    warning.delete()
    return warning
