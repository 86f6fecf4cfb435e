"""The steps of a procedure, from the first paper to the answer and the next renewal."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.rules import check_not_before, check_not_future
from accanto.procedures.actions.life import move
from accanto.procedures.actions.mandates import checked_mandate
from accanto.procedures.actions.rules import check_papers
from accanto.procedures.models import Integration, Procedure
from accanto.procedures.states import State
from accanto.residents.actions import add_paper, renew_paper

BEFORE_IT_WAS_OPENED = _("Viene prima del giorno in cui l'ente l'ha ricevuta.")
BEFORE_SUBMISSION = _("La risposta viene prima della presentazione.")


@transaction.atomic
def collect_papers(*, by, procedure: Procedure, version: int | None = None) -> Procedure:
    """Begin to gather the documents, or go back to it."""
    return move(by=by, procedure=procedure, to=State.COLLECTING, verb="begin_procedure", version=version)


@transaction.atomic
def ready_procedure(*, by, procedure: Procedure, reason: str = "", version: int | None = None) -> Procedure:
    """Everything is there. Raises ValidationError while a document is missing and no reason is given."""
    check_papers(procedure, reason)
    return move(by=by, procedure=procedure, to=State.READY, verb="finish_papers", reason=reason, version=version)


@transaction.atomic
def submit_procedure(
    *, by, procedure: Procedure, submitted_on: date, protocol: str = "", version: int | None = None
) -> Procedure:
    """It is with the body now. Raises ValidationError without a mandate where we are the ones who go."""
    check_not_future("submitted_on", submitted_on)
    return move(
        by=by,
        procedure=procedure,
        to=State.SUBMITTED,
        verb="send_procedure",
        version=version,
        submitted_on=submitted_on,
        protocol=protocol.strip(),
        mandate=checked_mandate(procedure, submitted_on),
    )


@transaction.atomic
def ask_integration(
    *, by, procedure: Procedure, words: str, asked_on: date, due_on: date, version: int | None = None
) -> Procedure:
    """The body asks for something more, by a day."""
    check_not_future("asked_on", asked_on)
    check_not_before("asked_on", asked_on, procedure.submitted_on, BEFORE_IT_WAS_OPENED)
    check_not_before("due_on", due_on, asked_on, _("Il termine viene prima della richiesta."))
    if procedure.state == State.SUBMITTED:
        Integration.objects.create(procedure=procedure, words=words.strip(), asked_on=asked_on, due_on=due_on)
    return move(by=by, procedure=procedure, to=State.INTEGRATION, verb="record_integration", version=version)


@transaction.atomic
def answer_integration(*, by, procedure: Procedure, answered_on: date, version: int | None = None) -> Procedure:
    """What the body asked for has been sent. Raises ValidationError without a mandate where we send it."""
    check_not_future("answered_on", answered_on)
    if procedure.state != State.INTEGRATION:
        raise ValidationError(_("L'ente non ha chiesto niente."), code="no_integration")
    checked_mandate(procedure, answered_on)
    asked = procedure.integrations.get(answered_on=None)
    check_not_before("answered_on", answered_on, asked.asked_on, _("Viene prima della richiesta dell'ente."))
    asked.change(answered_on=answered_on)
    return move(by=by, procedure=procedure, to=State.SUBMITTED, verb="send_integration", version=version)


@transaction.atomic
def accept_procedure(
    *,
    by,
    procedure: Procedure,
    decided_on: date,
    issued_on: date | None = None,
    expires_on: date | None = None,
    version: int | None = None,
) -> Procedure:
    """The body said yes. What was obtained is written among the person's papers in the same act.

    `expires_on` is until when it holds. Raises ValidationError by field.
    """
    _check_decision(procedure, decided_on)
    values = {"decided_on": decided_on, "appointment_at": None, "appointment_place": ""}
    if procedure.type.paper_kind_id and expires_on:
        values |= {"result_paper": _write_paper(by, procedure, issued_on, expires_on), "result_until": None}
    else:
        values["result_until"] = expires_on
    return move(by=by, procedure=procedure, to=State.ACCEPTED, verb="finish_procedure", version=version, **values)


def _write_paper(by, procedure: Procedure, issued_on: date | None, expires_on: date):
    """The new paper, in the place of the one that the procedure was about if nothing has taken it yet."""
    old = procedure.paper
    if old and old.renewed_by_id is None and old.kind_id == procedure.type.paper_kind_id:
        return renew_paper(by=by, paper=old, issued_on=issued_on, expires_on=expires_on)
    kind = procedure.type.paper_kind
    return add_paper(by=by, person=procedure.person, kind=kind, issued_on=issued_on, expires_on=expires_on)


@transaction.atomic
def refuse_procedure(
    *, by, procedure: Procedure, decided_on: date, reason: str, version: int | None = None
) -> Procedure:
    """The body said no, with its reason; from here the term of the appeal runs."""
    _check_decision(procedure, decided_on)
    procedure.integrations.filter(answered_on=None).update(answered_on=decided_on)
    return move(
        by=by,
        procedure=procedure,
        to=State.REFUSED,
        verb="record_refusal",
        reason=reason,
        version=version,
        decided_on=decided_on,
    )


@transaction.atomic
def appeal_procedure(
    *, by, procedure: Procedure, submitted_on: date, protocol: str = "", version: int | None = None
) -> Procedure:
    """An appeal, or a request to look at it again, was filed against a refusal: it waits for an answer anew."""
    if procedure.state != State.REFUSED:
        raise ValidationError(_("Si ricorre solo contro una risposta negativa."), code="not_refused")
    check_not_future("submitted_on", submitted_on)
    check_not_before("submitted_on", submitted_on, procedure.decided_on, _("Viene prima della risposta dell'ente."))
    values = {
        "mandate": checked_mandate(procedure, submitted_on),
        "submitted_on": submitted_on,
        "protocol": protocol.strip() or procedure.protocol,
        "decided_on": None,
    }
    return move(by=by, procedure=procedure, to=State.SUBMITTED, verb="send_appeal", version=version, **values)


@transaction.atomic
def lapse_procedure(*, by, procedure: Procedure, reason: str, version: int | None = None) -> Procedure:
    """A term went by, or it lapsed at the body; the reason says which."""
    return _end(by, procedure, State.LAPSED, "record_lapse", reason, version)


@transaction.atomic
def withdraw_procedure(*, by, procedure: Procedure, reason: str, version: int | None = None) -> Procedure:
    """The person does not want it any more."""
    return _end(by, procedure, State.WITHDRAWN, "withdraw_procedure", reason, version)


def _end(by, procedure: Procedure, to: State, verb: str, reason: str, version: int | None) -> Procedure:
    procedure.integrations.filter(answered_on=None).update(answered_on=clock.today())
    none = {"appointment_at": None, "appointment_place": ""}
    return move(by=by, procedure=procedure, to=to, verb=verb, reason=reason, version=version, **none)


@transaction.atomic
def time_to_renew(*, by, procedure: Procedure, version: int | None = None) -> Procedure:
    """What was obtained must be asked for again: from now on it is on the board until the next one is opened."""
    return move(by=by, procedure=procedure, to=State.TO_RENEW, verb="start_renewal", version=version)


def _check_decision(procedure: Procedure, decided_on: date) -> None:
    check_not_future("decided_on", decided_on)
    check_not_before("decided_on", decided_on, procedure.submitted_on, BEFORE_SUBMISSION)
