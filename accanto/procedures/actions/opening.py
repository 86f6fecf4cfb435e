"""How a procedure begins: by the person's word, for one or several of a family, or as the renewal of another."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.directory.models import Organisation
from accanto.procedures import queries
from accanto.procedures.actions.days import write_days
from accanto.procedures.actions.life import move, write_step
from accanto.procedures.actions.rules import check_in_use, check_open
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import State
from accanto.residents.models import Household, Person
from accanto.support.actions.rules import check_body_is_there, checked_word, member_on
from accanto.support.models import SupportRequest


@transaction.atomic
def open_procedures(
    *,
    by,
    household: Household,
    type: ProcedureType,
    persons: Iterable[Person],
    how: str,
    word_how: str = "",
    word_by: Person | None = None,
    request: SupportRequest | None = None,
    organisation: Organisation | None = None,
    followed_by: User | None = None,
    event_on: date | None = None,
) -> Procedure:
    """Open a procedure for each of `persons`, linked where there are several; returns the first.

    Her word comes from the request for support, or is given now (`word_how`; `word_by` is the parent who
    speaks for a minor). Raises ValidationError by field.
    """
    check_in_use(type)
    if organisation:
        check_body_is_there(organisation, "organisation")
    persons = _checked_persons(type, persons)
    check_not_future("event_on", event_on)
    first = None
    for person in persons:
        word = _word_of_request(request, household) if request else _word_now(household, person, word_by, word_how)
        procedure = _create(
            by=by,
            household=household,
            person=person,
            type=type,
            how=how,
            request=request,
            organisation=organisation,
            followed_by=followed_by,
            event_on=event_on or clock.today(),
            opened_with=first,
            **word,
        )
        first = first or procedure
    return first


def _create(*, by, person: Person, type: ProcedureType, renews: Procedure | None = None, **values) -> Procedure:
    if queries.open_of_type(person, type):
        sentence = _("%(person)s ha già una pratica aperta di questo tipo.")
        raise ValidationError({"persons": ValidationError(sentence, params={"person": person})}, code="already_open")
    today = clock.today()
    member_on(values["household"], person, today, "persons")
    paper = queries.current_paper(person, type.paper_kind)
    if paper is None and renews:
        values["expires_on"] = renews.result_until
    procedure = Procedure.objects.create(
        person=person, type=type, paper=paper, renews=renews, opened_on=today, stepped_on=today, **values
    )
    write_step(by=by, procedure=procedure)
    write_days(procedure)
    record(by=by, verb="open_procedure", subject=procedure, household_id=procedure.household_id, to=procedure.state)
    return procedure


def _checked_persons(kind: ProcedureType, persons: Iterable[Person]) -> list[Person]:
    persons = list(persons)
    if not persons:
        raise ValidationError({"persons": _("Scegli almeno una persona.")})
    if len(persons) > 1 and not kind.is_for_each:
        sentence = _("«%(name)s» si fa per una persona alla volta.")
        raise ValidationError({"persons": ValidationError(sentence, params={"name": kind.name})}, code="one_at_a_time")
    return persons


def _word_of_request(request: SupportRequest, household: Household) -> dict:
    if request.household_id != household.pk:
        raise ValidationError({"request": _("Questa richiesta è di un altro nucleo.")}, code="of_another_household")
    if not (request.has_her_word and request.is_open):
        sentence = _("Questa richiesta è finita, o aspetta ancora la parola della persona.")
        raise ValidationError({"request": sentence}, code="no_word")
    return {"word_by": request.word_by, "word_on": request.word_on, "word_how": request.word_how}


def _word_now(household: Household, person: Person, word_by: Person | None, word_how: str) -> dict:
    if not word_how:
        raise ValidationError({"word_how": _("Scrivi come lo ha chiesto.")})
    today = clock.today()
    speaker = checked_word(household, person, None if word_by == person else word_by, today)
    return {"word_by": speaker, "word_on": today, "word_how": word_how}


@transaction.atomic
def change_procedure(*, by, procedure: Procedure, version: int | None = None, **values) -> Procedure:
    """Correct who goes there, which office, who follows it, or the day of the fact."""
    check_open(procedure)
    check_not_future("event_on", values.get("event_on"))
    if values.get("followed_by"):
        values["followed_by_person"] = None
    body = values.get("organisation")
    if body and body != procedure.organisation:
        check_body_is_there(body, "organisation")
    if changed := procedure.change(version=version, **values):
        write_days(procedure)
        household_id = procedure.household_id
        record(by=by, verb="change_procedure", subject=procedure, household_id=household_id, fields=changed)
    return procedure


@transaction.atomic
def renew_procedure(
    *, by, procedure: Procedure, how: str, word_how: str, word_by: Person | None = None, version: int | None = None
) -> Procedure:
    """Open the next one, which takes over what the last one obtained, under the rules of today; returns it.

    Raises ValidationError when its type was withdrawn, or the person left the household.
    """
    kind = queries.version_of_today(procedure.type) or procedure.type
    check_in_use(kind)
    if procedure.state != State.TO_RENEW:
        move(by=by, procedure=procedure, to=State.TO_RENEW, verb="start_renewal", version=version)
        version = None
    move(by=by, procedure=procedure, to=State.RENEWED, verb="renew_procedure", version=version)
    return _create(
        by=by,
        household=procedure.household,
        person=procedure.person,
        type=kind,
        how=how,
        organisation=_of_today(procedure.organisation),
        followed_by=procedure.followed_by,
        event_on=clock.today(),
        renews=procedure,
        **_word_now(procedure.household, procedure.person, word_by, word_how),
    )


def _of_today(body: Organisation | None) -> Organisation | None:
    """The body, or the one that took its place."""
    return body.successor if body and body.is_merged else body
