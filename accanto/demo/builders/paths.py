"""Paths in every phase, promises of three sides, the matrix over time, and three families who have left."""

import random
from datetime import date, timedelta

from accanto.base.dates import add_months
from accanto.demo.path_texts import CHILD_GOAL, DISAGREEMENT, EXITS, GOALS, REVIEWS, WORDS
from accanto.demo.world import World
from accanto.plans.actions import answer_follow_up, begin_assessment, record_exit
from accanto.plans.models import (
    Assessment,
    Disagreement,
    Exit,
    Goal,
    MatrixEdition,
    Plan,
    PlanStep,
    PlanVersion,
    Promise,
    PromiseStep,
    Rating,
    Review,
    Signature,
)
from accanto.plans.queries import goals_of, terms_in
from accanto.plans.states import Moment, PlanPhase, PromiseState, Savings, Side, SignedHow, Source, VersionState, View
from accanto.residents.models import Household, HouseholdMember, HouseholdRole
from accanto.support.models import SupportArea
from accanto.support.states import Channel

AT_MOST = 60
ONE_IN = 2
S, F = PromiseState, PlanPhase
# phase, how many days ago it was opened
PHASES = [(F.PATH, 420), (F.WELCOME, 12), (F.SETTLING, 70), (F.PATH, 250), (F.LEAVING, 600), (F.PATH, 200)]
WAY = [F.WELCOME, F.SETTLING, F.PATH, F.LEAVING]
# State of a promise and how many days from today it is or was due, by turns.
ENDS = [
    (S.KEPT, -40),
    (S.OPEN, 3),
    (S.KEPT, -25),
    (S.OPEN, 0),
    (S.LATE, -30),
    (S.KEPT, -15),
    (S.OPEN, -4),
    (S.PARTLY, -20),
    (S.KEPT, -60),
    (S.OPEN, 12),
    (S.NOT_KEPT, -35),
    (S.KEPT, -10),
    (S.OPEN, 6),
    (S.KEPT, -12),
    (S.PARTLY, -9),
    (S.OPEN, 20),
    (S.KEPT, -5),
    (S.KEPT, -28),
    (S.RELEASED, -50),
]
# One path in so many has not been looked at for a while.
ONE_FORGOTTEN_IN = 11
FORGOTTEN_FOR = 50
# Whoever left longer ago had no path written here.
WITHOUT_PLAN = 365


class Paths:
    """What is made here, with a luck of its own: other rooms of the demo stay as they are."""

    def __init__(self, world: World):
        self.world, self.luck = world, random.Random(f"paths {world.seed}")
        self.areas = {area.code: area for area in SupportArea.objects.all()}
        self.edition = MatrixEdition.objects.order_by("number").last()
        self.domains = list(self.edition.domains.all())
        self.offices = [contact for contact in world.contacts if contact.organisation.is_public]
        self.turn = 0

    def worker_of(self, household: Household):
        """Who is beside a household, or the first coordinator."""
        return self.world.companions.get(household.pk, self.world.users["giulia"])


def build_paths(world: World) -> None:
    """A path for every second household up to AT_MOST, the resident's among them; three have left."""
    paths = Paths(world)
    others = [household for household in world.households if household.pk != world.resident.pk]
    for number, household in enumerate([world.resident, *others[: AT_MOST * ONE_IN : ONE_IN]]):
        _walk(paths, household, *_phase(world, household, number), number)
    _child(paths)
    _leave(paths, others[1 : AT_MOST * ONE_IN : ONE_IN])


def _phase(world: World, household: Household, number: int) -> tuple:
    """The phases by turns, among those that a family has had the time to reach."""
    days = (world.today - world.homes[household.pk]).days
    reached = [phase for phase in PHASES if phase[1] <= days] or PHASES[1:2]
    return reached[number % len(reached)]


def _walk(paths: Paths, household: Household, phase: str, days: int, number: int, left_on: date | None = None) -> None:
    opened_on = max(paths.world.back(days), paths.world.homes[household.pk])
    plan = _plan(paths, household, phase, opened_on)
    for area, words, what in paths.luck.sample(GOALS, 2):
        _goal(paths, plan, area, words, what)
    if phase != F.WELCOME:
        _version(paths, plan, number)
    is_forgotten = number % ONE_FORGOTTEN_IN == ONE_FORGOTTEN_IN - 1
    _look(paths, plan, left_on or paths.world.back(FORGOTTEN_FOR * is_forgotten))
    _review(paths, plan)


def _plan(paths: Paths, household: Household, phase: str, opened_on: date, person=None) -> Plan:
    head, today = paths.world.heads[household.pk], paths.world.today
    plan = Plan.objects.create(
        household=household,
        person=person,
        opened_on=opened_on,
        opened_by=paths.worker_of(household),
        assent_by=head,
        assent_on=opened_on,
        assent_how=paths.luck.choice([Channel.OFFICE, Channel.VOLUNTEER]),
        phase=phase,
        review_due_on=max(opened_on + timedelta(days=90), today + timedelta(days=paths.luck.randrange(-9, 60))),
        assessment_due_on=opened_on + timedelta(days=30),
        assessment_due=Moment.START,
    )
    way = WAY[: WAY.index(phase) + 1]
    days = (today - opened_on).days
    steps = [
        PlanStep(
            plan=plan,
            origin=way[place - 1] if place else "",
            to=to,
            by=plan.opened_by,
            at=paths.world.moment(opened_on + timedelta(days=days * place // len(way))),
        )
        for place, to in enumerate(way)
    ]
    PlanStep.objects.bulk_create(steps)
    return plan


def _goal(paths: Paths, plan: Plan, area: str, words: str, what: tuple[str, ...]) -> None:
    goal = Goal.objects.create(plan=plan, area=paths.areas[area], words=words)
    for side, promised in zip(Side, what, strict=True):
        _promise(paths, goal, side, promised)


def _promise(paths: Paths, goal: Goal, side: Side, what: str) -> None:
    state, days = ENDS[paths.turn % len(ENDS)]
    paths.turn += 1
    plan, worker = goal.plan, paths.worker_of(goal.plan.household)
    due_on = max(paths.world.today + timedelta(days=days), plan.opened_on)
    if due_on > paths.world.today:
        state = S.OPEN
    settled_on = None if state == S.OPEN else min(due_on + timedelta(days=6 * (state == S.LATE)), paths.world.today)
    office = paths.luck.choice(paths.offices)
    promise = Promise.objects.create(
        household=plan.household,
        goal=goal,
        side=side,
        person=(plan.person or plan.assent_by) if side == Side.MEMBER else None,
        user=worker if side == Side.COOPERATIVE else None,
        organisation=office.organisation if side == Side.PUBLIC_BODY else None,
        contact=office if side == Side.PUBLIC_BODY else None,
        what=what,
        made_on=max(plan.opened_on, due_on - timedelta(days=30)),
        due_on=due_on,
        source=Source.PLAN,
        taken_by=worker,
        state=state,
        settled_on=settled_on,
    )
    _life(paths, promise, worker)


def _life(paths: Paths, promise: Promise, worker) -> None:
    """Made; one in five moved once; settled with a word."""
    made = {"promise": promise, "by": worker}
    first_day = promise.due_on
    steps = [PromiseStep(**made, to=S.OPEN, due_on=first_day, at=paths.world.moment(promise.made_on))]
    earlier = promise.due_on - timedelta(days=10)
    if paths.turn % 5 == 0 and earlier > promise.made_on:
        steps[0].due_on = earlier
        moved = {"origin": S.OPEN, "to": S.OPEN, "was_due_on": earlier, "word": "ha chiesto qualche giorno in più"}
        steps.append(PromiseStep(**made, **moved, due_on=first_day, at=paths.world.moment(earlier)))
    if promise.settled_on:
        word = paths.luck.choice(WORDS[promise.state])
        ended = {"origin": S.OPEN, "to": promise.state, "word": word, "due_on": first_day}
        steps.append(PromiseStep(**made, **ended, at=paths.world.moment(promise.settled_on)))
    PromiseStep.objects.bulk_create(steps)


def _version(paths: Paths, plan: Plan, number: int) -> None:
    """Signed by both; the resident's still waits for her; one family does not agree."""
    is_hers, disagrees = plan.household_id == paths.world.resident.pk, number == 2
    state = VersionState.PROPOSED if is_hers else VersionState.DISAGREED if disagrees else VersionState.AGREED
    made_on = min(plan.opened_on + timedelta(days=21), paths.world.today)
    by = paths.world.users["giulia"]
    version = PlanVersion.objects.create(
        plan=plan, number=1, made_on=made_on, by=by, content=terms_in(goals_of(plan)), state=state
    )
    signed = {"plan_version": version, "how": SignedHow.PAPER, "signed_on": made_on, "written_by": by}
    Signature.objects.create(**signed, side=Side.COOPERATIVE, user=by)
    if state == VersionState.AGREED:
        Signature.objects.create(**signed, side=Side.MEMBER, person=plan.assent_by)
    if disagrees:
        said = {"person": plan.assent_by, "said_on": made_on, "by": by}
        Disagreement.objects.create(plan_version=version, words=DISAGREEMENT, **said)


def _look(paths: Paths, plan: Plan, until: date) -> None:
    """The matrix every six months up to a day, from about two to about four, as both see it."""
    base = {domain.pk: paths.luck.choice([1, 2, 2, 3, 3]) for domain in paths.domains}
    skipped = {domain.pk for domain in paths.luck.sample(paths.domains, 1)}
    on, moment = plan.opened_on + timedelta(days=20), Moment.START
    while on <= until:
        following = add_months(on, 6)
        is_last_before_leaving = plan.phase == F.LEAVING and following > until
        assessment = Assessment.objects.create(
            plan=plan,
            edition=paths.edition,
            moment=moment,
            assessed_on=on,
            begun_by=plan.opened_by,
            savings=Savings.YES if is_last_before_leaving else Savings.NO,
        )
        if moment != Moment.START:
            base = {pk: min(5, level + paths.luck.choice([0, 0, 1, 1, 1])) for pk, level in base.items()}
        if is_last_before_leaving:
            base = {pk: max(4, level) for pk, level in base.items()}
        _rate(paths, assessment, base, skipped)
        plan.change(assessment_due_on=following, assessment_due=Moment.ON_THE_WAY)
        on, moment = following, Moment.ON_THE_WAY


def _rate(paths: Paths, assessment: Assessment, levels: dict[int, int], skipped: set[int]) -> None:
    at, by = paths.world.moment(assessment.assessed_on), assessment.begun_by
    rows = []
    for pk, level in levels.items():
        if pk in skipped:
            continue
        own = min(5, max(1, level + paths.luck.choice([0, 0, 0, 1, -1])))
        for view, seen in ((View.WORKER, level), (View.OWN, own)):
            rows.append(Rating(assessment=assessment, domain_id=pk, view=view, level=seen, by=by, at=at))
    Rating.objects.bulk_create(rows)


def _review(paths: Paths, plan: Plan) -> None:
    if plan.phase not in (F.PATH, F.LEAVING):
        return
    changed, then, can_now, would_like = paths.luck.choice(REVIEWS)
    held_on = max(plan.opened_on, paths.world.back(paths.luck.randrange(20, 85)))
    texts = {"changed": changed, "next": then, "can_now": can_now, "would_like": would_like}
    present = f"{plan.assent_by}, {plan.opened_by}"
    Review.objects.create(plan=plan, held_on=held_on, present=present, by=plan.opened_by, **texts)


def _child(paths: Paths) -> None:
    """One child has a path of its own, opened by a parent's word."""
    open_ones = [household.pk for household in paths.world.households]
    children = HouseholdMember.objects.filter(role=HouseholdRole.CHILD, until=None, household__in=open_ones)
    place = children.filter(household__plans__isnull=False).select_related("person", "household").order_by("id").first()
    if place:
        opened_on = max(paths.world.back(80), paths.world.homes[place.household_id])
        plan = _plan(paths, place.household, F.SETTLING, opened_on, place.person)
        _goal(paths, plan, *CHILD_GOAL)


def _leave(paths: Paths, households: list[Household]) -> None:
    """Three families who have left, with what they said afterwards."""
    coordinator = paths.world.users["giulia"]
    for days, destination, answers in EXITS:
        left_on = paths.world.back(days)
        found = next((h for h in households if paths.world.homes[h.pk] < left_on - timedelta(days=200)), None)
        if found is None:
            continue
        households = [household for household in households if household != found]
        if days < WITHOUT_PLAN:
            _walk(paths, found, F.LEAVING, days + 400, len(PHASES), left_on)
        gone = record_exit(
            by=coordinator, household=found, left_on=left_on, destination=destination, keys_back_on=left_on
        )
        _look_at_exit(paths, gone)
        for follow_up, (state, home, word) in zip(gone.follow_ups.all(), answers, strict=False):
            answer = {"state": state, "home": home, "word": word, "asked_on": follow_up.due_on}
            answer_follow_up(by=coordinator, follow_up=follow_up, **answer)


def _look_at_exit(paths: Paths, gone: Exit) -> None:
    """How autonomous they were on the day they left, where there was a path."""
    if gone.plan:
        gone.plan.refresh_from_db()  # the exit has moved it on
        assessment = begin_assessment(by=gone.written_by, plan=gone.plan, assessed_on=gone.left_on)
        _rate(paths, assessment, {domain.pk: paths.luck.choice([4, 4, 5]) for domain in paths.domains}, set())
