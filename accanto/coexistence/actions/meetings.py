"""House meetings: called, held or cancelled; decisions, each the promise of somebody, and their votes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.audit.actions import record
from accanto.base import clock
from accanto.coexistence.actions.steps import check_step
from accanto.coexistence.models import Attendance, HouseMeeting, MeetingDecision, Vote
from accanto.coexistence.states import MEETING_TRANSITIONS, Ballot, MeetingState
from accanto.directory.models import Contact, Organisation
from accanto.housing.models import Building
from accanto.plans.actions import promise_to_neighbours, settle_promise
from accanto.plans.states import PromiseState
from accanto.residents.models import Household

FARTHEST_AHEAD = timedelta(days=366)


@transaction.atomic
def call_meeting(*, by, building: Building, called_for: datetime, agenda: str, place: str = "") -> HouseMeeting:
    """Call a meeting of the households of a building; also one of the past, to write it down. Within a year."""
    _check_moment(called_for)
    meeting = HouseMeeting.objects.create(building=building, called_for=called_for, agenda=agenda, place=place)
    record(by=by, verb="open_meeting", subject=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, by, meeting: HouseMeeting, version: int | None = None, **values) -> HouseMeeting:
    """Correct a meeting that is called: when, where, about what."""
    if meeting.state != MeetingState.CALLED:
        raise ValidationError(_("Questa riunione è già stata scritta."))
    _check_moment(values.get("called_for", meeting.called_for))
    if changed := meeting.change(version=version, **values):
        record(by=by, verb="change_meeting", subject=meeting, fields=changed)
    return meeting


def _check_moment(called_for: datetime) -> None:
    if abs(called_for - clock.now()) > FARTHEST_AHEAD:
        raise ValidationError({"called_for": _("È a più di un anno da oggi: controlla la data.")})


@transaction.atomic
def hold_meeting(
    *, by, meeting: HouseMeeting, present: Iterable[Household], minutes: str, summary: str = "", version=None
) -> HouseMeeting:
    """Write down that a meeting took place: who was there, the minutes, and the same in plain words.

    Raises ValidationError before its day, or with nobody there.
    """
    check_step(meeting, MeetingState.HELD, MEETING_TRANSITIONS)
    if meeting.called_for > clock.now():
        raise ValidationError(_("La riunione deve ancora cominciare."))
    present = list(present)
    if not present:
        raise ValidationError({"present": _("Senza nessuno presente non è una riunione: annullala.")})
    meeting.change(version=version, state=MeetingState.HELD, minutes=minutes, summary=summary)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, household=household) for household in present)
    record(by=by, verb="close_meeting", subject=meeting)
    return meeting


@transaction.atomic
def correct_minutes(*, by, meeting: HouseMeeting, minutes: str, summary: str = "", version=None) -> HouseMeeting:
    """Correct the minutes of a meeting that was held."""
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("Di questa riunione non c'è ancora un verbale."))
    if changed := meeting.change(version=version, minutes=minutes, summary=summary):
        record(by=by, verb="correct_minutes", subject=meeting, fields=changed)
    return meeting


@transaction.atomic
def cancel_meeting(*, by, meeting: HouseMeeting) -> HouseMeeting:
    """The meeting did not take place: the index counts it."""
    check_step(meeting, MeetingState.CANCELLED, MEETING_TRANSITIONS)
    meeting.change(version=meeting.version, state=MeetingState.CANCELLED)
    record(by=by, verb="cancel_meeting", subject=meeting)
    return meeting


@transaction.atomic
def add_decision(
    *,
    by,
    meeting: HouseMeeting,
    what: str,
    due_on: date,
    household: Household | None = None,
    user: User | None = None,
    organisation: Organisation | None = None,
    contact: Contact | None = None,
) -> MeetingDecision:
    """Write down what a meeting decided: a promise to the neighbours, of exactly one household, worker or office.

    Raises ValidationError where nobody owns it, or for a day that cannot be.
    """
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("Scrivi prima chi c'era e il verbale: poi le decisioni."))
    owner = {"household": household, "user": user, "organisation": organisation, "contact": contact}
    if not any(owner.values()):
        raise ValidationError({"owner": _("Chi ci pensa? Una decisione di nessuno non si fa.")})
    _check_due(meeting, due_on)
    days = {"made_on": meeting.day, "due_on": due_on}
    promise = promise_to_neighbours(
        by=by, building=meeting.building, what=what, source_text=str(meeting), **days, **owner
    )
    decision = MeetingDecision.objects.create(meeting=meeting, promise=promise)
    record(by=by, verb="add_decision", subject=decision)
    return decision


def _check_due(meeting: HouseMeeting, due_on: date) -> None:
    if due_on < meeting.day:
        raise ValidationError({"due_on": _("È prima della riunione.")})
    if due_on > clock.today() + FARTHEST_AHEAD:
        raise ValidationError({"due_on": _("Manca più di un anno a questo giorno: controlla la data.")})


@transaction.atomic
def record_votes(*, by, decision: MeetingDecision, ballots: dict[int, str]) -> MeetingDecision:
    """The votes on a decision, by household id: one household, one vote. Without more for than against it is released.

    Raises ValidationError for a household that was not there, for no vote at all, or once the promise has ended.
    """
    if not decision.promise.is_open:
        raise ValidationError(_("Su questa decisione non si vota più."))
    present = set(decision.meeting.attendances.values_list("household_id", flat=True))
    if not ballots or not set(ballots) <= present:
        raise ValidationError(_("Vota solo chi era presente, e qualcuno deve votare."))
    decision.votes.all().delete()
    Vote.objects.bulk_create(
        Vote(decision=decision, household_id=household_id, ballot=ballot) for household_id, ballot in ballots.items()
    )
    votes = list(ballots.values())
    record(by=by, verb="record_votes", subject=decision)
    if votes.count(Ballot.FOR) <= votes.count(Ballot.AGAINST):
        word = _("Respinta dal voto.")
        settle_promise(by=by, promise=decision.promise, state=PromiseState.RELEASED, word=word)
    return decision
