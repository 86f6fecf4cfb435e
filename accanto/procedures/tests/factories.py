"""Invented procedures for tests, in any state, made by the actions that make real ones."""

from datetime import timedelta

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.procedures import actions, queries
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import How, State
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.states import Channel
from accanto.support.tests.factories import head_of

S = State


def kind_of(code: str) -> ProcedureType:
    """One of the seeded types, in the version of today."""
    return queries.types_by_code()[code]


def a_procedure(state: State = S.TO_START, *, code: str = "PDS", by=None, household=None, **values) -> Procedure:
    """A procedure of a household's head that has come as far as `state`, step by step."""
    household = household or HouseholdFactory()
    by = by or UserFactory()
    given = {
        "type": kind_of(code),
        "persons": [head_of(household)],
        "how": How.ACCOMPANIED,
        "word_how": Channel.OFFICE,
    }
    procedure = actions.open_procedures(by=by, household=household, **given | values)
    for step in PATHS[state]:
        STEPS[step](by=by, procedure=procedure)
    return procedure


def _submit(*, by, procedure):
    actions.submit_procedure(by=by, procedure=procedure, submitted_on=clock.today(), protocol="PR-1")


def _ask(*, by, procedure):
    due_on = clock.today() + timedelta(days=10)
    actions.ask_integration(by=by, procedure=procedure, words="Una busta paga", asked_on=clock.today(), due_on=due_on)


def _accept(*, by, procedure):
    expires_on = clock.today() + timedelta(days=365)
    actions.accept_procedure(by=by, procedure=procedure, decided_on=clock.today(), expires_on=expires_on)


# From each state to the next on the way that PATHS walks.
STEPS = {
    "collect": actions.collect_papers,
    "ready": lambda *, by, procedure: actions.ready_procedure(by=by, procedure=procedure, reason="le porta lei"),
    "submit": _submit,
    "ask": _ask,
    "accept": _accept,
    "refuse": lambda *, by, procedure: actions.refuse_procedure(
        by=by, procedure=procedure, decided_on=clock.today(), reason="manca il reddito"
    ),
    "lapse": lambda *, by, procedure: actions.lapse_procedure(by=by, procedure=procedure, reason="fondi finiti"),
    "withdraw": lambda *, by, procedure: actions.withdraw_procedure(by=by, procedure=procedure, reason="parte"),
    "time": actions.time_to_renew,
    "renew": lambda *, by, procedure: actions.renew_procedure(
        by=by, procedure=procedure, how=How.HERSELF, word_how=Channel.PHONE
    ),
}
SUBMITTED = ["collect", "ready", "submit"]
PATHS = {
    S.TO_START: [],
    S.COLLECTING: ["collect"],
    S.READY: ["collect", "ready"],
    S.SUBMITTED: SUBMITTED,
    S.INTEGRATION: [*SUBMITTED, "ask"],
    S.ACCEPTED: [*SUBMITTED, "accept"],
    S.REFUSED: [*SUBMITTED, "refuse"],
    S.LAPSED: ["lapse"],
    S.TO_RENEW: [*SUBMITTED, "accept", "time"],
    S.RENEWED: [*SUBMITTED, "accept", "renew"],
    S.WITHDRAWN: ["withdraw"],
}
