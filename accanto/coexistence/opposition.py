"""Until when a member may oppose her exclusion before the court, and what a lawyer has to look at."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from accanto.base.dates import is_working_day
from accanto.base.parameters import value_on
from accanto.ui.components.moments import written

OPPOSITION_DAYS = "exclusion_opposition_days"
AUGUST = 8


def opposition_until(notified_on: date) -> date:
    """The last of the days that art. 2533 of the Civil Code gives from the notice, which itself does not count."""
    return notified_on + timedelta(days=int(value_on(OPPOSITION_DAYS, notified_on)))


def cautions(notified_on: date) -> list[str]:
    """What may move the last day. Nothing is moved here: the lawyer decides."""
    until, said = opposition_until(notified_on), []
    if not is_working_day(until):
        following = next(day for day in _days_after(until) if is_working_day(day))
        day = written(following, "j F Y")
        sentence = _("L'ultimo giorno non è lavorativo: può valere il primo giorno lavorativo dopo, %(day)s.")
        said.append(sentence % {"day": day})
    if crosses_august(notified_on, until):
        said.append(_("Tra la notifica e l'ultimo giorno c'è agosto: dal 1 al 31 i termini possono essere sospesi."))
    return [*said, _("Il conto lo conferma l'avvocato.")] if said else []


def crosses_august(first: date, last: date) -> bool:
    """Whether a day of the court's summer suspension (law 742/1969) lies between two days."""
    return any(
        first < date(year, AUGUST, 31) and last >= date(year, AUGUST, 1) for year in range(first.year, last.year + 1)
    )


def _days_after(day: date):
    while True:
        day += timedelta(days=1)
        yield day
