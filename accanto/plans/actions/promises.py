"""Making, moving and settling promises: one way for all three sides."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_from_today
from accanto.directory.models import Contact, Organisation
from accanto.housing.models import Building
from accanto.plans.actions.rules import check_promise_days, check_running, check_settling
from accanto.plans.models import Goal, Promise, PromiseStep
from accanto.plans.states import PromiseState, Side, Source
from accanto.residents.models import Household, Person
from accanto.residents.permissions import running

WHO = _("Scegli chi promette: una persona sola.")


@transaction.atomic
def make_promise(
    *,
    by,
    household: Household,
    what: str,
    due_on: date,
    person: Person | None = None,
    user: User | None = None,
    organisation: Organisation | None = None,
    contact: Contact | None = None,
    to: str = "",
    made_on: date | None = None,
    source: str = Source.TALK,
    source_text: str = "",
    goal: Goal | None = None,
) -> Promise:
    """Write down who promises what to whom by when.

    Exactly one of `person` (of the household), `user` (for the cooperative), `organisation` or `contact`
    (a public office, and whom to ask there) promises. `to` may stay empty: the other side as a whole.
    `goal` is the one of a plan that it serves. Raises ValidationError by field.
    """
    made_on = made_on or clock.today()
    check_promise_days(made_on, due_on)
    if not what.strip():
        raise ValidationError({"what": _("Scrivi che cosa è promesso.")})
    organisation = organisation or (contact and contact.organisation)
    values = _promiser(household, made_on, person=person, user=user, organisation=organisation, contact=contact)
    if goal:
        check_running(goal.plan)
        source = Source.PLAN
    values |= {
        "goal": goal,
        "to": to.strip(),
        "what": what.strip(),
        "source": source,
        "source_text": source_text.strip(),
    }
    return _write(by, household=household, made_on=made_on, due_on=due_on, **values)


@transaction.atomic
def promise_to_neighbours(
    *,
    by,
    building: Building,
    what: str,
    made_on: date,
    due_on: date,
    household: Household | None = None,
    user: User | None = None,
    organisation: Organisation | None = None,
    contact: Contact | None = None,
    source_text: str = "",
) -> Promise:
    """Write down what was promised in a house meeting, to all who live there.

    Exactly one of `household` (of that house, as a whole), `user`, `organisation` or `contact` promises.
    A household's stands in its file, the others with the building. Raises ValidationError by field.
    """
    check_promise_days(made_on, due_on)
    organisation = organisation or (contact and contact.organisation)
    if sum(one is not None for one in (household, user, organisation)) != 1:
        raise ValidationError({"promiser": WHO}, code="who")
    if household:
        values = {"side": Side.MEMBER, "household": household}
    elif user:
        values = {"side": Side.COOPERATIVE, "user": user, "building": building}
    else:
        _check_body(organisation, contact)
        values = {"side": Side.PUBLIC_BODY, "organisation": organisation, "contact": contact, "building": building}
    values |= {"what": what, "to": str(_("i vicini")), "source": Source.HOUSE_MEETING, "source_text": source_text}
    return _write(by, made_on=made_on, due_on=due_on, **values)


def _write(by, **values) -> Promise:
    """Row, first step of its life, and register."""
    promise = Promise.objects.create(taken_by=by, **values)
    _write_step(by=by, promise=promise)
    record(by=by, verb="make_promise", subject=promise, household_id=promise.household_id, side=str(promise.side))
    return promise


def _promiser(household, on, *, person, user, organisation, contact) -> dict:
    """The side and who stands for it; refuses nobody, two at once, and somebody who cannot promise here."""
    if sum(one is not None for one in (person, user, organisation)) != 1:
        raise ValidationError({"promiser": WHO}, code="who")
    if person:
        _check_member(household, person, on)
        return {"side": Side.MEMBER, "person": person}
    if user:
        _check_worker(household, user)
        return {"side": Side.COOPERATIVE, "user": user}
    _check_body(organisation, contact)
    return {"side": Side.PUBLIC_BODY, "organisation": organisation, "contact": contact}


def _check_member(household: Household, person: Person, on: date) -> None:
    if not household.members.filter(running(on), person=person).exists():
        raise ValidationError({"promiser": _("In quel giorno questa persona non faceva parte del nucleo.")})


def _check_worker(household: Household, user: User) -> None:
    if not Household.objects.visible_to(user).filter(pk=household.pk).exists():
        raise ValidationError({"promiser": _("Questa persona non è accanto al nucleo.")})


def _check_body(organisation: Organisation, contact: Contact | None) -> None:
    if not organisation.is_public:
        raise ValidationError({"promiser": _("Questo non è un ente pubblico.")})
    if contact and contact.organisation_id != organisation.pk:
        raise ValidationError({"promiser": _("Questa persona lavora in un altro ente.")})


@transaction.atomic
def settle_promise(
    *, by, promise: Promise, state: str, word: str = "", settled_on: date | None = None, version: int | None = None
) -> Promise:
    """Say what became of a promise on a day (today unless said), with a word on why.

    Raises ValidationError by field: no word where one is owed, kept but late, not open any more.
    """
    settled_on, to = settled_on or clock.today(), PromiseState(state)
    check_settling(promise, to, word, settled_on)
    return _move_on(by, promise, "settle_promise", version, word, state=to, settled_on=settled_on)


@transaction.atomic
def reopen_promise(*, by, promise: Promise, word: str, version: int | None = None) -> Promise:
    """Open again what was judged too early. Raises ValidationError without a word, or when it is open."""
    check_settling(promise, PromiseState.OPEN, word, clock.today())
    return _move_on(by, promise, "reopen_promise", version, word, state=PromiseState.OPEN, settled_on=None)


@transaction.atomic
def move_promise(*, by, promise: Promise, to: date, word: str = "", version: int | None = None) -> Promise:
    """Promise another day; the earlier one stays in its life. Raises ValidationError for a past day."""
    if not promise.is_open:
        raise ValidationError(_("Questa promessa ha già un esito: per spostarla riaprila."), code="settled")
    check_from_today("to", to)
    if to == promise.due_on:
        raise ValidationError({"to": _("È già promessa per questo giorno.")}, code="same_day")
    return _move_on(by, promise, "move_promise", version, word, due_on=to)


def _move_on(by, promise: Promise, verb: str, version: int | None, word: str, **values) -> Promise:
    """One step: row, life and register. Of two taken at once one is refused."""
    origin, was_due_on = promise.state, promise.due_on
    changed = promise.change(version=promise.version if version is None else version, **values)
    moved = was_due_on if promise.due_on != was_due_on else None
    _write_step(by=by, promise=promise, origin=origin, word=word, was_due_on=moved)
    record(
        by=by,
        verb=verb,
        subject=promise,
        household_id=promise.household_id,
        fields=changed,
        origin=str(origin),
        to=str(promise.state),
    )
    return promise


def _write_step(*, by, promise: Promise, origin: str = "", word: str = "", was_due_on: date | None = None) -> None:
    PromiseStep.objects.create(
        promise=promise,
        origin=origin,
        to=promise.state,
        word=word.strip(),
        was_due_on=was_due_on,
        due_on=promise.due_on,
        by=by,
        at=clock.now(),
    )
