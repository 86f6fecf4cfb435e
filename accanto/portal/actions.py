"""What is done in a shared file from outside, and the summary that goes out on paper."""

from datetime import date

from django.db import transaction

from accanto.base import clock
from accanto.partners import actions as partners
from accanto.partners.models import Disclosure, Referral, Share
from accanto.partners.states.shares import EndedBy
from accanto.plans import actions as plans
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState
from accanto.portal import printing
from accanto.portal.queries import shared as queries
from accanto.residents.models import Household


def answer(*, by, referral: Referral, outcome: str, answer: str, reason: str) -> Referral:
    """The body answers a referral itself, today."""
    return partners.answer_referral(
        by=by, referral=referral, answered_on=clock.today(), outcome=outcome, answer=answer, reason=reason
    )


@transaction.atomic
def promise(*, by, share: Share, what: str, due_on: date) -> Share:
    """Her office promises the family something by a day: a promise like all others, of a public body."""
    plans.make_promise(by=by, household=share.household, what=what, due_on=due_on, organisation=share.organisation)
    return share


def settle(*, by, promise: Promise, outcome: str, word: str = "", version: int | None = None) -> Promise:
    """Her office says what became of its own promise, today. Kept after its day, it was kept late: that is counted.

    Raises ValidationError as `plans.settle_promise` does.
    """
    was_late = outcome == PromiseState.KEPT and promise.due_on < clock.today()
    state = PromiseState.LATE if was_late else outcome
    return plans.settle_promise(by=by, promise=promise, state=state, word=word, version=version)


@transaction.atomic
def meet(*, by, share: Share, what: str, at, place: str) -> Share:
    """Her office and the family meet."""
    partners.make_appointment(
        by=by, household=share.household, organisation=share.organisation, what=what, at=at, place=place
    )
    return share


def leave(*, by, share: Share) -> Share:
    """She needs the file no longer."""
    return partners.end_share(by=by, share=share, ended_by=EndedBy.PARTNER)


def close_own(*, by, share: Share) -> Share:
    """The family does not want it to be read any more."""
    return partners.end_share(by=by, share=share, ended_by=EndedBy.MEMBER)


def hand_out(*, by, household: Household, organisation, to_whom: str, why: str, consent, sections: list) -> Disclosure:
    """Print a summary for a body that does not log in, keep it, and write down to whom it went and why."""
    parts = queries.summary(by, household, sections, organisation)
    about = {"organisation": organisation, "to_whom": to_whom, "why": why, "consent": consent}
    content = printing.as_pdf(household, parts, **about)
    return partners.give_summary(by=by, household=household, sections=sections, content=content, **about)
