"""House rules in versions and languages, who read and signed them; the pact of a household."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.codes import language_name
from accanto.base.rules import check_not_future
from accanto.coexistence.actions.steps import check_step
from accanto.coexistence.models import CoexistencePact, HouseRules, PactDuty, RulesReading, RulesTranslation
from accanto.coexistence.queries.rules import ITALIAN, in_force, rules_of, wording_in
from accanto.coexistence.states import (
    PACT_TRANSITIONS,
    RULES_TRANSITIONS,
    PactState,
    RulesState,
    Side,
    TranslationState,
)
from accanto.documents.actions import keep_upload
from accanto.documents.states import Kind
from accanto.housing.models import Building
from accanto.plans.actions import make_promise, settle_promise
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Source
from accanto.residents.models import Household, Person

LONGEST_DUTY = 500


@transaction.atomic
def write_rules(*, by, building: Building | None = None, **wording) -> HouseRules:
    """Begin a new version, as a draft; `wording`: text, summary and the duties of both sides in Italian."""
    latest = HouseRules.objects.filter(building=building).aggregate(number=Max("number"))["number"] or 0
    rules = HouseRules.objects.create(building=building, number=latest + 1, **wording)
    record(by=by, verb="write_rules", subject=rules)
    return rules


@transaction.atomic
def change_rules(*, by, rules: HouseRules, version: int | None = None, **wording) -> HouseRules:
    """Correct a draft. Raises ValidationError for a version in force: people have signed its words."""
    if rules.state != RulesState.DRAFT:
        raise ValidationError(_("Questa versione non si cambia più: scrivine una nuova."))
    if changed := rules.change(version=version, **wording):
        record(by=by, verb="change_rules", subject=rules, fields=changed)
    return rules


@transaction.atomic
def put_in_force(*, by, rules: HouseRules) -> HouseRules:
    """From today this version binds; the one before it is superseded, and can no longer be signed.

    Raises ValidationError while it has no summary in plain words.
    """
    check_step(rules, RulesState.IN_FORCE, RULES_TRANSITIONS)
    if not rules.summary.strip():
        raise ValidationError(_("Manca il riassunto in parole semplici."))
    for before in HouseRules.objects.select_for_update().filter(building=rules.building, state=RulesState.IN_FORCE):
        before.change(state=RulesState.SUPERSEDED)
    rules.change(version=rules.version, state=RulesState.IN_FORCE, in_force_from=clock.today())
    record(by=by, verb="start_rules", subject=rules)
    return rules


@transaction.atomic
def translate_rules(*, by, rules: HouseRules, language: str, **wording) -> RulesTranslation:
    """Add a language, as a draft. Raises ValidationError when it is there already, and for Italian."""
    if language == ITALIAN:
        raise ValidationError({"language": _("L'italiano è il regolamento stesso.")})
    if rules.translations.filter(language=language).exists():
        raise ValidationError({"language": _("Questa lingua c'è già.")})
    if rules.state == RulesState.SUPERSEDED:
        raise ValidationError(_("Questa versione è superata: traduci quella in vigore."))
    translation = RulesTranslation.objects.create(rules=rules, language=language, **wording)
    record(by=by, verb="add_translation", subject=translation)
    return translation


@transaction.atomic
def change_translation(*, by, translation: RulesTranslation, version: int | None = None, **wording) -> RulesTranslation:
    """Correct a translation: it is a draft again until somebody has read it through."""
    draft = {"state": TranslationState.DRAFT, "reviewed_by": "", "reviewed_on": None}
    if changed := translation.change(version=version, **wording, **draft):
        record(by=by, verb="change_translation", subject=translation, fields=changed)
    return translation


@transaction.atomic
def review_translation(*, by, translation: RulesTranslation, reviewed_by: str, reviewed_on: date) -> RulesTranslation:
    """Somebody who knows the language has read the translation through."""
    check_not_future("reviewed_on", reviewed_on)
    translation.change(
        version=translation.version,
        state=TranslationState.REVIEWED,
        reviewed_by=reviewed_by,
        reviewed_on=reviewed_on,
    )
    record(by=by, verb="check_translation", subject=translation)
    return translation


@transaction.atomic
def record_reading(
    *, by, rules: HouseRules, person: Person, language: str, read_on: date, signed: bool = False
) -> RulesReading:
    """A person has read a version in a language, and signed it or not; again to add the signature.

    Raises ValidationError for a draft, for a superseded version, for a language into which nobody has
    translated it, and for a day to come or before the version.
    """
    check_signing(rules, language)
    check_not_future("read_on", read_on)
    if read_on < rules.in_force_from:
        raise ValidationError({"read_on": _("È prima che questa versione fosse in vigore.")})
    known = rules.readings.filter(person=person).first()
    if known and known.signed_on:
        raise ValidationError(_("Questa persona ha già firmato questa versione."))
    signed_on = read_on if signed else None
    if known:
        known.change(language=language, read_on=read_on, signed_on=signed_on)
        reading = known
    else:
        reading = RulesReading.objects.create(
            rules=rules, person=person, language=language, read_on=read_on, signed_on=signed_on
        )
    record(by=by, verb="confirm_reading", subject=reading, state="signed" if signed else "read")
    return reading


def check_signing(rules: HouseRules, language: str) -> None:
    """Refuse a version that does not bind, or a language in which it cannot be read."""
    if rules.state == RulesState.SUPERSEDED:
        raise ValidationError(_("Questa versione è superata: si firma quella in vigore."))
    if rules.state == RulesState.DRAFT:
        raise ValidationError(_("Questa versione è ancora una bozza: non si firma."))
    if wording_in(rules, language) is None:
        words = {"language": language_name(language)}
        raise ValidationError({"language": _("Non c'è ancora una traduzione in questa lingua: %(language)s.") % words})


@transaction.atomic
def propose_pact(
    *, by, household: Household, language: str, member_duties: str, cooperative_duties: str
) -> CoexistencePact:
    """Propose a pact under the rules in force, with what both sides promise, one promise a line.

    Promises that stand in the rules take their translation with them. Raises ValidationError without
    rules in force, where one side promises nothing, or a pact is proposed already.
    """
    rules = rules_of(household)
    if rules is None:
        raise ValidationError(_("Non c'è ancora un regolamento in vigore."))
    if household.pacts.filter(state=PactState.PROPOSED).exists():
        raise ValidationError(_("Questo nucleo ha già un patto proposto."))
    check_signing(rules, language)
    duties = {Side.MEMBER: member_duties, Side.COOPERATIVE: cooperative_duties}
    check_duties(duties)
    pact = CoexistencePact.objects.create(
        household=household, rules=rules, language=language, proposed_on=clock.today()
    )
    PactDuty.objects.bulk_create(_duties(pact, duties))
    record(by=by, verb="propose_pact", subject=pact, household_id=household.pk)
    return pact


def check_duties(duties: dict[Side, str]) -> None:
    """Refuse a pact in which one side promises nothing, and promises too long to print."""
    names = {Side.MEMBER: "member_duties", Side.COOPERATIVE: "cooperative_duties"}
    for side, text in duties.items():
        if not lines_of(text):
            raise ValidationError({names[side]: _("Un patto ha promesse di tutte e due le parti.")})
        if any(len(line) > LONGEST_DUTY for line in lines_of(text)):
            raise ValidationError({names[side]: _("Una promessa è troppo lunga: dividila.")})


def lines_of(text: str) -> list[str]:
    """One promise for each line that says something."""
    return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]


def _duties(pact: CoexistencePact, duties: dict[Side, str]) -> Iterable[PactDuty]:
    other = None if pact.language == ITALIAN else wording_in(pact.rules, pact.language)
    for side, text in duties.items():
        known = dict(zip(pact.rules.duties(side), other.duties(side), strict=False)) if other else {}
        for position, line in enumerate(lines_of(text)):
            yield PactDuty(pact=pact, side=side, position=position, text=line, translation=known.get(line, ""))


def sign_pact(*, by, pact: CoexistencePact, signed_by: Person, signed_on: date, file=None) -> CoexistencePact:
    """Both sides have signed; the pact before it ends. `file`: a copy of the signed sheet, if there is one.

    Raises ValidationError for a pact under superseded rules, for a day before the proposal or to come,
    for somebody who is not of the household.
    """
    with transaction.atomic():
        check_step(pact, PactState.SIGNED, PACT_TRANSITIONS)
        current = in_force(pact.rules.building)
        if current is None or current.pk != pact.rules_id:
            raise ValidationError(_("Il regolamento di questo patto è superato: proponi un patto nuovo."))
        _check_signature(pact, signed_by, signed_on)
        for before in pact.household.pacts.filter(state=PactState.SIGNED):
            before.change(state=PactState.ENDED, ended_on=signed_on)
        pact.change(
            version=pact.version, state=PactState.SIGNED, signed_on=signed_on, signed_by=signed_by, for_cooperative=by
        )
        record(by=by, verb="confirm_pact", subject=pact, household_id=pact.household_id)
        if file:
            copy = keep_upload(by=by, title=str(pact), kind=Kind.PACT, file=file, household=pact.household)
            pact.change(document=copy)
    return pact


def _check_signature(pact: CoexistencePact, signed_by: Person, signed_on: date) -> None:
    if not pact.proposed_on <= signed_on <= clock.today():
        raise ValidationError({"signed_on": _("Tra il giorno della proposta e oggi.")})
    if not pact.household.members.filter(person=signed_by, until=None).exists():
        raise ValidationError({"signed_by": _("Questa persona non fa parte del nucleo.")})


@transaction.atomic
def promise_in_pact(*, by, pact: CoexistencePact, what: str, due_on: date, **values) -> Promise:
    """Somebody promises in a pact to do something by a day; who, and the rest, as make_promise takes it.

    Raises ValidationError once the pact is over.
    """
    if pact.state not in (PactState.PROPOSED, PactState.SIGNED):
        raise ValidationError(_("Questo patto non vale più: proponi un patto nuovo."))
    promise = make_promise(by=by, household=pact.household, what=what, due_on=due_on, source=Source.PACT, **values)
    pact.promises.add(promise)
    return promise


@transaction.atomic
def withdraw_pact(*, by, pact: CoexistencePact) -> CoexistencePact:
    """The proposal is taken back, or not accepted: it holds nobody to anything."""
    check_step(pact, PactState.WITHDRAWN, PACT_TRANSITIONS)
    for promise in pact.promises.still_open():
        settle_promise(by=by, promise=promise, state=PromiseState.RELEASED, word=_("Il patto è stato ritirato."))
    pact.change(version=pact.version, state=PactState.WITHDRAWN)
    record(by=by, verb="withdraw_pact", subject=pact, household_id=pact.household_id)
    return pact


@transaction.atomic
def end_pact(*, by, pact: CoexistencePact, ended_on: date) -> CoexistencePact:
    """The pact ends, as when the household moves out."""
    check_step(pact, PactState.ENDED, PACT_TRANSITIONS)
    if not pact.signed_on <= ended_on <= clock.today():
        raise ValidationError({"ended_on": _("Tra il giorno della firma e oggi.")})
    pact.change(version=pact.version, state=PactState.ENDED, ended_on=ended_on)
    record(by=by, verb="end_pact", subject=pact, household_id=pact.household_id)
    return pact
