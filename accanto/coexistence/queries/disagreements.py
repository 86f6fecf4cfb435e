"""Disagreements as pages show them."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import Disagreement, DisagreementStep, HouseholdsKeptApart
from accanto.coexistence.states import DisagreementState
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


def members_of_both(disagreement: Disagreement) -> QuerySet[HouseholdMember]:
    """Who can promise something in the agreement."""
    rows = HouseholdMember.objects.filter(running(), household__in=disagreement.households)
    return rows.select_related("person", "household")


def households_to_choose(user) -> QuerySet[Household]:
    """Open households whose file this user may open, for the choices of a form."""
    return Household.objects.visible_to(user).filter(closed_on=None)


def own_kept_apart(user) -> list[HouseholdsKeptApart]:
    """The pairs that this user keeps apart; nobody reads anybody else's."""
    return list(HouseholdsKeptApart.objects.visible_to(user).filter(running()).select_related("first", "second"))


def kept_apart_for(user, pk: int) -> HouseholdsKeptApart:
    """One of them. Raises Http404 for anybody else's."""
    found = HouseholdsKeptApart.objects.visible_to(user).filter(running(), pk=pk).first()
    if found is None:
        raise Http404
    return found
