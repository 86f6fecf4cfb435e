"""What a day must respect, whatever it is the day of. Each rule refuses with the sentence that the person reads."""

from datetime import date

from django.core.exceptions import ValidationError
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
