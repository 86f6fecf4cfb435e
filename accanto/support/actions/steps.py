"""The steps of a request after her word, and the days that move with it."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.base.rules import check_from_today, check_not_future
from accanto.directory.models import Organisation
from accanto.support.actions.life import FOLLOW_UP_DAYS, move, promised
from accanto.support.actions.rules import check_may_tell, check_open, check_outcome
from accanto.support.models import RequestWorker, SupportRequest
from accanto.support.states import WAITING, Lead, Outcome, State, ToldUnder


@transaction.atomic
def acknowledge(*, by, request: SupportRequest, version: int | None = None) -> SupportRequest:
    """Tell the member that her request has been seen, as promised."""
    return move(
        by=by, request=request, to=State.SEEN, verb="acknowledge_request", version=version, seen_on=clock.today()
    )


@transaction.atomic
def set_talk(
    *, by, request: SupportRequest, talk_at: datetime, talk_place: str = "", version: int | None = None
) -> SupportRequest:
    """Agree on the moment of the first talk."""
    check_from_today("talk_at", clock.day_of(talk_at))
    return move(
        by=by,
        request=request,
        to=State.TALK_SET,
        verb="set_talk",
        version=version,
        talk_at=talk_at,
        talk_place=talk_place,
    )


@transaction.atomic
def move_talk(
    *, by, request: SupportRequest, talk_at: datetime, talk_place: str | None = None, version: int | None = None
) -> SupportRequest:
    """Put the talk at another moment."""
    if request.state != State.TALK_SET:
        raise ValidationError(_("Non c'è un colloquio da spostare."), code="no_talk")
    check_from_today("talk_at", clock.day_of(talk_at))
    place = request.talk_place if talk_place is None else talk_place
    return _change(by, request, "move_talk", version, talk_at=talk_at, talk_place=place)


@transaction.atomic
def move_talk_promise(*, by, request: SupportRequest, to: date, version: int | None = None) -> SupportRequest:
    """Promise the member another day for a first talk that is not yet fixed."""
    if request.state not in (State.RECEIVED, State.SEEN):
        raise ValidationError(_("Il colloquio è già fissato, o c'è già stato."), code="no_promise")
    check_from_today("to", to)
    return _change(by, request, "move_talk_promise", version, talk_by=to)


@transaction.atomic
def move_look_again(*, by, request: SupportRequest, to: date, version: int | None = None) -> SupportRequest:
    """Look at a paused or referred request on another day."""
    if request.state not in WAITING:
        raise ValidationError(_("Questa richiesta non è né in pausa né presso un ente."), code="not_waiting")
    check_from_today("to", to)
    return _change(by, request, "move_look_again", version, look_again_on=to)


@transaction.atomic
def accept_request(
    *, by, request: SupportRequest, talked_on: date | None = None, version: int | None = None
) -> SupportRequest:
    """Begin to work on it, after the talk. Whoever accepts works on it when nobody else does.

    Raises ValidationError when nobody is named as first responsible, or a public body is not told.
    """
    talked_on = talked_on or clock.today()
    check_not_future("talked_on", talked_on)
    if talked_on < request.asked_on:
        raise ValidationError({"talked_on": _("Il colloquio viene prima della richiesta.")})
    move(by=by, request=request, to=State.ACCEPTED, verb="accept_request", version=version, talked_on=talked_on)
    if not request.workers.filter(until=None).exists():
        RequestWorker.objects.create(request=request, user=by, since=clock.today())
    return request


@transaction.atomic
def pause_request(
    *, by, request: SupportRequest, reason: str, look_again_on: date, version: int | None = None
) -> SupportRequest:
    """Let it rest until a day, with the reason."""
    check_from_today("look_again_on", look_again_on)
    return move(
        by=by,
        request=request,
        to=State.PAUSED,
        verb="pause_request",
        reason=reason,
        version=version,
        look_again_on=look_again_on,
    )


@transaction.atomic
def resume_request(*, by, request: SupportRequest, reason: str = "", version: int | None = None) -> SupportRequest:
    """Work on it again, after a pause or when it comes back from a body."""
    if request.state not in WAITING:
        raise ValidationError(_("Questa richiesta non è né in pausa né presso un ente."), code="not_waiting")
    return move(by=by, request=request, to=State.ACCEPTED, verb="resume_request", reason=reason, version=version)


@transaction.atomic
def refer_request(
    *,
    by,
    request: SupportRequest,
    referred_to: Organisation,
    informed_how: str,
    reason: str,
    look_again_on: date | None = None,
    informed_on: date | None = None,
    informed_reference: str = "",
    informed_under: str = ToldUnder.CONSENT,
    version: int | None = None,
) -> SupportRequest:
    """Hand it to the body whose task it is, and look again after some days (15 unless said otherwise).

    To refer is to inform, under her consent or a ground of the law: the body, if public and if no other
    is named, becomes first responsible.
    """
    informed_on = informed_on or clock.today()
    check_not_future("informed_on", informed_on)
    check_may_tell(request, referred_to, informed_under, informed_on)
    look_again_on = look_again_on or clock.today() + timedelta(days=int(value_on(FOLLOW_UP_DAYS, clock.today())))
    check_from_today("look_again_on", look_again_on)
    if referred_to.is_public and request.lead_organisation_id in (None, referred_to.pk):
        informed = {
            "informed_on": informed_on,
            "informed_how": informed_how,
            "informed_by": by,
            "informed_reference": informed_reference,
            "informed_under": informed_under,
        }
        _change(
            by,
            request,
            "state_lead",
            version,
            lead=Lead.PUBLIC_BODY,
            lead_organisation=referred_to,
            not_informed_why="",
            not_informed_words="",
            **informed,
        )
        version = None
    return move(
        by=by,
        request=request,
        to=State.REFERRED,
        verb="refer_request",
        reason=reason,
        version=version,
        referred_to=referred_to,
        look_again_on=look_again_on,
    )


@transaction.atomic
def close_request(
    *, by, request: SupportRequest, outcome: str, reason: str, version: int | None = None
) -> SupportRequest:
    """End it with its outcome, in words too.

    Raises ValidationError for "solved by us" where a public body is first responsible.
    """
    check_outcome(request, Outcome(outcome))
    return move(
        by=by,
        request=request,
        to=State.CLOSED,
        verb="close_request",
        reason=reason,
        version=version,
        outcome=outcome,
    )


@transaction.atomic
def refuse_request(*, by, request: SupportRequest, reason: str, version: int | None = None) -> SupportRequest:
    """Do not accept it, with the reason that the member is told."""
    return move(by=by, request=request, to=State.NOT_ACCEPTED, verb="refuse_request", reason=reason, version=version)


@transaction.atomic
def withdraw_request(*, by, request: SupportRequest, reason: str, version: int | None = None) -> SupportRequest:
    """Write down that the member does not want it any more."""
    return move(by=by, request=request, to=State.WITHDRAWN, verb="withdraw_request", reason=reason, version=version)


@transaction.atomic
def reopen_request(*, by, request: SupportRequest, reason: str, version: int | None = None) -> SupportRequest:
    """Give an ended request a new life: a closed one goes on, the others begin again with new promises."""
    if request.state == State.CLOSED:
        to, values = State.ACCEPTED, {}
    else:
        to, values = State.RECEIVED, {"seen_on": None, "talk_at": None, **promised(clock.today())}
    return move(by=by, request=request, to=to, verb="reopen_request", reason=reason, version=version, **values)


def _change(by, request: SupportRequest, verb: str, version: int | None, **values) -> SupportRequest:
    check_open(request)
    if changed := request.change(version=request.version if version is None else version, **values):
        record(by=by, verb=verb, subject=request, household_id=request.household_id, fields=changed)
    return request
