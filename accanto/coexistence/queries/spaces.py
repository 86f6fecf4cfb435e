"""Shared spaces and their bookings."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import Booking, SharedSpace
from accanto.coexistence.queries.homes import signs_of
from accanto.housing.models import Building
from accanto.residents.models import Household


@dataclass(frozen=True)
class BookingRow:
    """A booking with the sign of whose it is."""

    booking: Booking
    sign: str
    is_own: bool = False

    @property
    def can_cancel(self) -> bool:
        return self.booking.starts_at > clock.now()


def spaces_of(building: Building) -> QuerySet[SharedSpace]:
    """The spaces in use."""
    return building.shared_spaces.filter(closed_on=None)


def space_for(user, pk: int) -> SharedSpace:
    """A shared space of a building whose common life this user may see. Raises Http404."""
    return get_object_or_404(SharedSpace.objects.visible_to(user).select_related("building"), pk=pk)


def bookable_space_for(user, pk: int) -> SharedSpace:
    """A space in use that one books. Raises Http404."""
    rows = SharedSpace.objects.visible_to(user).filter(is_bookable=True, closed_on=None)
    return get_object_or_404(rows.select_related("building"), pk=pk)


def bookings_in_the_way(space: SharedSpace, starts_at: datetime, ends_at: datetime) -> QuerySet[Booking]:
    """Bookings of a space, not cancelled, that overlap a time."""
    return space.bookings.filter(cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)


def booking_page(building: Building, cursor: str, own: int | None = None) -> Page:
    """Bookings from now on, the next first."""
    rows = Booking.objects.filter(space__building=building, cancelled_at=None, ends_at__gt=clock.now())
    page = keyset_page(rows.select_related("space"), by=("starts_at", "id"), cursor=cursor)
    signs = signs_of(building)
    shown = [BookingRow(row, signs[row.household_id], row.household_id == own) for row in page]
    return Page(shown, page.newer, page.older)


def booking_for(user, pk: int) -> Booking:
    """A booking that has not been cancelled. Raises Http404."""
    rows = Booking.objects.visible_to(user).filter(cancelled_at=None)
    return get_object_or_404(rows.select_related("space__building"), pk=pk)


def own_booking(household: Household, pk: int) -> Booking:
    """A booking of this household. Raises Http404."""
    return get_object_or_404(household.bookings.select_related("space__building"), pk=pk, cancelled_at=None)
