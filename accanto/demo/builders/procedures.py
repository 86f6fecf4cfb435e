"""Procedures in every state: open ones, late ones, one that waits for papers, one that went well."""

import random
from datetime import datetime, time, timedelta

from accanto.base import clock
from accanto.demo.world import World
from accanto.directory.models import Organisation
from accanto.procedures import actions
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import How
from accanto.residents.models import Household
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
WAY = ("to_start", "collecting", "ready", "submitted")


def build_procedures(world: World) -> None:
    """Procedures of the first households, by a stream of luck of their own."""
    luck = random.Random(f"{world.seed} procedures")
    types = {kind.code: kind for kind in ProcedureType.objects.all()}
    bodies = {body.kind: body for body in Organisation.objects.order_by("-id")}
    for place, household in enumerate(_households(world)):
        code, state = TALES[place % len(TALES)]
        _tell(world, luck, household, types[code], bodies.get(types[code].body_kind), state)


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
    if state == "submitted":
        _appointment(world, luck, by, procedure)
    if luck.random() < LATE_SHARE:
        procedure.days.filter(kind__in=["reminder", "look_again"]).update(on=world.back(luck.randrange(1, 6)))


LATE_SHARE = 0.4


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
