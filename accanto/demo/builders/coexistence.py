"""Two buildings that have lived together for a year: one learns to run itself, the other less so."""

import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle

from accanto.base import clock
from accanto.coexistence import rota as solver
from accanto.coexistence.actions import add_decision, promise_in_pact
from accanto.coexistence.actions.rota import write_turns
from accanto.coexistence.models import (
    Attendance,
    Booking,
    CashMovement,
    CoexistencePact,
    HouseholdSign,
    HouseMeeting,
    HouseRepresentative,
    HouseRules,
    PactDuty,
    Rota,
    RotaTurn,
    RulesReading,
    RulesTranslation,
    SharedSpace,
    TurnSwap,
    Vote,
)
from accanto.coexistence.queries.homes import Neighbour, neighbours
from accanto.coexistence.queries.reasons import as_data
from accanto.coexistence.queries.rota import material_of
from accanto.coexistence.queries.rules import language_for
from accanto.coexistence.states import (
    Ballot,
    MeetingState,
    PactState,
    RulesState,
    Side,
    Sign,
    TranslationState,
    TurnState,
)
from accanto.coexistence.weeks import WEEK, monday_of, sunday_of
from accanto.demo import house_texts as texts
from accanto.demo.world import World
from accanto.housing.models import Assignment, Building
from accanto.plans.actions import settle_promise
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState

WEEKS = 13
ROTAS = 4
# The last rota runs some weeks into the time to come.
WEEKS_AHEAD = 8
EVERY = timedelta(days=45)  # between two meetings
# What those present vote by turns: for every decision more for than against.
BALLOTS = (Ballot.FOR, Ballot.ABSTAINED, Ballot.FOR, Ballot.AGAINST, Ballot.FOR)
SPOKEN_OF_AGAIN_AFTER = 60
READINESS = [(0.62, 0.95), (0.55, 0.65)]  # share of turns done in each building: a year ago, now


def build_coexistence(world: World) -> None:
    """House rules for all; spaces, turns, meetings and cash for the resident's building and the fullest other."""
    luck = random.Random(f"{world.seed} coexistence")
    rules = _rules(world)
    for building, ready in zip(_buildings(world), READINESS, strict=False):
        homes = neighbours(building, world.today, world.today)
        spaces = _spaces(building)
        _signs(homes, luck)
        _turns(world, building, luck, ready)
        _meetings(world, building, homes, luck, ready)
        _cash(world, building, luck)
        _bookings(world, spaces[-1], homes, luck)
        _signatures(world, rules, homes, luck)
    _around_the_resident(world)


def _buildings(world: World) -> list[Building]:
    """The resident's building, and of the others the one in which most households have lived for a year."""
    long_ago = world.back(365)
    stays = Assignment.objects.filter(until=None, since__lte=long_ago).values_list("dwelling__building", flat=True)
    own = Assignment.objects.filter(household=world.resident, until=None).values_list("dwelling__building", flat=True)
    counted = Counter(stays[:2_000])
    fullest = [pk for pk, _count in counted.most_common(3) if pk not in own]
    found = Building.objects.in_bulk([*own, *fullest[:1]])
    return [found[pk] for pk in [*own, *fullest[:1]]]


def _rules(world: World) -> HouseRules:
    """Two versions: one superseded, one in force since last winter, with its languages."""
    HouseRules.objects.create(
        **{**texts.RULES, "summary": texts.EARLIER_SUMMARY},
        number=1,
        state=RulesState.SUPERSEDED,
        in_force_from=world.back(1_400),
    )
    rules = HouseRules.objects.create(**texts.RULES, number=2, state=RulesState.IN_FORCE, in_force_from=world.back(330))
    for language, wording in texts.TRANSLATIONS.items():
        reviewed = {}
        if by := texts.REVIEWED_BY.get(language):
            reviewed = {"state": TranslationState.REVIEWED, "reviewed_by": by, "reviewed_on": world.back(300)}
        RulesTranslation.objects.create(rules=rules, language=language, **wording, **reviewed)
    return rules


def _spaces(building: Building) -> list[SharedSpace]:
    return SharedSpace.objects.bulk_create(
        SharedSpace(building=building, name=name, rules=words, turn_weight=weight, is_bookable=bookable)
        for name, words, weight, bookable in texts.SPACES
    )


def _signs(homes: list[Neighbour], luck: random.Random) -> None:
    """Every other household lets a given name appear in the stairwell."""
    for home in homes:
        member = home.household.members.select_related("person").order_by("pk").first()
        if luck.random() < 0.5 and member.person.given_name:
            HouseholdSign.objects.create(household=home.household, sign=Sign.GIVEN_NAME, person=member.person)


def _turns(world: World, building: Building, luck: random.Random, ready: tuple[float, float]) -> None:
    """Four rotas, a quarter each; the last one runs on."""
    first = monday_of(world.today) - (ROTAS * WEEKS - WEEKS_AHEAD) * WEEK
    for number in range(ROTAS):
        week = first + number * WEEKS * WEEK
        material = material_of(building, week, WEEKS)
        found = solver.make_rota(material.homes, material.spaces, WEEKS) if material.homes else None
        if isinstance(found, solver.Rota):
            made = {"made_by": world.coordinators[0], "made_on": max(week - timedelta(days=10), date(2000, 1, 1))}
            rota = Rota.objects.create(building=building, first_week=week, weeks=WEEKS, reasons=as_data(found), **made)
            write_turns(rota, found, material)
            _done(world, rota, luck, ready[0] + (ready[1] - ready[0]) * number / (ROTAS - 1))


def _done(world: World, rota: Rota, luck: random.Random, share: float) -> None:
    """What became of the turns whose week is over; nobody has confirmed the last ones yet."""
    past = list(rota.turns.filter(week__lt=monday_of(world.today)).order_by("week", "pk"))
    for turn in past:
        if sunday_of(turn.week) >= world.back(8) and luck.random() < 0.6:
            continue
        turn.state = TurnState.DONE if luck.random() < share else TurnState.MISSED
        if turn.state == TurnState.DONE:
            turn.done_on, turn.confirmed_by = sunday_of(turn.week), world.coordinators[0]
    RotaTurn.objects.bulk_update(past, ["state", "done_on", "confirmed_by"])


def _meetings(
    world: World, building: Building, homes: list[Neighbour], luck: random.Random, ready: tuple[float, float]
) -> None:
    """A meeting every month and a half, one of which nobody came to; the next one is called."""
    for number, (agenda, minutes, summary, decided) in enumerate(texts.MEETINGS * 2):
        day = world.back(340) + number * EVERY
        if day > world.today:
            break
        meeting = HouseMeeting(building=building, called_for=_evening(day), place="Sala comune", agenda=agenda)
        if luck.random() < ready[1] or number == 0:
            meeting.state, meeting.minutes, meeting.summary = MeetingState.HELD, minutes, summary
        else:
            meeting.state = MeetingState.CANCELLED
        meeting.save()
        if meeting.state == MeetingState.HELD:
            _decide(world, meeting, homes, decided, luck, ready[1])
    agenda = "I turni del prossimo trimestre. La cassa della casa."
    next_evening = _evening(world.today + timedelta(days=6))
    HouseMeeting.objects.create(building=building, called_for=next_evening, place="Sala comune", agenda=agenda)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18, 30), clock.ROME)


def _decide(world, meeting: HouseMeeting, homes: list[Neighbour], decided: list[str], luck, share: float) -> None:
    """Those present, and what they decided: most of it is done."""
    present = [home for home in homes if luck.random() < 0.75] or homes[:1]
    Attendance.objects.bulk_create(Attendance(meeting=meeting, household=home.household) for home in present)
    for text in decided:
        due_on = meeting.day + timedelta(days=30)
        owner = {"household": luck.choice(present).household}
        if "luce" in text:
            owner = {"user": world.coordinators[0]}
        decision = add_decision(by=world.coordinators[0], meeting=meeting, what=text, due_on=due_on, **owner)
        if due_on < world.today and luck.random() < share:
            _settle(world, decision.promise, PromiseState.KEPT, due_on - timedelta(days=luck.randrange(1, 12)))
        elif due_on < world.back(SPOKEN_OF_AGAIN_AFTER):
            _settle(world, decision.promise, PromiseState.NOT_KEPT, due_on + EVERY, "abbiamo deciso altro")
        decision.promise.steps.filter(to=PromiseState.OPEN).update(at=meeting.called_for)
        Vote.objects.bulk_create(
            Vote(decision=decision, household=home.household, ballot=ballot)
            for home, ballot in zip(present, cycle(BALLOTS), strict=False)
        )


def _settle(world: World, promise: Promise, state: PromiseState, on: date, word: str = "") -> None:
    """What became of a decision, on an evening of the past."""
    settle_promise(by=world.coordinators[0], promise=promise, state=state, word=word, settled_on=on)
    promise.steps.filter(to=state).update(at=_evening(on))


def _cash(world: World, building: Building, luck: random.Random) -> None:
    """Every month the households put something in, and now and then something is bought."""
    rows = []
    for month in range(11, -1, -1):
        day = world.back(30 * month + 5)
        rows.append(CashMovement(building=building, day=day, what=texts.DUES[0], amount=Decimal(texts.DUES[1])))
        if luck.random() < 0.7:
            what, amount = luck.choice(texts.EXPENSES)
            rows.append(CashMovement(building=building, day=day + timedelta(days=3), what=what, amount=Decimal(amount)))
    CashMovement.objects.bulk_create(rows)


def _bookings(world: World, room: SharedSpace, homes: list[Neighbour], luck: random.Random) -> None:
    """The common room, on some of the next afternoons."""
    Booking.objects.bulk_create(
        Booking(
            space=room,
            household=luck.choice(homes).household,
            starts_at=datetime.combine(world.today + timedelta(days=ahead), time(15), clock.ROME),
            ends_at=datetime.combine(world.today + timedelta(days=ahead), time(18), clock.ROME),
        )
        for ahead in (2, 5, 9)
    )


def _signatures(world: World, rules: HouseRules, homes: list[Neighbour], luck: random.Random) -> None:
    """Most heads have signed the rules in force, in their language where there is one, and a pact with them."""
    pacts = []
    for home in homes:
        place = home.household.members.select_related("person").order_by("pk").first()
        head = place.person
        language, _missing = language_for(rules, head)
        if home.household == world.resident or luck.random() < 0.3:
            continue
        day = world.back(luck.randrange(20, 290))
        if day - timedelta(days=7) < place.since:  # proposed a week before, when they did not live here yet
            continue
        RulesReading.objects.create(rules=rules, person=head, language=language, read_on=day, signed_on=day)
        pacts.append(_pact(world, rules, home, head, language, day))
    for pact in pacts[:1]:
        _by_a_day(world, pact)


def _pact(world: World, rules: HouseRules, home: Neighbour, head, language: str, day: date) -> CoexistencePact:
    signed = {"state": PactState.SIGNED, "signed_on": day, "signed_by": head, "for_cooperative": world.coordinators[0]}
    pact = CoexistencePact.objects.create(
        household=home.household, rules=rules, language=language, proposed_on=day - timedelta(days=7), **signed
    )
    other = rules.translations.filter(language=language).first()
    PactDuty.objects.bulk_create(
        PactDuty(pact=pact, side=side, position=number, text=text, translation=words)
        for side in Side
        for number, text in enumerate(rules.duties(side))
        for words in [other.duties(side)[number] if other and other.duties(side) else ""]
    )
    return pact


def _by_a_day(world: World, pact: CoexistencePact) -> None:
    """What this pact asks of both sides by a day near today."""
    ours = {"user": world.coordinators[0], "what": texts.PACT_PROMISES[0], "due_on": world.today - timedelta(days=1)}
    hers = {"person": pact.signed_by, "what": texts.PACT_PROMISES[1], "due_on": world.today + timedelta(days=2)}
    for promised in (ours, hers):
        promise_in_pact(by=world.coordinators[0], pact=pact, made_on=pact.proposed_on, **promised)


def _around_the_resident(world: World) -> None:
    """She represents her building; a neighbour asks her to change turns, and one is exempt for a while."""
    household, head = world.resident, world.heads[world.resident.pk]
    stay = Assignment.objects.select_related("dwelling__building").get(household=household, until=None)
    building = stay.dwelling.building
    HouseRepresentative.objects.create(building=building, person=head, since=world.back(200))
    coming = RotaTurn.objects.filter(space__building=building, state=TurnState.PLANNED, week__gt=world.today).order_by(
        "week", "pk"
    )
    own, asked = coming.filter(household=household).first(), coming.exclude(household=household).first()
    if own and asked:
        TurnSwap.objects.create(
            turn=asked, other_turn=own, asked_by_id=asked.household_id, asked_of_id=own.household_id
        )
        away = {"since": world.today + timedelta(days=60), "until": world.today + timedelta(days=150)}
        asked.household.exemptions.create(**away)
