"""Carry out the plan for people: new people, their contact points, their lines of the members' book."""

from accanto.exchange.arrival.placing_people import membership_values, person_values
from accanto.exchange.arrival.plan import Arrival
from accanto.exchange.arrival.saving import Ledger
from accanto.residents.actions import change_person
from accanto.residents.models import ContactPoint, ContactSafety, Membership, Person

LONGEST_NOTE = 200


def write_people(ledger: Ledger, arrivals: list[Arrival]) -> None:
    """Write a portion of people. `someone.pk` of each newcomer is set."""
    made = [(arrival, _person(arrival)) for arrival in arrivals if arrival.is_new]
    ledger.create([(arrival.place, arrival.person.row, person, None) for arrival, person in made])
    for arrival, person in made:
        arrival.someone.pk = person.pk
    for arrival in arrivals:
        if arrival.fills:
            _fill(ledger, arrival)
    points = [(arrival, point) for arrival in arrivals for point in arrival.points]
    ledger.create([(arrival.place, arrival.person.row, _point(arrival, *point), None) for arrival, point in points])
    Person.objects.filter(pk__in={arrival.someone.pk for arrival, _point in points}).compare_again()
    lines = [arrival for arrival in arrivals if arrival.joins]
    ledger.create([(arrival.place, arrival.person.row, _membership(arrival), None) for arrival in lines])


def _person(arrival: Arrival) -> Person:
    person = Person(**person_values(arrival.person))
    person.search_text = person.searchable()
    return person


def _membership(arrival: Arrival) -> Membership:
    return Membership(person_id=arrival.someone.pk, **membership_values(arrival.person))


def _point(arrival: Arrival, kind: str, value: str, remark: str) -> ContactPoint:
    """A phone or mail address; a remark beside it says how it may be used."""
    safety = ContactSafety.ONLY_AS_SAID if remark else ContactSafety.SAFE
    note = remark[:LONGEST_NOTE]
    return ContactPoint(person_id=arrival.someone.pk, kind=kind, value=value, note=note, safety=safety)


def _fill(ledger: Ledger, arrival: Arrival) -> None:
    """Write what the archive had left blank."""
    person = Person.objects.get(pk=arrival.someone.pk)
    before = {name: _plain(getattr(person, name)) for name in arrival.fills}
    change_person(by=ledger.batch.by, person=person, **arrival.fills)
    ledger.remember([(arrival.place, arrival.person.row, person, before)])


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
