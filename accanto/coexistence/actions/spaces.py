"""Shared spaces and their bookings."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import refused_by_the_database
from accanto.coexistence.models import Booking, SharedSpace
from accanto.coexistence.queries.spaces import bookings_in_the_way
from accanto.housing.models import Building
from accanto.residents.models import Household

FARTHEST_AHEAD = timedelta(days=92)
NO_OVERLAP = "no_two_bookings_overlap"
MEANWHILE = _("Nel frattempo qualcun altro ha prenotato. Ricarica la pagina.")


@transaction.atomic
def add_space(*, by, building: Building, name: str, **values) -> SharedSpace:
    """Write down a shared space; `values`: its fields by name. Raises ValidationError for a name that is taken."""
    _refuse_known(building, name)
    space = SharedSpace.objects.create(building=building, name=name, **values)
    record(by=by, verb="add_space", subject=space)
    return space


@transaction.atomic
def change_space(*, by, space: SharedSpace, version: int | None = None, **values) -> SharedSpace:
    """Correct a shared space."""
    _refuse_known(space.building, values.get("name", space.name), besides=space.pk)
    if changed := space.change(version=version, **values):
        record(by=by, verb="change_space", subject=space, fields=changed)
    return space


@transaction.atomic
def close_space(*, by, space: SharedSpace) -> SharedSpace:
    """The space is no longer shared: no new turns, no new bookings."""
    space.change(version=space.version, closed_on=clock.today())
    record(by=by, verb="close_space", subject=space)
    return space


def _refuse_known(building: Building, name: str, besides: int | None = None) -> None:
    if building.shared_spaces.filter(name=name).exclude(pk=besides).exists():
        raise ValidationError({"name": _("Questo spazio c'è già.")})


@transaction.atomic
def book_space(*, by, space: SharedSpace, household: Household, day: date, begins: time, ends: time) -> Booking:
    """Book a space on a day from an hour to an hour, Italian time.

    Raises ValidationError by field: not to be booked, past, too far ahead, too long, taken; also when
    somebody else booked it in the same moment.
    """
    starts_at, ends_at = _moment(day, begins), _moment(day, ends)
    check_booking(space, starts_at, ends_at)
    with refused_by_the_database(NO_OVERLAP, MEANWHILE):
        booking = Booking.objects.create(space=space, household=household, starts_at=starts_at, ends_at=ends_at)
    record(by=by, verb="add_booking", subject=booking, household_id=household.pk)
    return booking


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at.replace(second=0, microsecond=0), clock.ROME)


def check_booking(space: SharedSpace, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse, by field, a booking that cannot be. Holds the space until the transaction ends."""
    SharedSpace.objects.select_for_update().get(pk=space.pk)
    if not space.is_bookable or space.closed_on:
        raise ValidationError(_("Questo spazio non si prenota."))
    if ends_at <= starts_at:
        raise ValidationError({"ends": _("La fine viene prima dell'inizio.")})
    if starts_at < clock.now():
        raise ValidationError({"day": _("Questo momento è già passato.")})
    if starts_at > clock.now() + FARTHEST_AHEAD:
        raise ValidationError({"day": _("Si prenota fino a tre mesi prima.")})
    if ends_at - starts_at > timedelta(hours=space.longest_hours):
        raise ValidationError({"ends": _("Al massimo %(hours)s ore.") % {"hours": space.longest_hours}})
    if taken := bookings_in_the_way(space, starts_at, ends_at).first():
        raise ValidationError({"begins": already_taken(taken)})


def already_taken(booking: Booking) -> str:
    """From when to when a space is taken; by whom is on the page, if one may read it."""
    return _("È già prenotato dalle %(begins)s alle %(ends)s.") % {
        "begins": f"{booking.starts_at.astimezone(clock.ROME):%H:%M}",
        "ends": f"{booking.ends_at.astimezone(clock.ROME):%H:%M}",
    }


@transaction.atomic
def cancel_booking(*, by, booking: Booking) -> Booking:
    """Give the time back. Raises ValidationError once it has begun."""
    if booking.starts_at <= clock.now():
        raise ValidationError(_("Questa prenotazione è già cominciata."))
    booking.change(version=booking.version, cancelled_at=clock.now())
    record(by=by, verb="cancel_booking", subject=booking, household_id=booking.household_id)
    return booking
