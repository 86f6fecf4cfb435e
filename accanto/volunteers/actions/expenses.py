"""Expenses: entered by the volunteer, decided by a coordinator, paid by the law's measure."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.base.rules import check_not_future
from accanto.volunteers import queries, rules
from accanto.volunteers.models import Expense, RefundResolution, Volunteer
from accanto.volunteers.permissions import may_decide_expense, may_enter_for
from accanto.volunteers.states import EXPENSE_TRANSITIONS, ExpenseKind, ExpenseState


@transaction.atomic
def enter_expense(
    *, by, volunteer: Volunteer, day: date, amount: Decimal, kind: str, what: str, evidence: str = ""
) -> Expense:
    """Write down an expense of a day, for a coordinator to decide.

    Raises ValidationError for a day outside the register, a documented one without its document,
    and a self-certified one where law, resolution or the day's ceiling does not admit it.
    """
    if not may_enter_for(by, volunteer):
        raise ValidationError(_("Puoi scrivere solo le tue spese."))
    _check_day(volunteer, day)
    if kind == ExpenseKind.SELF_CERTIFIED:
        _check_self_certified(volunteer, day, amount)
    elif not evidence.strip():
        raise ValidationError({"evidence": _("Scrivi quale documento prova la spesa.")})
    expense = Expense.objects.create(
        volunteer=volunteer, day=day, amount=amount, kind=kind, what=what, evidence=evidence.strip()
    )
    record(by=by, verb="enter_expense", subject=expense)
    return expense


def _check_day(volunteer: Volunteer, day: date) -> None:
    check_not_future("day", day)
    if day < volunteer.register_from or (volunteer.register_until and day > volunteer.register_until):
        raise ValidationError({"day": _("Quel giorno non era nel registro dei volontari.")})


def _check_self_certified(volunteer: Volunteer, day: date, amount: Decimal) -> None:
    if not queries.law().admits_self_certified:
        raise ValidationError(
            {"kind": _("Una cooperativa sociale rimborsa solo spese con documento (L. 381/1991, art. 2).")}
        )
    if queries.resolution_on(day) is None:
        sentence = _("Per quel giorno manca la delibera che ammette le autocertificazioni (D.Lgs. 117/2017, art. 17).")
        raise ValidationError({"kind": sentence})
    ceiling = value_on(rules.PER_DAY, day)
    if queries.self_certified_on(volunteer, day) + amount > ceiling:
        sentence = _("Con l'autocertificazione si rimborsano al massimo %(ceiling)s € al giorno, in tutto.")
        raise ValidationError({"amount": sentence % {"ceiling": number_format(ceiling, decimal_pos=2)}})


@transaction.atomic
def approve_expense(*, by, expense: Expense) -> Expense:
    """Approve an expense. Raises ValidationError for one's own or one already decided."""
    return _decide(by, expense, ExpenseState.APPROVED)


@transaction.atomic
def refuse_expense(*, by, expense: Expense, refused_because: str) -> Expense:
    """Refuse an expense, with the reason. Raises ValidationError for one's own or one already decided."""
    return _decide(by, expense, ExpenseState.REFUSED, refused_because=refused_because)


def _decide(by, expense: Expense, state: ExpenseState, **values) -> Expense:
    if not may_decide_expense(by, expense):
        raise ValidationError(_("Le proprie spese le approva qualcun altro."))
    _move(expense, state, decided_by=by, decided_on=clock.today(), **values)
    record(by=by, verb=f"{state}_expense", subject=expense)
    return expense


@transaction.atomic
def withdraw_expense(*, by, expense: Expense) -> Expense:
    """Take back an expense that nobody has decided yet."""
    if not may_enter_for(by, expense.volunteer):
        raise ValidationError(_("Puoi ritirare solo le tue spese."))
    _move(expense, ExpenseState.WITHDRAWN)
    record(by=by, verb="withdraw_expense", subject=expense)
    return expense


def _move(expense: Expense, state: ExpenseState, **values) -> None:
    if state not in EXPENSE_TRANSITIONS[ExpenseState(expense.state)]:
        raise ValidationError(_("Su questa spesa si è già deciso."))
    expense.change(version=expense.version, state=state, **values)


@transaction.atomic
def add_resolution(
    *, by, number: str, decided_on: date, admits: str, valid_from: date, valid_to: date | None = None
) -> RefundResolution:
    """Write down the board's decision that admits self-certified expenses, where the law lets it."""
    if not queries.law().admits_self_certified:
        raise ValidationError(_("Una cooperativa sociale rimborsa solo spese con documento (L. 381/1991, art. 2)."))
    check_not_future("decided_on", decided_on)
    if valid_to and valid_to < valid_from:
        raise ValidationError({"valid_to": _("La fine viene prima dell'inizio.")})
    resolution = RefundResolution.objects.create(
        number=number, decided_on=decided_on, admits=admits, valid_from=valid_from, valid_to=valid_to
    )
    record(by=by, verb="add_resolution", subject=resolution)
    return resolution
