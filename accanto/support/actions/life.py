"""Writing one step in the life of a request, in one place."""

from datetime import date

from django.db import transaction

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_working_days
from accanto.base.parameters import value_on
from accanto.support.actions.rules import check_lead, check_step
from accanto.support.models import RequestStep, SupportRequest
from accanto.support.states import BEYOND_LISTENING, ENDED, WAITING, State, is_reopening

ACKNOWLEDGE_DAYS = "support_acknowledge_working_days"
TALK_DAYS = "support_first_talk_working_days"
FOLLOW_UP_DAYS = "support_referral_follow_up_days"


def promised(on: date) -> dict[str, date]:
    """The days promised to a member whose word came in on a day, by the terms in force then."""
    return {
        "acknowledge_by": add_working_days(on, int(value_on(ACKNOWLEDGE_DAYS, on))),
        "talk_by": add_working_days(on, int(value_on(TALK_DAYS, on))),
    }


@transaction.atomic
def move(
    *, by, request: SupportRequest, to: State, verb: str, reason: str = "", version: int | None = None, **values
) -> SupportRequest:
    """Take a request one step further: rules, row, step and audit.

    Compares with the version the person had before her eyes, else with the one just loaded: of two
    steps taken at once one is refused. Raises ValidationError.
    """
    origin = State(request.state)
    check_step(request, to, reason)
    if to in BEYOND_LISTENING:
        check_lead(request)
    values = _consequences(request, origin, to) | values
    request.change(version=request.version if version is None else version, state=to, **values)
    write_step(by=by, request=request, origin=origin, reason=reason)
    record(
        by=by, verb=verb, subject=request, household_id=request.household_id, origin=origin.value, to=State(to).value
    )
    return request


def _consequences(request: SupportRequest, origin: State, to: State) -> dict:
    """Columns that follow from the states alone."""
    values = {}
    if to in ENDED:
        values["ended_on"] = clock.today()
    if origin in WAITING:
        values["look_again_on"] = None
    if is_reopening(origin, to):
        values |= {"ended_on": None, "outcome": "", "times_reopened": request.times_reopened + 1}
    return values


def write_step(*, by, request: SupportRequest, origin: str = "", reason: str = "") -> RequestStep:
    """Add the step just taken to the life of the request."""
    return RequestStep.objects.create(
        request=request,
        origin=origin,
        to=request.state,
        reason=reason.strip(),
        outcome=request.outcome,
        by=by,
        at=clock.now(),
    )
