"""Disagreements as pages show them."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import Disagreement, DisagreementStep, HouseholdsKeptApart
from accanto.coexistence.states import TOGETHER, DisagreementState
from accanto.plans.models import Promise
from accanto.residents.models import Household, HouseholdMember
from accanto.residents.permissions import running

NEWEST_FIRST = ("-heard_on", "-id")


def disagreement_page(user, *, ended: bool = False, cursor: str = "") -> Page:
    """Disagreements that this user may see, the newest first."""
    rows = Disagreement.objects.visible_to(user).select_related("first", "second")
    over = DisagreementState.ENDED
    rows = rows.filter(state=over) if ended else rows.exclude(state=over)
    return keyset_page(rows, by=NEWEST_FIRST, cursor=cursor)


def disagreement_for(user, pk: int) -> Disagreement:
    """The disagreement with its steps and agreed points. Raises Http404 when this user may not see it."""
    steps = DisagreementStep.objects.select_related("by")
    points = Promise.objects.select_related("person", "household", "user", "organisation", "contact")
    rows = Disagreement.objects.visible_to(user).select_related("first", "second")
    found = rows.prefetch_related(Prefetch("steps", steps), Prefetch("promises", points)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def told_to(household: Household) -> QuerySet[Disagreement]:
    """The disagreements of which a household may read: those in which both sides have begun to speak.

    Never where the two are kept apart today, nor where one of them has a restricted file.
    """
    spoken = DisagreementStep.objects.filter(disagreement=OuterRef("pk"), to__in=TOGETHER)
    apart = HouseholdsKeptApart.objects.between(OuterRef("first"), OuterRef("second"))
    rows = Disagreement.objects.filter(Q(first=household) | Q(second=household)).filter(Exists(spoken), ~Exists(apart))
    return rows.filter(first__is_restricted=False, second__is_restricted=False)


def points_told(disagreement: Disagreement) -> list[Promise]:
    """What two sides have agreed on, the next due first; nothing while they still talk."""
    if disagreement.state not in (DisagreementState.AGREED, DisagreementState.ENDED):
        return []
    return list(disagreement.promises.with_promisers().order_by("due_on", "pk"))


def members_of_both(disagreement: Disagreement) -> QuerySet[HouseholdMember]:
    """Who can promise something in the agreement."""
    rows = HouseholdMember.objects.filter(running(), household__in=disagreement.households)
    return rows.select_related("person", "household")


def own_kept_apart(user) -> list[HouseholdsKeptApart]:
    """The pairs that this user keeps apart; nobody reads anybody else's."""
    return list(HouseholdsKeptApart.objects.visible_to(user).filter(running()).select_related("first", "second"))


def kept_apart_for(user, pk: int) -> HouseholdsKeptApart:
    """One of them. Raises Http404 for anybody else's."""
    found = HouseholdsKeptApart.objects.visible_to(user).filter(running(), pk=pk).first()
    if found is None:
        raise Http404
    return found
