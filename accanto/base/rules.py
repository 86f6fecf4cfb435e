"""What holds for every write: the days it names, what the database refuses. Each refusal is a sentence to be read."""

from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accanto.base import clock

NOT_YET = _("Questo giorno deve ancora venire.")
PAST_DAY = _("Scegli un giorno da oggi in poi.")


def check_not_future(field: str, day: date | None) -> None:
    """Refuse a day that has not come yet for something that is said to have happened."""
    if day and day > clock.today():
        raise ValidationError({field: NOT_YET}, code="not_yet")


def check_from_today(field: str, day: date) -> None:
    """Refuse a day that is over for something that is still to come."""
    if day < clock.today():
        raise ValidationError({field: PAST_DAY}, code="past")


def check_not_before(field: str, day: date, earliest: date | None, sentence) -> None:
    """Refuse a day that comes before what must have happened first."""
    if earliest and day < earliest:
        raise ValidationError({field: sentence}, code="too_early")


@contextmanager
def refused_by_the_database(constraint: str, sentence):
    """Turn the database's refusal by `constraint` into a sentence: its word is the last when two write at once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise ValidationError(sentence) from error
