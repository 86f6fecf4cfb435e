"""The round of matching: gathering the families that wait and the volunteers who can."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from accanto.base import clock
from accanto.residents.models import Household, HouseholdMember, HouseholdRole, TeamMember, TeamRole
from accanto.residents.permissions import running
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import WITHOUT_HER_WORD
from accanto.volunteers import matching, rules
from accanto.volunteers.models import VisitWish, Volunteer
from accanto.volunteers.queries.barriers import Around, ready_for_rules
from accanto.volunteers.queries.register import in_register_and_visible, with_load
from accanto.volunteers.queries.words import Answer, Candidate, Words
from accanto.volunteers.states import Barrier

ROUND_SIZE = 200


def without_volunteer(user) -> QuerySet[Household]:
    """Open households beside which no volunteer stands today or will; longest-waiting requests first."""
    places = TeamMember.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()), household=OuterRef("pk"), role=TeamRole.VOLUNTEER
    )
    households = _with_age(Household.objects.visible_to(user).filter(~Exists(places), closed_on=None))
    return households.order_by(F("asked_on").asc(nulls_last=True), F("last_met_on").asc(nulls_first=True), "id")


def _with_age(households: QuerySet) -> QuerySet[Household]:
    """Annotate `asked_on`: the day of the oldest open request, None without any."""
    requests = _asking().filter(household=OuterRef("pk")).order_by().values("household")
    return households.annotate(asked_on=Subquery(requests.annotate(oldest=Min("asked_on")).values("oldest")))


def _asking() -> QuerySet[SupportRequest]:
    """Open requests that have the member's word."""
    return SupportRequest.objects.still_open().exclude(state__in=WITHOUT_HER_WORD)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What a round is made of, and the words for its answer."""

    families: list[matching.Family]
    helpers: list[matching.Helper]
    barriers: dict[tuple[int, int], Barrier]
    words: Words


def round_for(user) -> Answer:
    """The best way to place the households that wait, as sentences. Writes nothing."""
    waiting = without_volunteer(user)
    households = list(waiting[:ROUND_SIZE])
    gathered = _gather(user, households)
    answer = matching.propose(gathered.families, gathered.helpers, gathered.barriers)
    return Answer(
        proposals=[gathered.words.proposal(suggestion) for suggestion in answer.suggestions],
        left=[gathered.words.left(unplaced) for unplaced in answer.unplaced],
        waiting=len(households) if len(households) < ROUND_SIZE else waiting.count(),
    )


def candidates_for(user, household: Household) -> list[Candidate]:
    """Every volunteer who can stand beside this household today, the best fit first, with the reasons."""
    gathered = _gather(user, list(_with_age(Household.objects.visible_to(user).filter(pk=household.pk))))
    there = set(household.team.filter(until=None).values_list("user_id", flat=True))
    family, words = gathered.families[0], gathered.words
    able = [
        helper
        for helper in gathered.helpers
        if helper.free and (family.id, helper.id) not in gathered.barriers
        if words.volunteers[helper.id].user_id not in there
    ]
    fits = [matching.fit_of(family, helper) for helper in able]
    fits.sort(key=lambda fit: (matching.place_cost(fit.helper, fit.helper.taken + 1) - fit.points, fit.helper.id))
    return [words.candidate(family, fit) for fit in fits]


def _gather(user, households: list[Household]) -> _Gathered:
    by_id = {household.pk: household for household in households}
    volunteers = {one.pk: one for one in ready_for_rules(with_load(in_register_and_visible(user)))}
    areas = _areas_of(by_id)
    return _Gathered(
        families=_families(by_id, areas),
        helpers=[_helper(volunteer, knew) for volunteer, knew in _with_past(volunteers, by_id)],
        barriers=_barriers(by_id, volunteers),
        words=Words(by_id, volunteers, areas),
    )


# --- Gathering ------------------------------------------------------------------------------------


def _areas_of(households: dict[int, Household]) -> dict[int, dict[int, SupportArea]]:
    """household id → the areas of its open requests, by id."""
    requests = _asking().filter(household__in=households).prefetch_related("areas").order_by("asked_on", "id")
    areas: dict[int, dict[int, SupportArea]] = defaultdict(dict)
    for request in requests:
        areas[request.household_id].update({area.pk: area for area in request.areas.all()})
    return areas


def _families(households: dict[int, Household], areas: dict) -> list[matching.Family]:
    speakers, slots = _speakers_of(households), _slots_of(households)
    today = clock.today()
    return [
        matching.Family(
            id=pk,
            name=household.name,
            speakers=tuple(speakers[pk]),
            areas=frozenset(areas.get(pk, ())),
            slots=slots.get(pk, frozenset()),
            days_waiting=(today - household.asked_on).days if household.asked_on else 0,
        )
        for pk, household in households.items()
    ]


def _speakers_of(households: dict[int, Household]) -> dict[int, list[matching.Speaker]]:
    speakers: dict[int, list[matching.Speaker]] = defaultdict(list)
    rows = HouseholdMember.objects.filter(running(), household__in=households).select_related("person").order_by("id")
    for row in rows:
        is_minor = row.person.age is not None and row.person.age < rules.FULL_AGE
        if not is_minor:
            name = row.person.given_name or row.person.family_name
            languages = frozenset(row.person.speaks)
            speakers[row.household_id].append(matching.Speaker(name, languages, row.role == HouseholdRole.HEAD))
    return speakers


def _slots_of(households: dict[int, Household]) -> dict[int, matching.Slots]:
    wishes = VisitWish.objects.filter(household__in=households).prefetch_related("slots")
    return {wish.household_id: frozenset((slot.weekday, slot.part) for slot in wish.slots.all()) for wish in wishes}


def _with_past(volunteers: dict[int, Volunteer], households) -> Iterable[tuple[Volunteer, dict[int, date]]]:
    """Each volunteer with the households of this round that she knew: id → her last day there."""
    users = [volunteer.user_id for volunteer in volunteers.values() if volunteer.user_id]
    past: dict[int, dict[int, date]] = defaultdict(dict)
    rows = TeamMember.objects.filter(user__in=users, household__in=households, until__isnull=False).order_by("until")
    for place in rows:
        past[place.user_id][place.household_id] = place.until
    return [(volunteer, past[volunteer.user_id]) for volunteer in volunteers.values()]


def _helper(volunteer: Volunteer, knew: dict[int, date]) -> matching.Helper:
    return matching.Helper(
        id=volunteer.pk,
        name=str(volunteer.person),
        languages=frozenset(volunteer.person.speaks),
        areas=frozenset(area.pk for area in volunteer.areas.all()),
        slots=volunteer.slots,
        taken=volunteer.taken,
        places=volunteer.max_households,
        knew=knew,
    )


def _barriers(households: dict[int, Household], volunteers: dict[int, Volunteer]) -> dict[tuple[int, int], Barrier]:
    """(household id, volunteer id) → the first rule that forbids the pair from today; full places are matching's."""
    today = clock.today()
    around = Around.of(list(households), [volunteer.person_id for volunteer in volunteers.values()], today)
    barriers = {}
    for volunteer in volunteers.values():
        always = rules.refusals(volunteer, today)
        for pk in households:
            if found := always or around.refusals_here(volunteer, pk, today):
                barriers[pk, volunteer.pk] = found[0].barrier
    return barriers
