"""How a request comes in: by the member's own word, or proposed and then accepted by her."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.residents.models import Household, Person
from accanto.support.actions.life import move, promised, write_step
from accanto.support.actions.rules import check_open, checked_word, member_on
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import Origin, State


@transaction.atomic
def open_request(
    *,
    by,
    household: Household,
    asked_by: Person,
    areas: Iterable[SupportArea],
    words: str,
    origin: str = Origin.MEMBER,
    word_how: str = "",
    word_by: Person | None = None,
    asked_on: date | None = None,
) -> SupportRequest:
    """Write down what a member asks, or what is proposed to her (`origin`).

    `word_how` is how her word came in; a proposal has none yet and waits for it. `word_by` is the
    parent who speaks for a minor. Raises ValidationError by field.
    """
    asked_on = asked_on or clock.today()
    check_not_future("asked_on", asked_on)
    values = _her_word(household, asked_by, word_by, word_how, asked_on, origin)
    request = SupportRequest.objects.create(
        household=household,
        asked_by=asked_by,
        words=checked_words(words),
        origin=origin,
        asked_on=asked_on,
        taken_by=by,
        **values,
    )
    request.areas.set(checked_areas(areas))
    write_step(by=by, request=request)
    record(by=by, verb="open_request", subject=request, household_id=household.pk, to=request.state)
    return request


def _her_word(household, asked_by, word_by, word_how, on, origin) -> dict:
    if origin == Origin.PROPOSAL:
        member_on(household, asked_by, on, "asked_by")
        return {"state": State.PROPOSED}
    if not word_how:
        raise ValidationError({"word_how": _("Scrivi come lo ha chiesto.")})
    word_by = checked_word(household, asked_by, word_by, on)
    return {"state": State.RECEIVED, "word_by": word_by, "word_on": on, "word_how": word_how, **promised(on)}


def checked_words(words: str) -> str:
    """Her words without blanks around them. Raises ValidationError when there are none."""
    if not words.strip():
        raise ValidationError({"words": _("Scrivi che cosa chiede.")})
    return words.strip()


def checked_areas(areas: Iterable[SupportArea]) -> list[SupportArea]:
    """The areas as a list. Raises ValidationError when there is none."""
    areas = list(areas)
    if not areas:
        raise ValidationError({"areas": _("Scegli almeno un ambito.")})
    return areas


@transaction.atomic
def accept_proposal(
    *,
    by,
    request: SupportRequest,
    word_how: str,
    word_by: Person | None = None,
    word_on: date | None = None,
    version: int | None = None,
) -> SupportRequest:
    """Write down that the member says yes to a proposal: from now on it is her request."""
    word = _word_on_proposal(request, word_by, word_on, word_how)
    return move(
        by=by,
        request=request,
        to=State.RECEIVED,
        verb="accept_proposal",
        version=version,
        **word,
        **promised(word["word_on"]),
    )


@transaction.atomic
def decline_proposal(
    *,
    by,
    request: SupportRequest,
    word_how: str,
    word_by: Person | None = None,
    word_on: date | None = None,
    reason: str = "",
    version: int | None = None,
) -> SupportRequest:
    """Write down that the member says no to a proposal. She owes no reason."""
    word = _word_on_proposal(request, word_by, word_on, word_how)
    return move(
        by=by,
        request=request,
        to=State.DECLINED,
        verb="decline_proposal",
        reason=reason,
        version=version,
        **word,
    )


def _word_on_proposal(request: SupportRequest, word_by, word_on, word_how) -> dict:
    word_on = word_on or clock.today()
    check_not_future("word_on", word_on)
    if word_on < request.asked_on:
        raise ValidationError({"word_on": _("La risposta viene prima della proposta.")})
    if not word_how:
        raise ValidationError({"word_how": _("Scrivi come lo ha detto.")})
    return {
        "word_by": checked_word(request.household, request.asked_by, word_by, word_on),
        "word_on": word_on,
        "word_how": word_how,
    }


@transaction.atomic
def change_request(
    *, by, request: SupportRequest, words: str, areas: Iterable[SupportArea], version: int | None = None
) -> SupportRequest:
    """Correct what is written of a request that is open."""
    check_open(request)
    areas = checked_areas(areas)
    changed = request.change(version=version, words=checked_words(words))
    if set(areas) != set(request.areas.all()):
        request.areas.set(areas)
        changed.append("areas")
    if changed:
        record(by=by, verb="change_request", subject=request, household_id=request.household_id, fields=changed)
    return request
