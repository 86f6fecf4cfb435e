"""A breach of the rules, from the report to its end. Nothing here happens by itself."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.parameters import value_on
from accanto.base.rules import check_not_future
from accanto.coexistence.actions.ladder import check_rung
from accanto.coexistence.models import Breach, BreachStep
from accanto.coexistence.opposition import opposition_until
from accanto.coexistence.states import BREACH_ENDED, BreachState
from accanto.documents.actions import forget_document, keep_upload
from accanto.documents.states import Kind
from accanto.residents.models import Household

MEDIATION_DAYS = "breach_mediation_days"
# How many months a closed matter is remembered, by how it ended.
REMEMBERED = {BreachState.SET_ASIDE: "breach_months", BreachState.EXECUTED: "exclusion_months"}
FACTS = (
    "mediation_outcome",
    "remedy_by",
    "services",
    "services_informed_on",
    "team_met_on",
    "ground",
    "statute_article",
    "votes_for",
    "votes_against",
)


@transaction.atomic
def report_breach(*, by, household: Household, rule: str, what: str, happened_on: date, evidence: str) -> Breach:
    """Write down that a rule is said to be broken. Nobody is judged by it: verifying comes next."""
    today = clock.today()
    check_not_future("happened_on", happened_on)
    breach = Breach.objects.create(
        household=household, rule=rule, what=what, happened_on=happened_on, reported_on=today
    )
    BreachStep.objects.create(
        breach=breach, to=breach.state, by=by, at=clock.now(), on=today, reason=what, evidence=evidence
    )
    record(by=by, verb="report_breach", subject=breach, household_id=household.pk)
    return breach


@transaction.atomic
def take_step(
    *,
    by,
    breach: Breach,
    to: str,
    on: date,
    reason: str,
    evidence: str,
    file=None,
    text: str = "",
    language: str = "",
    translation: str = "",
    version: int | None = None,
    **facts,
) -> Breach:
    """Climb one rung, or set the matter aside, by a named person with a reason and what it rests on.

    `facts` are the columns that this rung asks for (see FACTS). Raises ValidationError by field where a
    guard of the ladder refuses; of two people who climb at once the second is refused.
    """
    to, origin = BreachState(to), breach.state
    said = {"reason": reason, "evidence": evidence, "text": text, "language": language, "translation": translation}
    check_rung(by, breach, to, on, said, facts)
    values = {name: value for name, value in facts.items() if name in FACTS and value not in (None, "")}
    values |= _terms(to, on)
    breach.change(version=breach.version if version is None else version, state=to, **values)
    step = BreachStep(breach=breach, origin=origin, to=to, by=by, at=clock.now(), on=on, **said)
    if file:
        step.document = keep_upload(by=by, title=str(breach.rule), kind=Kind.EVIDENCE, file=file)
    step.save()
    record(
        by=by,
        verb="take_step",
        subject=breach,
        household_id=breach.household_id,
        origin=str(origin),
        to=str(to),
        fields=sorted(values),
    )
    return breach


def _terms(to: BreachState, on: date) -> dict:
    """The days that begin to count with this step."""
    if to == BreachState.VERIFIED:
        return {"mediation_by": on + timedelta(days=int(value_on(MEDIATION_DAYS, on)))}
    if to in BREACH_ENDED:
        return {"ended_on": on, "fades_on": add_months(on, int(value_on(REMEMBERED[to], on)))}
    return {}


@transaction.atomic
def record_reply(*, by, step: BreachStep, reply: str, replied_on: date) -> Breach:
    """Write down what the family answered to a step, in its words.

    Raises ValidationError for a day before it or still to come, and where somebody of the family has written it
    herself.
    """
    check_not_future("replied_on", replied_on)
    if replied_on < step.on:
        raise ValidationError({"replied_on": _("La risposta viene dopo il passo.")})
    if step.replied_by_id:
        raise ValidationError({"reply": _("Questa risposta l'ha scritta la famiglia: non si cambia.")})
    return _reply(by, step, reply=reply, replied_on=replied_on)


@transaction.atomic
def answer_step(*, by, step: BreachStep, reply: str) -> Breach:
    """Somebody of the family answers what was said to it, herself and once. Raises ValidationError the second time."""
    if step.reply:
        raise ValidationError(_("La risposta c'è già. Se vuoi aggiungere qualcosa, parlane con noi."))
    return _reply(by, step, reply=reply, replied_on=clock.today(), replied_by=by)


@transaction.atomic
def review_letter(*, by, step: BreachStep, reviewed_by: str, reviewed_on: date) -> Breach:
    """Somebody who knows the language has read the translation of a letter through.

    Raises ValidationError for a day still to come, for a letter in Italian alone, and the second time.
    """
    check_not_future("reviewed_on", reviewed_on)
    if not step.is_draft_translation:
        raise ValidationError(_("Qui non c'è una traduzione da rileggere."))
    BreachStep.objects.filter(pk=step.pk).update(reviewed_by=reviewed_by, reviewed_on=reviewed_on)
    breach = step.breach
    record(by=by, verb="check_translation", subject=breach, household_id=breach.household_id, step=step.to)
    return breach


def _reply(by, step: BreachStep, **values) -> Breach:
    BreachStep.objects.filter(pk=step.pk).update(**values)
    breach = step.breach
    record(by=by, verb="record_reply", subject=breach, household_id=breach.household_id, step=step.to)
    return breach


@transaction.atomic
def record_hearing(
    *, by, breach: Breach, heard_on: date, has_come: bool, heard_words: str = "", version: int | None = None
) -> Breach:
    """Write down that the family was heard, or was invited and did not come, before the board decides."""
    proposed = breach.steps.filter(to=BreachState.PROPOSED).first()
    if breach.state != BreachState.PROPOSED or heard_on < proposed.on:
        raise ValidationError({"heard_on": _("L'audizione sta tra la proposta e la delibera.")})
    check_not_future("heard_on", heard_on)
    if has_come and not heard_words.strip():
        raise ValidationError({"heard_words": _("Scrivi che cosa ha detto, con le sue parole.")})
    changed = breach.change(version=version, heard_on=heard_on, has_come=has_come, heard_words=heard_words)
    record(by=by, verb="record_hearing", subject=breach, household_id=breach.household_id, fields=changed)
    return breach


@transaction.atomic
def record_notice(*, by, breach: Breach, notified_on: date, notified_how: str, version: int | None = None) -> Breach:
    """Write down when and how the board's resolution reached the person: from that day the law counts."""
    resolved = breach.steps.filter(to=BreachState.RESOLVED).first()
    if breach.state != BreachState.RESOLVED or notified_on < resolved.on:
        raise ValidationError({"notified_on": _("La notifica viene dopo la delibera.")})
    check_not_future("notified_on", notified_on)
    until = opposition_until(notified_on)
    changed = breach.change(version=version, notified_on=notified_on, notified_how=notified_how, opposition_until=until)
    record(by=by, verb="record_notice", subject=breach, household_id=breach.household_id, fields=changed)
    return breach


@transaction.atomic
def forget_faded(*, by=None) -> int:
    """Delete the matters whose time has passed, with their steps and evidence; returns how many."""
    faded = list(Breach.objects.filter(fades_on__lte=clock.today()).prefetch_related("steps__document"))
    for breach in faded:
        documents = [step.document for step in breach.steps.all() if step.document]
        record(by=by, verb="forget_breach", subject=breach, household_id=breach.household_id)
        breach.delete()
        for document in documents:
            forget_document(by=by, document=document)
    return len(faded)
