"""Keeping the catalogue. What changes for open procedures is shown before: see `queries.effects`."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.rules import check_not_future
from accanto.procedures import queries
from accanto.procedures.actions.days import write_days
from accanto.procedures.models import DocumentNeed, ProcedureType, TermRule

GONE_BY = _("Una versione nuova comincia oggi o in un giorno che deve ancora venire.")
ANOTHER_VERSION = _("In quei giorni vale già un'altra versione, dal %(day)s.")
KNOWN_CODE = _("Questa sigla c'è già: apri quella pratica e fanne una nuova versione.")


@transaction.atomic
def add_type(*, by, code: str, **values) -> ProcedureType:
    """Put a kind of procedure into the catalogue. Raises ValidationError by field: a code that is known, days out of
    order."""
    _check_days(values["valid_from"], values.get("valid_to"))
    if queries.is_known_code(code):
        raise ValidationError({"code": KNOWN_CODE}, code="known")
    kind = ProcedureType.objects.create(code=code.upper(), **values)
    record(by=by, verb="add_procedure_type", subject=kind)
    return kind


@transaction.atomic
def add_version(*, by, kind: ProcedureType, valid_from: date, source: str, checked_on: date) -> ProcedureType:
    """The type as it will be from a day: a copy with its documents and rules, to be changed as the new law asks.

    The version of now holds until the day before, and what was opened under it stays with it. Raises
    ValidationError for a day gone by, one before this version began, and where a later version exists.
    """
    check_not_future("checked_on", checked_on)
    if valid_from < clock.today():
        raise ValidationError({"valid_from": GONE_BY}, code="gone_by")
    if valid_from <= kind.valid_from:
        sentence = _("La versione che copi comincia il %(day)s: scegli un giorno dopo.")
        refused = ValidationError(sentence, params={"day": f"{kind.valid_from:%d/%m/%Y}"}, code="too_early")
        raise ValidationError({"valid_from": refused})
    _check_versions(kind.code, valid_from, None, besides=kind.pk)
    until = valid_from - timedelta(days=1)
    needs, rules = list(kind.needs.all()), list(kind.rules.all())
    if kind.valid_to is None or kind.valid_to > until:
        kind.change(valid_to=until)
    new = _copy(kind, valid_from=valid_from, valid_to=None, source=source, checked_on=checked_on)
    for row in (*needs, *rules):
        _copy(row, type=new)
    record(by=by, verb="add_procedure_version", subject=new)
    return new


def _copy(row, **values):
    """Another row like this one, but for its id and these values."""
    own = {"id", "version", "created_at"}
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in own}
    replaced = {row._meta.get_field(name).attname for name in values}
    kept = {name: value for name, value in same.items() if name not in replaced}
    return row._meta.model.objects.create(**kept, **values)


@transaction.atomic
def withdraw_type(*, by, kind: ProcedureType, valid_to: date, version: int | None = None) -> ProcedureType:
    """No procedure of this type is opened after a day; those that are open go on as before."""
    return change_type(by=by, kind=kind, valid_to=valid_to, version=version)


def _check_days(since: date, until: date | None) -> None:
    if until and until < since:
        raise ValidationError({"valid_to": _("La fine viene prima dell'inizio.")}, code="ends_before_it_begins")


def _check_versions(code: str, since: date, until: date | None, besides: int) -> None:
    """Refuse two versions of a type on one day."""
    if other := queries.version_in_the_way(code, since, until, besides):
        name = "valid_to" if other.valid_from > since else "valid_from"
        refused = ValidationError(ANOTHER_VERSION, params={"day": f"{other.valid_from:%d/%m/%Y}"}, code="two_versions")
        raise ValidationError({name: refused})


@transaction.atomic
def change_type(*, by, kind: ProcedureType, version: int | None = None, **values) -> ProcedureType:
    """Correct a type, or end it (`valid_to`): open procedures go on, new ones are refused.

    Raises ValidationError for days out of order, a source checked on a day to come, and for two versions on one day.
    """
    check_not_future("checked_on", values.get("checked_on"))
    since, until = (values.get(name, getattr(kind, name)) for name in ("valid_from", "valid_to"))
    _check_days(since, until)
    if {"valid_from", "valid_to"} & values.keys():
        _check_versions(kind.code, since, until, besides=kind.pk)
    if changed := kind.change(version=version, **values):
        _count_again(kind)
        record(by=by, verb="change_procedure_type", subject=kind, fields=changed)
    return kind


@transaction.atomic
def add_rule(*, by, type: ProcedureType, **values) -> TermRule:
    """Add a term or a reminder (`kind`); the days of open procedures follow."""
    rule = TermRule.objects.create(type=type, **values)
    _count_again(type)
    record(by=by, verb="add_rule", subject=type)
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
def change_need(*, by, need: DocumentNeed, version: int | None = None, **values) -> ProcedureType:
    """Call a document something else, or move it in the list; what was collected stays collected."""
    if changed := need.change(version=version, **values):
        record(by=by, verb="change_document", subject=need.type, fields=changed)
    return need.type


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

    Raises ValidationError when a later figure is already written, and for a source checked on a day to come.
    """
    check_not_future("checked_on", checked_on)
    if valid_from < amount.valid_from:
        sentence = _("C'è già una cifra più recente. Scegli un giorno dal suo inizio in poi.")
        raise ValidationError({"valid_from": sentence}, code="too_early")
    values = {"value": value, "source": source, "checked_on": checked_on, "name": amount.name, "unit": amount.unit}
    row, is_new = Parameter.objects.update_or_create(code=amount.code, valid_from=valid_from, defaults=values)
    if is_new:
        Parameter.objects.filter(pk=amount.pk).update(valid_to=valid_from - timedelta(days=1))
    record(by=by, verb="set_amount", subject=kind, amount=amount.code)
    return row
