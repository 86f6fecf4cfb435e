"""The life of an agreement: drafted, signed, renewed, ended. What stands around it is in agreements_around."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accanto.archive import queries as archive
from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.parameters import value_on
from accanto.base.rules import check_not_future
from accanto.partners import queries, rules
from accanto.partners.models import Agreement, ReportingDate
from accanto.partners.states.agreements import AGREEMENT_TRANSITIONS, NOT_FOR, AgreementKind, AgreementState

MANY = ("parties", "areas")
# Without a last day, reports are planned so many years ahead.
YEARS_PLANNED = 3


@transaction.atomic
def draft_agreement(*, by, **values) -> Agreement:
    """Write down an agreement as a draft. `values`: Agreement fields, `parties` and `areas` as lists.

    Raises ValidationError by field for a kind that the legal form excludes, for days out of order, without a
    party, and for a second agreement over one object with one body at one time without a reason.
    """
    many = {name: values.pop(name, []) for name in MANY}
    _check(values, many["parties"])
    agreement = Agreement.objects.create(**values)
    _set_many(agreement, many)
    plan_reports(agreement)
    record(by=by, verb="draft_agreement", subject=agreement)
    return agreement


@transaction.atomic
def change_agreement(*, by, agreement: Agreement, version: int | None = None, **values) -> Agreement:
    """Correct the terms of an agreement that is not over; the state changes by the steps only."""
    if not agreement.is_editable:
        raise ValidationError(_("Questo accordo è finito: resta com'era."))
    many = {name: values.pop(name) for name in MANY if name in values}
    _check(values, many.get("parties", []), besides=agreement)
    if "object" in values:
        values["object_key"] = queries.object_key(values["object"])
    changed = agreement.change(version=version, **values)
    changed += _set_many(agreement, many)
    if changed:
        plan_reports(agreement)
        record(by=by, verb="change_agreement", subject=agreement, fields=[f for f in changed if f != "object_key"])
    return agreement


def _set_many(agreement: Agreement, many: dict) -> list[str]:
    changed = [name for name, rows in many.items() if set(getattr(agreement, name).all()) != set(rows)]
    for name in changed:
        getattr(agreement, name).set(many[name])
    return changed


def _check(values: dict, parties, besides: Agreement | None = None) -> None:
    """Refuse, by field, what cannot be an agreement."""
    errors = _kind_errors(values["kind"]) | _day_errors(values)
    if not parties:
        errors["parties"] = _("Scegli almeno un ente.")
    if errors:
        raise ValidationError(errors)
    other = queries.agreement_in_the_way(values, parties, besides)
    if other and not values.get("overlap_reason", "").strip():
        raise ValidationError({"overlap_reason": _beside(other)})


def _kind_errors(kind: str) -> dict:
    forms, sentence = NOT_FOR.get(AgreementKind(kind), (frozenset(), ""))
    # A list may arrive by the command before anybody has said whose archive this is.
    excluded = forms and archive.has_begun() and archive.cooperative().legal_form in forms
    return {"kind": str(sentence)} if excluded else {}


def _day_errors(values: dict) -> dict:
    errors, ends_on = {}, values.get("ends_on")
    if ends_on and ends_on < values["starts_on"]:
        errors["ends_on"] = _("La fine viene prima dell'inizio.")
    if values.get("renews_tacitly") and not ends_on:
        errors["ends_on"] = _("Se si rinnova da solo, scrivi fino a quando vale per ora.")
    if values.get("notice_days") and not values.get("renews_tacitly"):
        errors["notice_days"] = _("Il preavviso serve solo se l'accordo si rinnova da solo.")
    if values.get("signed_on") and values["signed_on"] > clock.today():
        errors["signed_on"] = _("Questo giorno deve ancora venire.")
    return errors


def _beside(other: Agreement) -> str:
    """Names the other agreement, and asks why there are to be two."""
    words = {"other": other.object, "since": date_format(other.starts_on, "SHORT_DATE_FORMAT")}
    if other.ends_on is None:
        return (
            _(
                "C'è già un accordo sullo stesso oggetto con questo ente: «%(other)s», dal %(since)s, senza termine. "
                "Scrivi perché ne serve un altro."
            )
            % words
        )
    words["until"] = date_format(other.ends_on, "SHORT_DATE_FORMAT")
    return (
        _(
            "C'è già un accordo sullo stesso oggetto con questo ente: «%(other)s», dal %(since)s al %(until)s. "
            "Scrivi perché ne serve un altro."
        )
        % words
    )


def plan_reports(agreement: Agreement) -> None:
    """Owe a report for every period of the agreement; those already sent stay, the others follow its terms."""
    agreement.reporting_dates.filter(sent_on=None).delete()
    if agreement.report_every_months is None:
        return
    term = timedelta(days=int(value_on(rules.REPORT_TERM, clock.today())))
    sent = set(agreement.reporting_dates.values_list("since", flat=True))
    ReportingDate.objects.bulk_create(
        ReportingDate(agreement=agreement, since=since, until=until, due_on=until + term)
        for since, until in periods(agreement)
        if since not in sent
    )


def periods(agreement: Agreement) -> list[tuple[date, date]]:
    """The periods on which an agreement reports: so many months each from its first day, the last one cut short."""
    last = agreement.ends_on or add_months(max(agreement.starts_on, clock.today()), 12 * YEARS_PLANNED)
    found, number = [], 0
    while (since := add_months(agreement.starts_on, number * agreement.report_every_months)) <= last:
        number += 1
        following = add_months(agreement.starts_on, number * agreement.report_every_months)
        found.append((since, min(last, following - timedelta(days=1))))
    return found


@transaction.atomic
def move_agreement(*, by, agreement: Agreement, to: str) -> Agreement:
    """Send a draft to be signed, or take it back. Raises ValidationError where the table does not allow it."""
    _step(agreement, AgreementState(to))
    record(by=by, verb="move_agreement", subject=agreement, to=to)
    return agreement


def _step(agreement: Agreement, to: AgreementState, **values) -> None:
    if to not in AGREEMENT_TRANSITIONS[AgreementState(agreement.state)]:
        raise ValidationError(_("Da qui l'accordo non può andare lì: ricarica la pagina."))
    agreement.change(version=agreement.version, state=to, **values)


@transaction.atomic
def sign_agreement(*, by, agreement: Agreement, signed_on: date, protocol_number: str = "") -> Agreement:
    """It has been signed: in force from its first day. The agreement that it follows becomes "rinnovato".

    Raises ValidationError for a day to come.
    """
    check_not_future("signed_on", signed_on)
    _step(agreement, AgreementState.IN_FORCE, signed_on=signed_on, protocol_number=protocol_number)
    former = agreement.renews
    if former and former.state == AgreementState.IN_FORCE:
        _step(former, AgreementState.RENEWED)
        record(by=by, verb="renew_agreement", subject=former)
    record(by=by, verb="sign_agreement", subject=agreement)
    return agreement


@transaction.atomic
def renew_agreement(*, by, agreement: Agreement) -> Agreement:
    """A draft of what follows this agreement: the same terms, from the day after, for as long.

    Raises ValidationError where it has no end, is not in force, or is already followed by another.
    """
    if agreement.state != AgreementState.IN_FORCE or agreement.ends_on is None:
        raise ValidationError(_("Si rinnova solo un accordo vigente che ha una fine."))
    if agreement.renewal:
        raise ValidationError(_("Il rinnovo è già scritto: «%(other)s».") % {"other": agreement.renewal})
    starts_on = agreement.ends_on + timedelta(days=1)
    renewal = Agreement.objects.create(
        kind=agreement.kind,
        object=agreement.object,
        starts_on=starts_on,
        ends_on=_as_long(agreement, starts_on),
        contact=agreement.contact,
        renews_tacitly=agreement.renews_tacitly,
        notice_days=agreement.notice_days,
        fee=agreement.fee,
        report_every_months=agreement.report_every_months,
        renews=agreement,
    )
    for name in (*MANY, "dwellings", "households"):
        getattr(renewal, name).set(getattr(agreement, name).all())
    plan_reports(renewal)
    record(by=by, verb="draft_agreement", subject=renewal, renews=agreement.pk)
    return renewal


def _as_long(agreement: Agreement, starts_on: date) -> date:
    return rules.as_long(agreement.starts_on, agreement.ends_on, starts_on)


@transaction.atomic
def prolong_agreement(*, by, agreement: Agreement) -> Agreement:
    """It has renewed itself: write down its new last day, a term as long as the first."""
    if agreement.state != AgreementState.IN_FORCE or not agreement.will_renew or agreement.ends_on > clock.today():
        raise ValidationError(_("Questo accordo non si è rinnovato da solo."))
    ends_on = _as_long(agreement, agreement.ends_on + timedelta(days=1))
    agreement.change(version=agreement.version, ends_on=ends_on, end_seen_on=None)
    plan_reports(agreement)
    record(by=by, verb="prolong_agreement", subject=agreement)
    return agreement


@transaction.atomic
def give_notice(*, by, agreement: Agreement, notice_given_on: date) -> Agreement:
    """Notice was given: it will not renew by itself. Raises ValidationError for a day to come or too late."""
    if agreement.state != AgreementState.IN_FORCE or not agreement.will_renew:
        raise ValidationError(_("Questo accordo non si rinnova da solo."))
    check_not_future("notice_given_on", notice_given_on)
    if notice_given_on > agreement.notice_by:
        last = date_format(agreement.notice_by, "SHORT_DATE_FORMAT")
        raise ValidationError({"notice_given_on": _("La disdetta andava data entro il %(day)s.") % {"day": last}})
    agreement.change(version=agreement.version, notice_given_on=notice_given_on)
    record(by=by, verb="give_notice", subject=agreement)
    return agreement


@transaction.atomic
def end_agreement(*, by, agreement: Agreement, ended_on: date, end_reason: str) -> Agreement:
    """Close an agreement, or drop a draft, with the reason. `ended_on` is its last day, today at the latest."""
    check_not_future("ended_on", ended_on)
    if agreement.state == AgreementState.IN_FORCE and ended_on < agreement.starts_on:
        raise ValidationError({"ended_on": _("La fine viene prima dell'inizio.")})
    _step(agreement, AgreementState.ENDED, ended_on=ended_on, end_reason=end_reason)
    agreement.reporting_dates.filter(sent_on=None, since__gt=ended_on).delete()
    record(by=by, verb="end_agreement", subject=agreement)
    return agreement


@transaction.atomic
def acknowledge_end(*, by, agreement: Agreement) -> Agreement:
    """The reminder of its end has been seen to: silent until the next one."""
    agreement.change(end_seen_on=clock.today())
    record(by=by, verb="acknowledge_end", subject=agreement)
    return agreement
