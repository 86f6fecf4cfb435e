"""Carry out the plan for procedures: each with the day it was opened and how it went, and what still falls due."""

from datetime import date

from accanto.base import clock
from accanto.exchange.arrival.plan import Filing
from accanto.exchange.arrival.saving import Ledger
from accanto.procedures import queries as procedures
from accanto.procedures.actions import take_over_procedure
from accanto.procedures.states import State
from accanto.residents.models import Household, HouseholdMember, HouseholdRole, Person


def write_procedures(ledger: Ledger, filings: list[Filing]) -> None:
    """Write the procedures; whoever belongs to no household yet gets one, which she heads."""
    types = procedures.types_by_code()
    people = Person.objects.in_bulk([filing.someone.pk for filing in filings])
    for filing in filings:
        record, person = filing.record, people[filing.someone.pk]
        opened_on = record.begun or clock.today()
        procedure = take_over_procedure(
            by=ledger.batch.by,
            household=_household_of(ledger, filing, person, opened_on),
            person=person,
            type=types[filing.code],
            state=record.state or State.COLLECTING,
            opened_on=opened_on,
            due_on=record.due,
        )
        ledger.remember([(filing.place, record.row, procedure, {})])


def _household_of(ledger: Ledger, filing: Filing, person: Person, since: date) -> Household:
    present = person.stays.filter(until=None).select_related("household").first()
    if present:
        return present.household
    household = Household(name=person.family_name)
    ledger.create([(filing.place, filing.record.row, household, None)])
    member = HouseholdMember(household=household, person=person, role=HouseholdRole.HEAD, since=since)
    ledger.create([(filing.place, filing.record.row, member, household.pk)])
    return household
