"""When volunteers can, what families ask of whoever comes, and who is kept apart."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.residents.models import Household
from accanto.volunteers.availability import Slots
from accanto.volunteers.models import Availability, KeptApart, VisitWish, Volunteer, WishedSlot


def write_slots(model, owner: dict, slots: Slots) -> bool:
    """Make the rows of `model` that belong to `owner` say exactly these slots; whether anything changed."""
    before = set(model.objects.filter(**owner).values_list("weekday", "part"))
    wanted = set(slots)
    if before == wanted:
        return False
    model.objects.filter(**owner).delete()
    model.objects.bulk_create(model(weekday=weekday, part=part, **owner) for weekday, part in sorted(wanted))
    return True


@transaction.atomic
def set_availability(*, by, volunteer: Volunteer, slots: Slots, availability_note: str) -> Volunteer:
    """Say when she can: what she does herself from her own page."""
    changed = volunteer.change(availability_note=availability_note)
    if write_slots(Availability, {"volunteer": volunteer}, slots):
        changed.append("availability")
    if changed:
        record(by=by, verb="set_availability", subject=volunteer, fields=changed)
    return volunteer


@transaction.atomic
def set_visit_wish(*, by, household: Household, only_women: bool, slots: Slots) -> VisitWish:
    """Write what a household asks of whoever comes: when, and whether only a woman."""
    wish, is_new = VisitWish.objects.get_or_create(household=household)
    changed = wish.change(only_women=only_women)
    if write_slots(WishedSlot, {"wish": wish}, slots):
        changed.append("slots")
    if changed or is_new:
        record(by=by, verb="set_visit_wish", subject=wish, household_id=household.pk, fields=changed)
    return wish


@transaction.atomic
def keep_apart(*, by, volunteer: Volunteer, household: Household, why: str) -> KeptApart:
    """Write that a volunteer is not to be put beside a household. Raises ValidationError when it is written already."""
    if KeptApart.objects.filter(volunteer=volunteer, household=household).exists():
        raise ValidationError(_("È già scritto che non vanno messi insieme."))
    pair = KeptApart.objects.create(volunteer=volunteer, household=household, why=why)
    record(by=by, verb="keep_apart", subject=pair, household_id=household.pk)
    return pair


@transaction.atomic
def stop_keeping_apart(*, by, pair: KeptApart) -> Volunteer:
    """They may be put together again."""
    record(by=by, verb="stop_keeping_apart", subject=pair, household_id=pair.household_id)
    pair.delete()
    return pair.volunteer
