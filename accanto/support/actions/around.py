"""Who is first responsible, who works on a request, what discrimination was met."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.diary.models import Entry
from accanto.directory.models import Contact, Office, Organisation
from accanto.residents.models import Household
from accanto.support.actions.rules import (
    INFORM_THE_BODY_FIRST,
    check_body_is_there,
    check_may_tell,
    check_word_given,
)
from accanto.support.models import DiscriminationReport, RequestEntry, RequestWorker, SupportRequest
from accanto.support.states import Lead, State, ToldUnder

NOT_TOLD = {
    "informed_on": None,
    "informed_how": "",
    "informed_by": None,
    "informed_reference": "",
    "informed_under": "",
}
NO_REASON = {"not_informed_why": "", "not_informed_words": ""}
NO_BODY = {"lead_organisation": None, "lead_office": None, "lead_contact": None, **NOT_TOLD, **NO_REASON}


@transaction.atomic
def state_lead(
    *,
    by,
    request: SupportRequest,
    lead: str,
    lead_organisation: Organisation | None = None,
    lead_office: Office | None = None,
    lead_contact: Contact | None = None,
    informed_on: date | None = None,
    informed_how: str = "",
    informed_by=None,
    informed_reference: str = "",
    informed_under: str = "",
    not_informed_why: str = "",
    not_informed_words: str = "",
    version: int | None = None,
) -> SupportRequest:
    """Name who is first responsible; for a public body also when, how, by whom and under what ground it was told.

    Or why it was not. Raises ValidationError by field, without her word, without a ground for telling
    (her consent unless `informed_under` says otherwise), and on a request in progress when a public
    body is neither told nor spared.
    """
    check_word_given(request)
    values = dict(NO_BODY)
    if lead == Lead.PUBLIC_BODY:
        _check_body(request, lead_organisation, lead_office, lead_contact)
        values |= {
            "lead_organisation": lead_organisation,
            "lead_office": lead_office,
            "lead_contact": lead_contact,
        }
        values |= _told(informed_on, informed_how, informed_by or request.informed_by or by, informed_reference)
        if informed_on:
            values["informed_under"] = informed_under or ToldUnder.CONSENT
            _check_ground(request, values)
        values |= _spared(informed_on, not_informed_why, not_informed_words)
        _check_in_progress(request, lead_organisation, values)
    if changed := request.change(version=request.version if version is None else version, lead=lead, **values):
        record(by=by, verb="state_lead", subject=request, household_id=request.household_id, fields=changed)
    return request


def _check_body(request, organisation: Organisation | None, office: Office | None, contact: Contact | None) -> None:
    if organisation is None:
        raise ValidationError({"lead_organisation": _("Scegli l'ente.")})
    if not organisation.is_public:
        raise ValidationError({"lead_organisation": _("Questo non è un ente pubblico.")})
    if organisation.pk != request.lead_organisation_id:
        check_body_is_there(organisation, "lead_organisation")
    if office and office.organisation_id != organisation.pk:
        raise ValidationError({"lead_office": _("Questo ufficio è di un altro ente.")})
    if contact and contact.organisation_id != organisation.pk:
        raise ValidationError({"lead_contact": _("Questa persona lavora in un altro ente.")})


def _told(on: date | None, how: str, who, reference: str) -> dict:
    check_not_future("informed_on", on)
    if on and not how:
        raise ValidationError({"informed_how": _("Scrivi come è stato informato.")})
    if how and not on:
        raise ValidationError({"informed_on": _("Scrivi quando è stato informato.")})
    if reference.strip() and not on:
        raise ValidationError({"informed_on": _("C'è un protocollo: scrivi quando è stato informato.")})
    if not on:
        return NOT_TOLD
    return {"informed_on": on, "informed_how": how, "informed_by": who, "informed_reference": reference.strip()}


def _check_ground(request: SupportRequest, values: dict) -> None:
    """What was told once needs no new consent when another line is corrected."""
    names = ("lead_organisation", "informed_on", "informed_under")
    if any(getattr(request, name) != values[name] for name in names):
        check_may_tell(request, values["lead_organisation"], values["informed_under"], values["informed_on"])


def _spared(informed_on: date | None, why: str, words: str) -> dict:
    if why and informed_on:
        raise ValidationError({"not_informed_why": _("L'ente è stato informato: qui non serve un motivo.")})
    if why and not words.strip():
        raise ValidationError({"not_informed_words": _("Scrivi il motivo in breve.")})
    return {"not_informed_why": why, "not_informed_words": words.strip()} if why else NO_REASON


def _check_in_progress(request: SupportRequest, organisation: Organisation, values: dict) -> None:
    told_or_spared = values["informed_on"] or values["not_informed_why"]
    if request.state not in (State.RECEIVED, State.SEEN, State.TALK_SET) and not told_or_spared:
        raise ValidationError(INFORM_THE_BODY_FIRST, params={"body": organisation}, code="public_body_not_informed")


@transaction.atomic
def add_worker(*, by, request: SupportRequest, user, since: date | None = None) -> SupportRequest:
    """Let somebody work on a request whose household she may open. Raises ValidationError otherwise."""
    check_word_given(request)
    if not Household.objects.visible_to(user).filter(pk=request.household_id).exists():
        raise ValidationError({"user": _("Questa persona non è accanto al nucleo.")})
    if request.workers.filter(user=user, until=None).exists():
        raise ValidationError({"user": _("Questa persona ci lavora già.")})
    worker = RequestWorker.objects.create(request=request, user=user, since=since or clock.today())
    record(by=by, verb="add_worker", subject=worker, household_id=request.household_id)
    return request


@transaction.atomic
def end_worker(*, by, worker: RequestWorker) -> SupportRequest:
    """Let somebody stop working on a request; today is her last day."""
    worker.change(until=max(clock.today(), worker.since))
    record(by=by, verb="end_worker", subject=worker, household_id=worker.request.household_id)
    return worker.request


@transaction.atomic
def write_discrimination(
    *,
    by,
    request: SupportRequest,
    place: str,
    ground: str,
    happened_on: date | None = None,
    body_contacted: Organisation | None = None,
    contacted_on: date | None = None,
    version: int | None = None,
) -> SupportRequest:
    """Write down where somebody was treated worse, on what ground and who was told."""
    check_not_future("happened_on", happened_on)
    check_not_future("contacted_on", contacted_on)
    if bool(body_contacted) != bool(contacted_on):
        field = "contacted_on" if body_contacted else "body_contacted"
        raise ValidationError({field: _("Scrivi a chi è stato segnalato e in che giorno, tutti e due.")})
    if not any(area.is_discrimination for area in request.areas.all()):
        raise ValidationError(_("Questa richiesta non riguarda una discriminazione."))
    values = {
        "place": place,
        "ground": ground,
        "happened_on": happened_on,
        "body_contacted": body_contacted,
        "contacted_on": contacted_on,
    }
    report = DiscriminationReport.objects.filter(request=request).first()
    changed = report.change(version=version, **values) if report else list(values)
    report = report or DiscriminationReport.objects.create(request=request, **values)
    if changed:
        record(by=by, verb="write_discrimination", subject=report, household_id=request.household_id, fields=changed)
    return request


@transaction.atomic
def link_entry(*, by, request: SupportRequest, entry: Entry) -> SupportRequest:
    """Show a note of the household's diary on the request too; a second time changes nothing.

    Raises ValidationError for a note that is not about this household.
    """
    if not entry.links.filter(household=request.household_id).exists():
        raise ValidationError({"entry": _("Questa nota riguarda un altro nucleo.")})
    link, is_new = RequestEntry.objects.get_or_create(request=request, entry=entry)
    if is_new:
        record(by=by, verb="link_entry", subject=link, household_id=request.household_id)
    return request
