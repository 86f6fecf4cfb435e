"""Referrals out: written, sent, answered. The request follows, and the answer stands in the diary."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.base.rules import check_from_today, check_not_before, check_not_future
from accanto.diary.actions import write_entry
from accanto.diary.states import Contact as Met
from accanto.diary.states import Kind
from accanto.directory.models import Contact, Organisation
from accanto.documents.actions import keep_upload
from accanto.documents.states import Kind as DocumentKind
from accanto.partners.actions.grounds import check_body, check_contact, checked_ground, checked_text
from accanto.partners.models import Referral
from accanto.partners.states.referrals import REFERRAL_TRANSITIONS, Direction, ReferralState
from accanto.support import actions as support
from accanto.support.actions.life import FOLLOW_UP_DAYS
from accanto.support.actions.rules import check_word_given
from accanto.support.models import SupportRequest
from accanto.support.states import State, ToldUnder

R = ReferralState


@transaction.atomic
def write_referral(
    *,
    by,
    request: SupportRequest,
    organisation: Organisation,
    asked: str,
    contact: Contact | None = None,
    ground: str = ToldUnder.CONSENT,
    ground_words: str = "",
    sent_on: date | None = None,
    how: str = "",
    reference: str = "",
    answer_due: date | None = None,
) -> Referral:
    """Prepare what is asked of a body about a request; with a day (`sent_on`) it has gone out already.

    Raises ValidationError by field: without her word, without her consent or a ground of the law,
    towards an employer without a mandate.
    """
    check_word_given(request)
    check_body(organisation, contact)
    referral = Referral.objects.create(
        direction=Direction.OUT,
        state=R.DRAFT,
        household=request.household,
        request=request,
        organisation=organisation,
        contact=contact,
        asked=checked_text(asked),
        written_by=by,
        **checked_ground(request, organisation, ground, ground_words, sent_on or clock.today()),
    )
    record(by=by, verb="write_referral", subject=referral, household_id=request.household_id)
    if sent_on:
        send_referral(by=by, referral=referral, sent_on=sent_on, how=how, reference=reference, answer_due=answer_due)
    return referral


@transaction.atomic
def change_referral(
    *,
    by,
    referral: Referral,
    asked: str,
    contact: Contact | None = None,
    ground: str = ToldUnder.CONSENT,
    ground_words: str = "",
    version: int | None = None,
) -> Referral:
    """Correct what has not gone out yet."""
    if referral.state != R.DRAFT:
        raise ValidationError(_("È già partita: quello che è stato scritto all'ente non si cambia."), code="sent")
    check_contact(referral.organisation, contact)
    standing = checked_ground(referral.request, referral.organisation, ground, ground_words, clock.today())
    changed = referral.change(version=version, asked=checked_text(asked), contact=contact, **standing)
    if changed:
        record(by=by, verb="change_referral", subject=referral, household_id=referral.household_id, fields=changed)
    return referral


@transaction.atomic
def send_referral(
    *,
    by,
    referral: Referral,
    sent_on: date,
    how: str,
    reference: str = "",
    answer_due: date | None = None,
    version: int | None = None,
) -> Referral:
    """Write down that it went out: when, how, under which number, until when an answer is awaited.

    The consent is looked at again, for that day: withdrawn meanwhile, nothing goes out. The request
    goes to the body with it (`support.refer_request`), unless it lies with a body already.
    """
    check_not_future("sent_on", sent_on)
    if not how:
        raise ValidationError({"how": _("Scrivi come è stata mandata.")})
    check_not_before("answer_due", answer_due or sent_on, sent_on, _("La risposta è attesa prima dell'invio."))
    standing = checked_ground(referral.request, referral.organisation, referral.ground, referral.ground_words, sent_on)
    values = {
        "sent_on": sent_on,
        "how": how,
        "reference": reference.strip(),
        "answer_due": answer_due or follow_up_after(sent_on),
    }
    move_referral(by=by, referral=referral, to=R.SENT, verb="send_referral", version=version, **values, **standing)
    _hand_over(by, referral)
    return referral


def _hand_over(by, referral: Referral) -> None:
    """The request goes where the referral went; where it lies with a body already, the diary says so."""
    request = referral.request
    if request.state == State.REFERRED:
        note_on_request(by, referral, _now("Segnalazione anche a %(body)s.") % {"body": referral.organisation})
        return
    support.refer_request(
        by=by,
        request=request,
        referred_to=referral.organisation,
        informed_how=referral.how,
        informed_on=referral.sent_on,
        informed_reference=referral.reference,
        informed_under=referral.ground,
        reason=referral.asked,
        look_again_on=max(referral.answer_due, clock.today()),
    )


@transaction.atomic
def answer_referral(
    *,
    by,
    referral: Referral,
    answered_on: date,
    outcome: str,
    answer: str,
    reason: str = "",
    look_again_on: date | None = None,
    version: int | None = None,
) -> Referral:
    """Write down what the body answered: `outcome` accepted, or refused with its reason.

    Accepted, the request stays with the body and is looked at again; refused, it comes back to us.
    Either way the answer stands in the diary and on the request.
    """
    _check_answer(referral, answered_on, outcome, reason)
    move_referral(
        by=by,
        referral=referral,
        to=R(outcome),
        verb="receive_answer",
        version=version,
        answered_on=answered_on,
        answer=answer.strip(),
        reason=reason.strip(),
    )
    note_on_request(by, referral, answer_in_words(referral))
    _bring_back(by, referral, look_again_on)
    return referral


def _bring_back(by, referral: Referral, look_again_on: date | None) -> None:
    request = referral.request
    if request.state != State.REFERRED or request.referred_to_id != referral.organisation_id:
        return
    if referral.state == R.ACCEPTED:
        support.move_look_again(by=by, request=request, to=look_again_on or follow_up_after(clock.today()))
        return
    reason = _now("%(body)s non accoglie: %(reason)s")
    words = reason % {"body": referral.organisation, "reason": referral.reason}
    support.resume_request(by=by, request=request, reason=words)


@transaction.atomic
def withdraw_referral(*, by, referral: Referral, reason: str, version: int | None = None) -> Referral:
    """Take it back, with the reason; a request that went out with it comes back to us."""
    was_sent = referral.state == R.SENT
    move_referral(by=by, referral=referral, to=R.WITHDRAWN, verb="withdraw_referral", version=version, reason=reason)
    request = referral.request
    if was_sent and request.state == State.REFERRED and request.referred_to_id == referral.organisation_id:
        support.resume_request(by=by, request=request, reason=reason)
    return referral


@transaction.atomic
def move_answer_due(*, by, referral: Referral, to: date, version: int | None = None) -> Referral:
    """Wait for an answer until another day."""
    if not referral.is_waiting:
        raise ValidationError(_("Questa segnalazione non aspetta una risposta."), code="not_waiting")
    check_from_today("to", to)
    changed = referral.change(version=referral.version if version is None else version, answer_due=to)
    if changed:
        record(by=by, verb="move_answer_due", subject=referral, household_id=referral.household_id, fields=changed)
    return referral


@transaction.atomic
def keep_with_referral(*, by, referral: Referral, title: str, file) -> Referral:
    """Keep a file with a referral: the letter that went out, the answer that came."""
    document = keep_upload(by=by, title=title, kind=DocumentKind.LETTER, file=file, household=referral.household)
    referral.documents.add(document)
    record(by=by, verb="keep_with_referral", subject=referral, household_id=referral.household_id)
    return referral


def move_referral(*, by, referral: Referral, to: ReferralState, verb: str, version=None, **values) -> Referral:
    """One step in the life of a referral: table, row, register. Raises ValidationError."""
    origin = R(referral.state)
    if to not in REFERRAL_TRANSITIONS[origin]:
        raise ValidationError(
            _("Una segnalazione «%(origin)s» non può diventare «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    referral.change(version=referral.version if version is None else version, state=to, **values)
    record(
        by=by,
        verb=verb,
        subject=referral,
        household_id=referral.household_id,
        origin=origin.value,
        to=to.value,
    )
    return referral


def follow_up_after(day: date) -> date:
    """When to ask how it stands: so many days after, by the term in force on that day."""
    return day + timedelta(days=int(value_on(FOLLOW_UP_DAYS, day)))


def answer_in_words(referral: Referral) -> str:
    """The answer as a sentence for the diary."""
    values = {"body": referral.organisation, "answer": referral.answer, "reason": referral.reason}
    if referral.state == R.ACCEPTED:
        return (_now("%(body)s accoglie la segnalazione. %(answer)s") % values).strip()
    return (_now("%(body)s non accoglie la segnalazione: %(reason)s. %(answer)s") % values).strip()


def note_on_request(by, referral: Referral, words: str) -> None:
    """A note without contact in the diary, shown on the request too; it counts no minutes."""
    day = referral.answered_on or referral.sent_on
    at = min(datetime.combine(day, time(12), clock.ROME), clock.now())
    entry = write_entry(
        by=by,
        households=[referral.household],
        happened_at=at,
        text=words,
        minutes=0,
        kind=Kind.NOTE,
        contact=Met.NONE,
    )
    support.link_entry(by=by, request=referral.request, entry=entry)


def _check_answer(referral: Referral, answered_on: date, outcome: str, reason: str) -> None:
    check_not_future("answered_on", answered_on)
    if referral.direction != Direction.OUT:
        raise ValidationError(_("Questa segnalazione aspetta la nostra risposta, non quella dell'ente."))
    if referral.sent_on and answered_on < referral.sent_on:
        raise ValidationError({"answered_on": _("La risposta viene prima della segnalazione.")})
    if outcome == R.REFUSED and not reason.strip():
        raise ValidationError({"reason": _("Scrivi perché l'ente non accoglie.")})
