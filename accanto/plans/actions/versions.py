"""Freezing what a plan says, and both sides' word on it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.documents.actions import keep_upload
from accanto.documents.states import Kind
from accanto.plans.actions.rules import check_in_force, check_running, check_signer
from accanto.plans.models import Disagreement, Plan, PlanVersion, Signature
from accanto.plans.queries import newest_version_of, terms_of
from accanto.plans.states import VERSION_TRANSITIONS, Side, VersionState
from accanto.residents.models import Person


@transaction.atomic
def propose_version(*, by, plan: Plan) -> PlanVersion:
    """Freeze what the plan says today, for both sides to sign; the version before it is superseded.

    Raises ValidationError for a concluded path, one without goals, or when nothing changed since.
    """
    check_running(plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    terms, before = terms_of(plan), newest_version_of(plan)
    if not terms["goals"]:
        raise ValidationError(_("Non c'è ancora nessun obiettivo da firmare."), code="no_goals")
    if before and before.content == terms:
        raise ValidationError(_("Niente è cambiato dall'ultima versione."), code="same")
    if before:
        _move(before, VersionState.SUPERSEDED)
    version = PlanVersion.objects.create(
        plan=plan, number=before.number + 1 if before else 1, made_on=clock.today(), by=by, content=terms
    )
    record(by=by, verb="propose_version", subject=version, household_id=plan.household_id)
    return version


def _move(version: PlanVersion, to: VersionState) -> None:
    origin = VersionState(version.state)
    if to == origin:
        return
    if to not in VERSION_TRANSITIONS[origin]:
        names = {"origin": origin.label, "to": to.label}
        raise ValidationError(_("Una versione «%(origin)s» non può diventare «%(to)s»."), params=names)
    version.change(version=version.version, state=to)


@transaction.atomic
def sign_version(
    *,
    by,
    plan_version: PlanVersion,
    how: str,
    person: Person | None = None,
    signed_on: date | None = None,
    file=None,
) -> PlanVersion:
    """Write down that a side signed: the member (`person`), or the cooperative, by the coordinator who writes it.

    With both, the plan is agreed. `file` is the copy signed on paper, kept as a document. Raises
    ValidationError: a superseded version, one that this side has signed already, a day that cannot be,
    a signature that is not hers to give.
    """
    signed_on = signed_on or clock.today()
    check_in_force(plan_version)
    check_running(plan_version.plan)
    check_not_future("signed_on", signed_on)
    if signed_on < plan_version.made_on:
        raise ValidationError({"signed_on": _("Quel giorno questa versione non c'era ancora.")}, code="order")
    side = Side.MEMBER if person else Side.COOPERATIVE
    if person:
        check_signer(plan_version.plan, person, signed_on)
    elif not by.is_coordinator:
        raise ValidationError(_("Per la cooperativa firma una coordinatrice."), code="not_hers")
    if plan_version.signatures.filter(side=side).exists():
        raise ValidationError(_("Questa parte ha già firmato."), code="signed")
    values = {"person": person} if person else {"user": by}
    signature = Signature.objects.create(
        plan_version=plan_version, side=side, how=how, signed_on=signed_on, written_by=by, **values
    )
    if Signature.objects.filter(plan_version=plan_version).count() == 2:
        _move(plan_version, VersionState.AGREED)
    household_id = plan_version.plan.household_id
    record(by=by, verb="sign_version", subject=signature, household_id=household_id, side=side.value)
    if file:
        _keep_copy(by, signature, file)
    return plan_version


def _keep_copy(by, signature: Signature, file) -> None:
    version = signature.plan_version
    title = _("%(plan)s, versione %(number)s, firmata") % {"plan": version.plan, "number": version.number}
    household = version.plan.household
    signature.document = keep_upload(by=by, title=title, kind=Kind.PLAN, file=file, household=household)
    signature.save(update_fields=["document"])


@transaction.atomic
def record_disagreement(
    *, by, plan_version: PlanVersion, person: Person, words: str, said_on: date | None = None
) -> PlanVersion:
    """Write down that the member does not agree, in her words; the plan stays a proposal. Raises ValidationError."""
    said_on = said_on or clock.today()
    check_in_force(plan_version)
    check_not_future("said_on", said_on)
    check_signer(plan_version.plan, person, said_on)
    if not words.strip():
        raise ValidationError({"words": _("Scrivi che cosa ha detto.")})
    said = Disagreement.objects.create(
        plan_version=plan_version, person=person, words=words.strip(), said_on=said_on, by=by
    )
    _move(plan_version, VersionState.DISAGREED)
    record(by=by, verb="record_disagreement", subject=said, household_id=plan_version.plan.household_id)
    return plan_version
