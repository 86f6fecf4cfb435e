"""Carry out the plan for procedures: each with the day it was opened and how it went, and what still falls due."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.base import clock
from accanto.directory.models import Organisation
from accanto.exchange.arrival.plan import Filing, Outcome
from accanto.exchange.arrival.saving import Ledger
from accanto.procedures import queries as procedures
from accanto.procedures.actions import fill_procedure, take_over_procedure
from accanto.procedures.models import Procedure
from accanto.procedures.states import State
from accanto.residents.models import Household, HouseholdMember, HouseholdRole, Person
from accanto.residents.queries import who_may_open


def write_procedures(ledger: Ledger, filings: list[Filing]) -> None:
    """Write the procedures; whoever belongs to no household yet gets one, which she heads."""
    author = ledger.author
    if author is None:
        raise ValidationError(
            _("Di ogni pratica si scrive chi l'ha portata: crea l'archivio con ./run init e riporta questi file.")
        )
    bodies = Organisation.objects.in_bulk([filing.body.pk for filing in filings if filing.body])
    types = procedures.types_by_code()
    people = Person.objects.in_bulk([filing.someone.pk for filing in filings])
    for filing in filings:
        if filing.outcome is Outcome.MATCHED:
            _fill(ledger, filing, bodies)
            continue
        record, person = filing.record, people[filing.someone.pk]
        opened_on = record.begun or clock.today()
        household = _household_of(ledger, filing, person, opened_on)
        procedure = take_over_procedure(
            by=author,
            household=household,
            person=person,
            type=types[filing.code],
            state=record.state or State.COLLECTING,
            opened_on=opened_on,
            due_on=record.due,
            organisation=bodies[filing.body.pk] if filing.body else None,
            **_following(filing, household),
        )
        ledger.remember([(filing.place, record.row, procedure, {})])


def _following(filing: Filing, household: Household) -> dict[str, User | Person]:
    """Who follows it: by her account where that opens the family's file, else by her name."""
    follower = filing.follower
    if follower is None:
        return {}
    if user := who_may_open(household).filter(pk=follower.user_id).first():
        return {"followed_by": user}
    person = Person.objects.filter(pk=follower.person.pk).first() if follower.person else None
    return {"followed_by_person": person} if person else {}


def _fill(ledger: Ledger, filing: Filing, bodies: dict[int, Organisation]) -> None:
    """Write what the archive had left blank."""
    procedure = Procedure.objects.select_related("household").get(pk=filing.known.pk)
    values = _following(filing, procedure.household) if "follower" in filing.fills else {}
    if "body" in filing.fills:
        values["organisation"] = bodies[filing.body.pk]
    if values:
        fill_procedure(by=ledger.author, procedure=procedure, **values)
        ledger.remember([(filing.place, filing.record.row, procedure, dict.fromkeys(values))])


def _household_of(ledger: Ledger, filing: Filing, person: Person, since: date) -> Household:
    present = person.stays.filter(until=None).select_related("household").first()
    if present:
        return present.household
    household = Household(name=person.family_name)
    ledger.create([(filing.place, filing.record.row, household, None)])
    member = HouseholdMember(household=household, person=person, role=HouseholdRole.HEAD, since=since)
    ledger.create([(filing.place, filing.record.row, member, household.pk)])
    return household
