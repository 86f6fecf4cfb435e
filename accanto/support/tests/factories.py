"""Invented requests for tests, in any state, made by the actions that make real ones."""

from datetime import date, datetime, time, timedelta

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.residents.models import HouseholdRole
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support import actions
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import Channel, InformedHow, Lead, Origin, Outcome, State

WORDS = "Vuole rinnovare il permesso di soggiorno"


def area(code: str = "public_bodies") -> SupportArea:
    """One of the seeded areas."""
    return SupportArea.objects.get(code=code)


def head_of(household):
    """The person at the head of a household."""
    return household.members.get(role=HouseholdRole.HEAD).person


def consents_to_talk(person, purpose=ConsentPurpose.SHARE_WITH_SERVICES, **values):
    """A person's yes to our speaking with the services, on paper."""
    given = {"notice_version": "1", "is_given": True, "answered_on": date(2024, 1, 8), "evidence": "carta n. 1"}
    return person.consents.create(purpose=purpose, **given | values)


def a_request(state: State = State.RECEIVED, *, by=None, household=None, **values) -> SupportRequest:
    """A request of a household's head that has come as far as `state`, step by step."""
    household = household or HouseholdFactory()
    by = by or UserFactory()
    proposed = state in (State.PROPOSED, State.DECLINED)
    given = {
        "asked_by": head_of(household),
        "areas": [area()],
        "words": WORDS,
        "origin": Origin.PROPOSAL if proposed else Origin.MEMBER,
        "word_how": "" if proposed else Channel.VOLUNTEER,
    }
    request = actions.open_request(by=by, household=household, **given | values)
    consents_to_talk(head_of(household))
    for step in PATHS[state]:
        STEPS[step](by=by, request=request)
    return request


def tomorrow_at_ten() -> datetime:
    """A moment for a talk."""
    return datetime.combine(clock.today() + timedelta(days=1), time(10), tzinfo=clock.ROME)


def _accept(*, by, request):
    actions.state_lead(by=by, request=request, lead=Lead.COOPERATIVE)
    actions.accept_request(by=by, request=request)


# From each state to the next on the way that PATHS walks.
STEPS = {
    "decline": lambda *, by, request: actions.decline_proposal(by=by, request=request, word_how=Channel.PHONE),
    "see": actions.acknowledge,
    "talk": lambda *, by, request: actions.set_talk(by=by, request=request, talk_at=tomorrow_at_ten()),
    "accept": _accept,
    "pause": lambda *, by, request: actions.pause_request(
        by=by, request=request, reason="è in viaggio", look_again_on=clock.today() + timedelta(days=20)
    ),
    "refer": lambda *, by, request: actions.refer_request(
        by=by,
        request=request,
        referred_to=OrganisationFactory(),
        informed_how=InformedHow.PHONE,
        reason="è compito loro",
    ),
    "close": lambda *, by, request: actions.close_request(
        by=by, request=request, outcome=Outcome.BRIDGED, reason="ha ottenuto il rinnovo"
    ),
    "refuse": lambda *, by, request: actions.refuse_request(
        by=by, request=request, reason="non è tra i nostri compiti"
    ),
    "withdraw": lambda *, by, request: actions.withdraw_request(by=by, request=request, reason="ha fatto da sola"),
}
PATHS = {
    State.PROPOSED: [],
    State.DECLINED: ["decline"],
    State.RECEIVED: [],
    State.SEEN: ["see"],
    State.TALK_SET: ["see", "talk"],
    State.ACCEPTED: ["see", "talk", "accept"],
    State.PAUSED: ["see", "talk", "accept", "pause"],
    State.REFERRED: ["see", "refer"],
    State.CLOSED: ["see", "talk", "accept", "close"],
    State.NOT_ACCEPTED: ["see", "refuse"],
    State.WITHDRAWN: ["see", "withdraw"],
}
