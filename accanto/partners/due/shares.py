"""Appointments between families and public bodies, as whoever walks beside them sees them."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.partners import queries
from accanto.partners.models import Appointment
from accanto.residents.queries import of_whose

APPOINTMENT = "partners.appointment"
KINDS = {APPOINTMENT: gettext_lazy("appuntamenti delle famiglie con gli enti")}
FINISH: dict = {}
MOVE: dict = {}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Appointments from today on: of her households, or of all that she may see."""
    return [_item(appointment) for appointment in _to_come(Reader.of(user), until, whose, limit).objects()]


@kept
def _to_come(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = of_whose(queries.appointments(user, until), user, whose)
    return rows.only("at", "what", "household__name", "organisation__name")[:limit]


def _item(appointment: Appointment) -> DueItem:
    at = appointment.at.astimezone(clock.ROME)
    return DueItem(
        kind=APPOINTMENT,
        subject_id=appointment.pk,
        day=at.date(),
        at=at.time(),
        title=_("Appuntamento: %(body)s") % {"body": appointment.organisation.name},
        detail=appointment.what,
        url=appointment.household.get_absolute_url(),
        household_id=appointment.household_id,
        household_name=appointment.household.name,
    )
