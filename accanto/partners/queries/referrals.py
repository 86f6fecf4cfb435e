"""Referrals: one, a list, those of a household or a request."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from accanto.base.dates import add_months
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import value_on
from accanto.partners.models import Referral
from accanto.partners.states.referrals import WAITING_FOR_AN_ANSWER, Direction, ReferralState
from accanto.residents.models import Household
from accanto.support.models import SupportRequest

REMEMBERED_MONTHS = "refused_arrival_months"
NAMED = ("household", "organisation", "contact", "request", "written_by", "consent__person")
IN_LISTS = ("household", "organisation")


def referral_for(user, pk: int) -> Referral:
    """A referral that this user may see. Raises Http404."""
    rows = Referral.objects.visible_to(user).select_related(*NAMED, "request__asked_by", "request__word_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def referral_page(user, wanted: dict, cursor: str) -> Page:
    """Referrals, the latest first; `wanted` may hold direction and state."""
    rows = Referral.objects.visible_to(user).select_related(*IN_LISTS)
    given = {name: value for name, value in wanted.items() if value}
    return keyset_page(rows.filter(**given), by=("-id",), cursor=cursor)


def unanswered(user, direction: str = Direction.OUT) -> QuerySet[Referral]:
    """Referrals that wait for an answer, as far as this user may see them."""
    rows = Referral.objects.visible_to(user).filter(direction=direction, state__in=WAITING_FOR_AN_ANSWER)
    return rows.select_related(*IN_LISTS)


def unanswered_page(user, cursor: str, size: int = 25) -> Page:
    """What we asked and nobody has answered, the oldest first."""
    return keyset_page(unanswered(user), by=("sent_on", "id"), cursor=cursor, size=size)


def referrals_of_household(household: Household) -> list[Referral]:
    """All referrals of a household whose file is being shown, the latest first."""
    return list(household.referrals.select_related(*IN_LISTS).order_by("-id"))


def referrals_of_request(request: SupportRequest) -> list[Referral]:
    """All referrals about a request that is being shown, the latest first."""
    return list(request.referrals.select_related(*IN_LISTS).order_by("-id"))


def drafts(user) -> QuerySet[Referral]:
    """What is written and has not gone out."""
    return Referral.objects.visible_to(user).filter(state=ReferralState.DRAFT).select_related(*IN_LISTS)


def forgotten_on(referral: Referral) -> date | None:
    """The day on which a family that we did not take in is forgotten; None for every other referral."""
    if referral.direction != Direction.IN or referral.state != ReferralState.REFUSED:
        return None
    return add_months(referral.answered_on, int(value_on(REMEMBERED_MONTHS, referral.answered_on)))


def refused_to_forget(today: date) -> list[Referral]:
    """Arrivals that were refused and whose time has passed, the oldest first."""
    refused = Referral.objects.filter(direction=Direction.IN, state=ReferralState.REFUSED).order_by("answered_on")
    return [referral for referral in refused if forgotten_on(referral) <= today]
