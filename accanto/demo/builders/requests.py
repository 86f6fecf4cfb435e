"""What members asked for, in every state of its life."""

from datetime import timedelta

from accanto.base.dates import add_working_days
from accanto.demo.texts import REQUESTS
from accanto.demo.world import World
from accanto.residents.models import Household
from accanto.support.models import RequestStep, RequestWorker, SupportArea, SupportRequest
from accanto.support.states import Channel, Lead, Origin, Outcome, State

BATCH = 2_000
ENDED_SHARE = 0.78
OPEN_OF_RESIDENT = 2
# How many days ago the open ones were asked, and how often.
AGES, AGE_WEIGHTS = [0, 1, 2, 5, 9, 20, 45], [1, 1, 2, 3, 3, 3, 2]
OPEN_STATES = [
    State.RECEIVED,
    State.SEEN,
    State.TALK_SET,
    State.ACCEPTED,
    State.ACCEPTED,
    State.ACCEPTED,
    State.REFERRED,
]
# The way to each state, as steps.
WAY = {
    State.RECEIVED: [State.RECEIVED],
    State.SEEN: [State.RECEIVED, State.SEEN],
    State.TALK_SET: [State.RECEIVED, State.SEEN, State.TALK_SET],
    State.ACCEPTED: [State.RECEIVED, State.SEEN, State.ACCEPTED],
    State.REFERRED: [State.RECEIVED, State.SEEN, State.REFERRED],
    State.CLOSED: [State.RECEIVED, State.SEEN, State.ACCEPTED, State.CLOSED],
}
REASONS = {State.REFERRED: "è competenza dell'ente", State.CLOSED: "fatto, la famiglia è d'accordo"}


def build_requests(world: World) -> None:
    """Requests of the households housed now, most of them ended."""
    areas = {area.code: area for area in SupportArea.objects.all()}
    made = [_request(world, world.resident, ended=False) for _open in range(OPEN_OF_RESIDENT)]
    made += [
        _request(world, world.luck.choice(world.households), ended=world.luck.random() < ENDED_SHARE)
        for _request_number in range(world.size.requests - OPEN_OF_RESIDENT)
    ]
    for start in range(0, len(made), BATCH):
        batch = made[start : start + BATCH]
        SupportRequest.objects.bulk_create([request for request, _area in batch], BATCH)
        through = SupportRequest.areas.through
        through.objects.bulk_create(
            [through(supportrequest=request, supportarea=areas[area]) for request, area in batch], BATCH
        )
        RequestStep.objects.bulk_create([step for request, _area in batch for step in _steps(world, request)], BATCH)
        workers = [request for request, _area in batch if request.state in (State.ACCEPTED, State.CLOSED)]
        RequestWorker.objects.bulk_create([_worker(world, request) for request in workers], BATCH)


def _request(world: World, household: Household, *, ended: bool) -> tuple[SupportRequest, str]:
    """A request and the code of its area."""
    luck = world.luck
    area, words, leader = luck.choice(REQUESTS)
    days = luck.randrange(40, 1_000) if ended else luck.choices(AGES, AGE_WEIGHTS)[0]
    asked = max(world.back(days), world.homes[household.pk])
    request = SupportRequest(household=household, asked_by=world.heads[household.pk], words=words, asked_on=asked)
    request.origin = Origin.MEMBER
    request.taken_by = world.companions.get(household.pk, world.users["giulia"])
    request.word_by, request.word_on, request.word_how = request.asked_by, asked, luck.choice(list(Channel))
    request.acknowledge_by, request.talk_by = add_working_days(asked, 3), add_working_days(asked, 10)
    request.state = State.CLOSED if ended else luck.choice(OPEN_STATES)
    _lead(world, request, leader)
    _consequences(world, request)
    return request, area


def _lead(world: World, request: SupportRequest, leader: str) -> None:
    """Who is first responsible; a public body has been informed, or nothing beyond listening was done."""
    organisation = world.organisations.get(leader)
    if organisation is None or not organisation.is_public:
        request.lead = Lead.FAMILY if leader == "family" else Lead.COOPERATIVE
        if request.state == State.REFERRED:
            request.state = State.SEEN
        return
    request.lead, request.lead_organisation = Lead.PUBLIC_BODY, organisation
    if request.state not in (State.RECEIVED, State.SEEN):
        request.informed_on, request.informed_how = request.asked_on, "phone"
        request.informed_by = world.users["giulia"]


def _consequences(world: World, request: SupportRequest) -> None:
    """What each state carries: days, a talk, the outcome."""
    luck, state = world.luck, request.state
    if state != State.RECEIVED:
        request.seen_on = min(world.today, request.asked_on + timedelta(days=luck.randrange(3)))
    if state == State.TALK_SET:
        request.talk_at = world.moment(world.today) + timedelta(days=luck.randrange(1, 6))
    if state in (State.ACCEPTED, State.CLOSED):
        request.talked_on = min(world.today, request.asked_on + timedelta(days=luck.randrange(3, 10)))
    if state == State.REFERRED:
        request.referred_to = request.lead_organisation
        request.look_again_on = request.asked_on + timedelta(days=15)
    if state == State.CLOSED:
        request.ended_on = min(world.today, request.asked_on + timedelta(days=luck.randrange(12, 40)))
        public = request.lead == Lead.PUBLIC_BODY
        fitting = [Outcome.SOLVED_BY_BODY, Outcome.BRIDGED] if public else [Outcome.SOLVED_BY_US, Outcome.BRIDGED]
        request.outcome = luck.choice([*fitting, *fitting, Outcome.NOT_SOLVED])


def _steps(world: World, request: SupportRequest) -> list[RequestStep]:
    """The life of a request so far, a step for each state on its way."""
    rows, origin = [], ""
    last = request.ended_on or min(world.today, request.asked_on + timedelta(days=9))
    way = WAY[request.state]
    for number, state in enumerate(way):
        on = request.asked_on + (last - request.asked_on) * number // max(1, len(way) - 1)
        step = RequestStep(request=request, origin=origin, to=state, by=request.taken_by, at=world.moment(on))
        step.reason = REASONS.get(state, "")
        step.outcome = request.outcome if state == State.CLOSED else ""
        rows.append(step)
        origin = state
    return rows


def _worker(world: World, request: SupportRequest) -> RequestWorker:
    return RequestWorker(request=request, user=request.taken_by, since=request.asked_on, until=request.ended_on)
