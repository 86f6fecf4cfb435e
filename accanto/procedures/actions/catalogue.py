"""Keeping the catalogue. What changes for open procedures is shown before: see `queries.effects`."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base.models import Parameter
from accanto.procedures import queries
from accanto.procedures.actions.days import write_days
from accanto.procedures.models import DocumentNeed, ProcedureType, TermRule


@transaction.atomic
def change_type(*, by, kind: ProcedureType, version: int | None = None, **values) -> ProcedureType:
    """Correct a type, or end it (`valid_to`): open procedures go on, new ones are refused."""
    if values.get("valid_to") and values["valid_to"] < values.get("valid_from", kind.valid_from):
        raise ValidationError({"valid_to": _("La fine viene prima dell'inizio.")}, code="ends_before_it_begins")
    if changed := kind.change(version=version, **values):
        _count_again(kind)
        record(by=by, verb="change_procedure_type", subject=kind, fields=changed)
    return kind


@transaction.atomic
def add_rule(*, by, kind: ProcedureType, **values) -> TermRule:
    """Add a term or a reminder; the days of open procedures follow."""
    rule = TermRule.objects.create(type=kind, **values)
    _count_again(kind)
    record(by=by, verb="add_rule", subject=kind)
    return rule


@transaction.atomic
def change_rule(*, by, rule: TermRule, version: int | None = None, **values) -> TermRule:
    """Change a term or a reminder; the days of open procedures follow."""
    if changed := rule.change(version=version, **values):
        _count_again(rule.type)
        record(by=by, verb="change_rule", subject=rule.type, fields=changed)
    return rule


@transaction.atomic
def remove_rule(*, by, rule: TermRule) -> ProcedureType:
    """Take a term or a reminder away; it falls due on no procedure any more."""
    kind = rule.type
    rule.delete()
    _count_again(kind)
    record(by=by, verb="remove_rule", subject=kind)
    return kind


def _count_again(kind: ProcedureType) -> None:
    """Let the days of every procedure of a type that has some follow the rules as they are now."""
    rules, ground = queries.rules_of(kind), queries.ground()
    for procedure in queries.with_days_to_come(kind):
        write_days(procedure, rules, ground)


@transaction.atomic
def add_need(*, by, kind: ProcedureType, **values) -> DocumentNeed:
    """Ask for one more document."""
    last = kind.needs.aggregate(last=Max("position"))["last"] or 0
    need = DocumentNeed.objects.create(type=kind, position=last + 1, **values)
    record(by=by, verb="add_document", subject=kind)
    return need


@transaction.atomic
def remove_need(*, by, need: DocumentNeed) -> ProcedureType:
    """Ask for a document no more."""
    kind = need.type
    need.delete()
    record(by=by, verb="remove_document", subject=kind)
    return kind


@transaction.atomic
def set_amount(
    *, by, kind: ProcedureType, amount: Parameter, value: Decimal, valid_from: date, source: str, checked_on: date
) -> Parameter:
    """A new figure from a day; the old one holds until the day before. The same day corrects the row itself.

    Raises ValidationError when a later figure is already written.
    """
    if valid_from < amount.valid_from:
        sentence = _("C'è già una cifra più recente. Scegli un giorno dal suo inizio in poi.")
        raise ValidationError({"valid_from": sentence}, code="too_early")
    values = {"value": value, "source": source, "checked_on": checked_on, "name": amount.name, "unit": amount.unit}
    row, is_new = Parameter.objects.update_or_create(code=amount.code, valid_from=valid_from, defaults=values)
    if is_new:
        Parameter.objects.filter(pk=amount.pk).update(valid_to=valid_from - timedelta(days=1))
    record(by=by, verb="set_amount", subject=kind, amount=amount.code)
    return row
