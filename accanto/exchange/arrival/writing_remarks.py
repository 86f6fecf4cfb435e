"""Free remarks, when somebody asked for them: each goes into the reserved part of a household's diary."""

from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.diary.actions import write_entry
from accanto.diary.models import Entry
from accanto.diary.states import TEXT_LENGTH, Contact, Kind
from accanto.exchange.arrival.plan import Arrival
from accanto.exchange.arrival.saving import Ledger
from accanto.residents.models import Household, HouseholdMember


def write_remarks(ledger: Ledger, arrivals: list[Arrival]) -> None:
    """Write the remarks of a portion; who belongs to no household has no diary, and that is said."""
    author = ledger.author
    stays = HouseholdMember.objects.filter(until=None, person__in=[arrival.someone.pk for arrival in arrivals])
    homes = dict(stays.values_list("person_id", "household_id"))
    households = Household.objects.in_bulk(set(homes.values()))
    for arrival in arrivals:
        household = households.get(homes.get(arrival.someone.pk))
        if household is None or author is None:
            arrival.sheet.say("remark_without_household", arrival.sheet.row(arrival.person.row), "remarks")
        elif not _is_written(household, arrival):
            entry = _write(author, household, arrival)
            ledger.remember([(arrival.place, arrival.person.row, entry, {})])


def _text(arrival: Arrival) -> str:
    said = {"file": arrival.sheet.understood.file, "row": arrival.person.row, "text": arrival.person.remarks}
    return (_("Dal foglio %(file)s, riga %(row)s: %(text)s") % said)[:TEXT_LENGTH]


def _is_written(household: Household, arrival: Arrival) -> bool:
    return Entry.objects.filter(households=household, reserved_part__text=_text(arrival)).exists()


def _write(author, household: Household, arrival: Arrival) -> Entry:
    return write_entry(
        by=author,
        households=[household],
        happened_at=clock.now(),
        minutes=0,
        kind=Kind.NOTE,
        contact=Contact.NONE,
        text=_("Annotazione importata da un foglio di calcolo."),
        reserved_text=_text(arrival),
    )
