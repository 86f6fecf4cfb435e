"""A space is one household's at a time: the action says so in words, the database has the last word."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accanto.base import clock
from accanto.coexistence import actions
from accanto.coexistence.models import Booking
from accanto.coexistence.tests.factories import BookingFactory, SharedSpaceFactory, neighbour, tomorrow

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 11, 23)


def book(by, space, begins, ends, day=TOMORROW):
    household = neighbour(space.building)
    return actions.book_space(by=by, space=space, household=household, day=day, begins=time(begins), ends=time(ends))


def test_one_may_begin_when_the_other_ends(coordinator):
    taken = BookingFactory()
    assert book(coordinator, taken.space, 17, 18).starts_at == taken.ends_at
    assert book(coordinator, taken.space, 13, 15).ends_at == taken.starts_at


@pytest.mark.parametrize(("begins", "ends"), [(14, 16), (16, 18), (15, 17), (14, 18)])
def test_two_at_once_are_refused_in_words_and_by_the_database(coordinator, begins, ends):
    taken = BookingFactory()
    with pytest.raises(ValidationError, match="dalle 15:00 alle 17:00"):
        book(coordinator, taken.space, begins, ends)
    with pytest.raises(IntegrityError), transaction.atomic():
        BookingFactory(space=taken.space, starts_at=tomorrow(begins), ends_at=tomorrow(ends))


def test_the_database_refuses_a_booking_that_is_moved_or_given_back_onto_another():
    first = BookingFactory()
    second = BookingFactory(space=first.space, starts_at=tomorrow(18), ends_at=tomorrow(19))
    cancelled = BookingFactory(space=first.space, cancelled_at=clock.now())
    rows = Booking.objects.filter(pk__in=[second.pk])
    for change in (
        lambda: rows.update(starts_at=tomorrow(16)),
        lambda: Booking.objects.filter(pk=cancelled.pk).update(cancelled_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_cancelled_booking_leaves_its_time_free(coordinator):
    taken = BookingFactory()
    actions.cancel_booking(by=coordinator, booking=taken)
    assert book(coordinator, taken.space, 15, 17).pk


@pytest.mark.parametrize(
    ("begins", "ends", "day", "field"),
    [
        (16, 15, TOMORROW, "ends"),
        (8, 20, TOMORROW, "ends"),
        (8, 9, date(2026, 11, 22), "day"),
        (8, 9, date(2027, 5, 1), "day"),
    ],
)
def test_a_booking_that_cannot_be_is_refused_at_its_field(coordinator, begins, ends, day, field):
    with pytest.raises(ValidationError) as refused:
        book(coordinator, SharedSpaceFactory(is_bookable=True), begins, ends, day)
    assert list(refused.value.error_dict) == [field]


def test_a_space_that_is_not_booked_is_refused_and_what_has_begun_stays(coordinator):
    with pytest.raises(ValidationError, match="non si prenota"):
        book(coordinator, SharedSpaceFactory(), 15, 16)
    begun = BookingFactory(starts_at=clock.now() - timedelta(hours=1), ends_at=clock.now() + timedelta(hours=1))
    with pytest.raises(ValidationError):
        actions.cancel_booking(by=coordinator, booking=begun)


def test_the_triggers_are_there():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND name LIKE 'no_two_bookings%'")
            assert len(cursor.fetchall()) == 2
