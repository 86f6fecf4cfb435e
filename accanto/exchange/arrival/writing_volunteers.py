"""Carry out the plan for volunteers, by the actions of their app: there are never many of them."""

import re

from accanto.base.text import fold
from accanto.exchange.arrival.plan import Arrival
from accanto.exchange.arrival.saving import Ledger
from accanto.exchange.headings import nearness
from accanto.exchange.records import Volunteer as VolunteerRecord
from accanto.residents.models import Person
from accanto.support.models import SupportArea
from accanto.volunteers.actions import add_cover, add_training, take_over_volunteer
from accanto.volunteers.availability import read_availability
from accanto.volunteers.models import Availability, Volunteer

SAME_AREA = 0.5
LONGEST_SKILLS = 300
LONGEST_NOTE = 200
LONGEST_POLICY = 60
LONGEST_COURSE = 150


def write_volunteers(ledger: Ledger, arrivals: list[Arrival]) -> None:
    """Write the lines of the register, with insurance and courses."""
    areas = list(SupportArea.objects.filter(closed_on=None))
    for arrival in arrivals:
        volunteer = _enrol(ledger, arrival, areas)
        made = [volunteer, *Availability.objects.filter(volunteer=volunteer), *_papers(ledger, arrival, volunteer)]
        ledger.remember((arrival.place, arrival.person.row, row, {}) for row in made)


def _enrol(ledger: Ledger, arrival: Arrival, areas: list[SupportArea]) -> Volunteer:
    record: VolunteerRecord = arrival.person
    known, other = known_areas(record.areas, areas)
    slots = read_availability(record.availability) if record.availability else frozenset()
    return take_over_volunteer(
        by=ledger.batch.by,
        person=Person.objects.get(pk=arrival.someone.pk),
        register_from=record.start,
        register_until=record.end,
        areas=known,
        slots=slots or frozenset(),
        skills="; ".join(filter(None, [*other, record.languages]))[:LONGEST_SKILLS],
        availability_note="" if slots else record.availability[:LONGEST_NOTE],
    )


def _papers(ledger: Ledger, arrival: Arrival, volunteer: Volunteer) -> list:
    record, by, papers = arrival.person, ledger.batch.by, []
    if record.policy and record.policy_until:
        number = record.policy[:LONGEST_POLICY]
        papers.append(add_cover(by=by, volunteer=volunteer, until=record.policy_until, policy_number=number))
    if record.training:
        papers.append(add_training(by=by, volunteer=volunteer, name=record.training[:LONGEST_COURSE]))
    return papers


def known_areas(text: str, areas: list[SupportArea]) -> tuple[list[SupportArea], list[str]]:
    """The areas of support that a text names, and its other words."""
    known, other = [], []
    for part in filter(None, map(str.strip, re.split(r"[;,/\n]", text))):
        best = max(areas, key=lambda area: _fit(part, area), default=None)
        if best is not None and _fit(part, best) >= SAME_AREA:
            known.append(best)
        else:
            other.append(part)
    return list(dict.fromkeys(known)), other


def _fit(text: str, area: SupportArea) -> float:
    """One word in common is enough: "lavoro" is "Ricerca di lavoro"."""
    words = set(fold(area.name).split())
    shared = any(len(word) > 3 and word in words for word in fold(text).split())
    return max(nearness(text, area.name), SAME_AREA if shared else 0.0)
