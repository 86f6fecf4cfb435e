"""Whatever happens, in whatever order, on whatever day: a partner sees what is granted to her then, no more (P6).

The walk (`shared_walk`) grants, withdraws, ends, restricts, merges and travels in time. After each step it asks for
the list of a partner, and for one page or one form, as the one who holds the share or as the other; what comes is
compared with the book (`shared_world`). `--partner-steps=10000` is the long run; `--partner-seed=` begins with
another walk, so that one that found something can be walked again.
"""

import pytest
from django.db import transaction
from django.db.models import Q

from accanto.base import clock
from accanto.partners.models import Referral, shares
from accanto.partners.models.shares import ShareQuerySet
from accanto.partners.states.shares import Section
from accanto.portal.queries import sections as shared_sections
from accanto.portal.queries import shared as shared_queries
from accanto.portal.tests.shared_walk import SawMore, Walk
from accanto.portal.tests.shared_world import World
from accanto.residents.models import Household

STEPS_OF_A_WALK = 60
REAL_PARTS = shared_queries.parts


def walk(world: World, steps: int, first_seed: int = 0) -> None:
    """Random walks until so many steps were taken; one that saw more says from which seed, at which step."""
    for walked in range(0, steps, STEPS_OF_A_WALK):
        seed, point = first_seed + walked // STEPS_OF_A_WALK, transaction.savepoint()
        way = Walk(world, seed)
        try:
            for _step in range(min(steps - walked, STEPS_OF_A_WALK)):
                way.step()
        except SawMore as seen:
            seen.add_note(f"seed {seed}, step {way.taken}")
            raise
        finally:
            transaction.savepoint_rollback(point)
            way.world.close()


@pytest.fixture
def families(db):
    """The world with which each walk begins anew."""
    world = World()
    world.close()
    return world


@pytest.mark.timeout(7200)
def test_nobody_sees_what_is_not_granted_to_her_then(request, families):
    option = request.config.getoption
    walk(families, option("--partner-steps"), option("--partner-seed"))


# --- The walk can fail: each condition, forgotten, is found -----------------------------------------

ALWAYS = Q(pk__isnull=False)
STEPS_TO_FIND = 200


def without(*names):
    """A `filter` that forgets some of its conditions."""
    real = ShareQuerySet.filter

    def careless(self, *conditions, **named):
        kept = {name: value for name, value in named.items() if name not in names}
        return real(self, *conditions, **kept)

    return ShareQuerySet, "filter", careless


def anybody(self, user):
    """`open_to` that does not look at the account."""
    return self.holding_on(clock.today()).filter(user=user).exclude(household__in=shares.hidden_from(user))


ALL_SECTIONS = (ShareQuerySet, "showing", lambda shared, _section: shared)
# What is forgotten, and in which place or places.
FORGOTTEN = {
    "the first day": [without("since__lte")],
    "the last day": [without("until__gte")],
    "that it was ended": [without("ended_at")],
    "that the household is closed": [without("household__closed_on")],
    "with whom it is shared": [without("user")],
    "the account": [(ShareQuerySet, "open_to", anybody)],
    "the restriction": [(shares, "hidden_from", lambda _user: Household.objects.none().values("pk"))],
    "the consent": [(shares, "_consent_given", lambda _today: ALWAYS)],
    "a later no": [(shares, "_never_taken_back", lambda _today: ALWAYS)],
    "that she moved out": [(shares, "_lives_there", lambda _today: ALWAYS)],
    "the end of the agreement": [(shares, "_agreement_holds", lambda _today: ALWAYS)],
    "the parties": [(shares, "_body_is_a_party", lambda _today: ALWAYS)],
    "whom the agreement covers": [(shares, "_household_is_covered", lambda _today: ALWAYS)],
    "the end of the mandate": [(shares, "_under_mandate", lambda _today: Q(mandate__isnull=False))],
    "the sections, on the page": [
        ALL_SECTIONS,
        (shared_queries, "parts", lambda _some, *rest: REAL_PARTS(list(Section), *rest)),
    ],
    "the sections, in the forms": [ALL_SECTIONS],
    "whose matters they are": [(shared_sections, "_told_of", lambda _person: ALWAYS)],
    "whose referral it is": [
        (shared_queries, "referral_to_answer", lambda _by, _share, pk: Referral.objects.get(pk=pk))
    ],
}


def is_found(world: World, forgotten: str) -> bool:
    """Whether the walk stumbles over one forgotten condition."""
    with pytest.MonkeyPatch.context() as patch:
        for place in FORGOTTEN[forgotten]:
            patch.setattr(*place)
        try:
            walk(world, STEPS_TO_FIND)
        except SawMore:
            return True
    return False


def test_every_planted_fault_is_found(families):
    assert [forgotten for forgotten in FORGOTTEN if not is_found(families, forgotten)] == []
