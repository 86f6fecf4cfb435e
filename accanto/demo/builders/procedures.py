"""Procedures in every state: open ones, late ones, one that waits for papers; and what each home has already opened."""

import random
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from accanto.base import clock
from accanto.demo.world import World
from accanto.directory.models import Organisation
from accanto.procedures import actions
from accanto.procedures.models import Procedure, ProcedureStep, ProcedureType
from accanto.procedures.rights import ADULT_AGE, SCHOOL_AGES, UNION
from accanto.procedures.states import How, State
from accanto.residents.models import Household, Paper, PaperKind
from accanto.support.states import Channel

# code of the type, how far it has come
TALES = [
    ("PDS", "submitted"),
    ("PDS", "collecting"),
    ("ISEE", "accepted"),
    ("SSN", "to_start"),
    ("AUU", "integration"),
    ("RES", "submitted"),
    ("DID", "submitted"),
    ("ADI", "refused"),
    ("CCB", "accepted"),
    ("DIG", "ready"),
    ("RES", "accepted"),
    ("MEN", "to_start"),
]
MOST_HOUSEHOLDS = 24
# What a family has obtained since it has a home: code of the type, in how many families of a hundred.
OBTAINED = [("RES", 90), ("CCB", 70), ("DID", 30)]
OBTAINED_FOR_CHILDREN = [("AUU", 65)]
PUPILS_ENROLLED = 90
PAPERS_HELD = [("health_card", 85), ("residence_permit", 85)]
SETTLED_AFTER_DAYS = 60
MOST_SETTLED = 60
WAY = ("to_start", "collecting", "ready", "submitted")


def build_procedures(world: World) -> None:
    """Procedures of the first households, by a stream of luck of their own."""
    luck = random.Random(f"{world.seed} procedures")
    types = {kind.code: kind for kind in ProcedureType.objects.all()}
    bodies = {body.kind: body for body in Organisation.objects.order_by("-id")}
    for place, household in enumerate(_households(world)):
        code, state = TALES[place % len(TALES)]
        _tell(world, luck, household, types[code], bodies.get(types[code].body_kind), state)
    for household in world.households[:MOST_SETTLED]:
        if world.homes[household.pk] < world.back(SETTLED_AFTER_DAYS):
            _settle(world, luck, household, types, bodies)


def _settle(world: World, luck: random.Random, household: Household, types: dict, bodies: dict) -> None:
    """Residence, school, doctor and the rest, as far as this family has come; nothing that is being worked on now."""
    people = [member.person for member in household.members.filter(until=None).select_related("person")]
    running = set(household.procedures.values_list("type__code", flat=True))
    head = world.heads[household.pk]
    likely = OBTAINED + OBTAINED_FOR_CHILDREN * any(person.age < ADULT_AGE for person in people)
    wanted = [(code, head) for code, share in likely if luck.randrange(100) < share and code not in running]
    pupils = [person for person in people if person.age in SCHOOL_AGES]
    wanted += [("SCU", pupil) for pupil in pupils if luck.randrange(100) < PUPILS_ENROLLED]
    for code, person in wanted:
        _obtained(world, luck, household, types[code], bodies.get(types[code].body_kind), person)
    _hold_papers(world, luck, people)


def _obtained(world: World, luck: random.Random, household: Household, kind: ProcedureType, body, person) -> None:
    """A procedure that went well some weeks after the home."""
    opened_on = world.homes[household.pk] + timedelta(days=luck.randrange(2, 20))
    decided_on = opened_on + timedelta(days=luck.randrange(10, 40))
    by = world.companions.get(household.pk, world.users["giulia"])
    procedure = Procedure.objects.create(
        household=household,
        person=person,
        type=kind,
        organisation=body,
        followed_by=by,
        how=How.HERSELF,
        word_by=world.heads[household.pk],
        word_on=opened_on,
        word_how=Channel.OFFICE,
        state=State.ACCEPTED,
        opened_on=opened_on,
        event_on=opened_on,
        submitted_on=opened_on,
        decided_on=decided_on,
        stepped_on=decided_on,
        ended_on=decided_on,
    )
    way = ["", *WAY, State.ACCEPTED]
    ProcedureStep.objects.bulk_create(
        ProcedureStep(
            procedure=procedure, origin=origin, to=to, by=by, at=_at(decided_on if to == State.ACCEPTED else opened_on)
        )
        for origin, to in pairwise(way)
    )


def _at(on: date) -> datetime:
    return datetime.combine(on, time(10), clock.ROME)


def _hold_papers(world: World, luck: random.Random, people: list) -> None:
    """Cards and permits of those who have none written down yet; a citizen of the Union needs no permit."""
    kinds = {kind.code: kind for kind in PaperKind.objects.all()}
    for code, share in PAPERS_HELD:
        holders = set(Paper.objects.filter(kind=kinds[code], person__in=people).values_list("person", flat=True))
        for person in people:
            is_for_her = code != "residence_permit" or (person.citizenships and not UNION & set(person.citizenships))
            if is_for_her and person.pk not in holders and luck.randrange(100) < share:
                expires_on = world.today + timedelta(days=luck.randrange(120, 1_500))
                Paper.objects.create(person=person, kind=kinds[code], expires_on=expires_on)


def _households(world: World) -> list[Household]:
    """The resident's own household, then the others."""
    others = [household for household in world.households if household != world.resident]
    return [world.resident, *others][:MOST_HOUSEHOLDS]


def _tell(world: World, luck: random.Random, household: Household, kind: ProcedureType, body, state: str) -> None:
    by = world.companions.get(household.pk, world.users["giulia"])
    procedure = actions.open_procedures(
        by=by,
        household=household,
        type=kind,
        persons=[world.heads[household.pk]],
        how=luck.choice([How.ACCOMPANIED, How.HERSELF]),
        word_how=luck.choice([Channel.OFFICE, Channel.VOLUNTEER]),
        organisation=body,
        followed_by=by,
    )
    _walk(world, luck, by, procedure, state)


def _walk(world: World, luck: random.Random, by, procedure: Procedure, state: str) -> None:
    """Step by step to the state; then some days are put back, so that something is late."""
    steps = WAY[: WAY.index(state) + 1] if state in WAY else WAY
    before = world.back(luck.randrange(5, 20))
    for step in steps[1:]:
        STEPS[step](by=by, procedure=procedure, before=before)
    if state in ENDS:
        ENDS[state](by=by, procedure=procedure, world=world)
    _date_back(world, by, procedure, before)
    if state == "submitted":
        _appointment(world, luck, by, procedure)
    if luck.random() < LATE_SHARE:
        procedure.days.filter(kind__in=["reminder", "look_again"]).update(on=world.back(luck.randrange(1, 6)))


LATE_SHARE = 0.4
# How long before or after the day on which it was, or is to be, handed in each state was reached.
REACHED = {"to_start": -9, "collecting": -8, "ready": -1, "submitted": 0}
ENDED_DAYS_AGO = {"integration": 3, "accepted": 2, "refused": 2}


def _date_back(world: World, by, procedure: Procedure, before: date) -> None:
    """Spread over its days what was written in one moment: nobody asks, gathers and hands in at the same minute."""
    on = before
    for step in procedure.steps.order_by("pk"):
        ago = ENDED_DAYS_AGO.get(step.to)
        on = world.back(ago) if ago else before + timedelta(days=REACHED[step.to])
        ProcedureStep.objects.filter(pk=step.pk).update(at=_at(on))
    opened_on = before + timedelta(days=REACHED["to_start"])
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=opened_on, word_on=opened_on, stepped_on=on)
    procedure.refresh_from_db()
    actions.count_days_again(by=by, procedure=procedure)


def _appointment(world: World, luck: random.Random, by, procedure: Procedure) -> None:
    on = world.today + timedelta(days=luck.randrange(1, 9))
    moment = datetime.combine(on, time(luck.randrange(9, 13), luck.choice([0, 30])), clock.ROME)
    place = procedure.organisation.name if procedure.organisation else "sportello"
    actions.set_appointment(by=by, procedure=procedure, appointment_at=moment, appointment_place=place[:150])


def _submit(*, by, procedure: Procedure, before) -> None:
    protocol = f"PR-{procedure.pk % 9000 + 1000}"
    actions.submit_procedure(by=by, procedure=procedure, submitted_on=before, protocol=protocol)


STEPS = {
    "collecting": lambda *, by, procedure, before: actions.collect_papers(by=by, procedure=procedure),
    "ready": lambda *, by, procedure, before: actions.ready_procedure(
        by=by, procedure=procedure, reason="le carte che mancano le porta allo sportello"
    ),
    "submitted": _submit,
}


def _ask(*, by, procedure: Procedure, world: World) -> None:
    words = "Una fotocopia leggibile del documento"
    due_on = world.today + timedelta(days=4)
    actions.ask_integration(by=by, procedure=procedure, words=words, asked_on=world.back(3), due_on=due_on)


ENDS = {
    "integration": _ask,
    "accepted": lambda *, by, procedure, world: actions.accept_procedure(
        by=by, procedure=procedure, decided_on=world.back(2), expires_on=world.today + timedelta(days=300)
    ),
    "refused": lambda *, by, procedure, world: actions.refuse_procedure(
        by=by, procedure=procedure, decided_on=world.back(2), reason="il reddito supera il limite"
    ),
}
