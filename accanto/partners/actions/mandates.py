"""Mandates: written, signed, revoked. What the law leaves to others is refused with the reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.base.text import fold
from accanto.directory.models import Organisation
from accanto.documents.actions import keep_upload
from accanto.documents.states import Kind as DocumentKind
from accanto.partners.models import Mandate, MandateScope, ReservedAct
from accanto.partners.models.mandates import ITALIAN
from accanto.partners.queries import text_in
from accanto.partners.states.mandates import MANDATE_TRANSITIONS, MandateState, Responsibility, ScopeKind
from accanto.residents.models import Household, HouseholdMember, HouseholdRole, Person
from accanto.support.actions.rules import check_body_is_there, is_minor, member_on
from accanto.support.states import Channel

M = MandateState
SOMEBODY_ELSES_CHILD = _(
    "%(child)s non è figlia o figlio di %(giver)s in questo nucleo: per un minore firma solo chi ne ha la "
    "responsabilità genitoriale (art. 316 del Codice civile), o chi la esercita per un provvedimento. Nessun "
    "altro adulto può dare questa delega, neanche se vive nella stessa casa."
)
PARENTS = (HouseholdRole.HEAD, HouseholdRole.PARTNER)


@transaction.atomic
def write_mandate(
    *,
    by,
    household: Household,
    given_by: Person,
    agent,
    scope: MandateScope,
    organisation: Organisation,
    since: date,
    until: date,
    child: Person | None = None,
    responsibility: str = "",
    responsibility_paper: str = "",
    purpose: str = "",
    contact_name: str = "",
    language: str = "it",
) -> Mandate:
    """Prepare a mandate for signing. Raises ValidationError by field.

    Refused: for somebody else's child, given by a minor, an end before the beginning, an end gone by,
    an act that the law leaves to others, an employer without a purpose, an agent who may not open the file.
    """
    _check_days(since, until)
    _check_giver(household, given_by, child, responsibility, responsibility_paper)
    _check_agent(agent, household)
    check_body_is_there(organisation, "organisation")
    _check_scope(scope, purpose)
    check_not_reserved(purpose)
    mandate = Mandate.objects.create(
        household=household,
        given_by=given_by,
        child=child,
        responsibility=responsibility if child else "",
        responsibility_paper=responsibility_paper.strip() if child else "",
        agent=agent,
        scope=scope,
        purpose=purpose.strip(),
        organisation=organisation,
        contact_name=contact_name.strip(),
        since=since,
        until=until,
        language=language,
        words=text_in(ITALIAN),
        words_beside=text_in(language),
        written_by=by,
    )
    record(by=by, verb="write_mandate", subject=mandate, household_id=household.pk)
    return mandate


@transaction.atomic
def sign_mandate(*, by, mandate: Mandate, signed_on: date, file=None, version: int | None = None) -> Mandate:
    """Write down that she signed; `file` is the signed copy. From now on, between its days, it covers what it names."""
    check_not_future("signed_on", signed_on)
    if signed_on > mandate.until:
        raise ValidationError({"signed_on": _("In quel giorno la delega era già finita: scrivine una nuova.")})
    _check_giver(
        mandate.household, mandate.given_by, mandate.child, mandate.responsibility, mandate.responsibility_paper
    )
    _move(by, mandate, M.SIGNED, "sign_mandate", version, signed_on=signed_on)
    return keep_signed_mandate(by=by, mandate=mandate, file=file) if file else mandate


@transaction.atomic
def keep_signed_mandate(*, by, mandate: Mandate, file) -> Mandate:
    """Keep the paper with her signature. Raises ValidationError for one not signed, and for a second copy."""
    if mandate.signed_on is None or mandate.signed_copy_id:
        raise ValidationError(_("Qui va la copia di una delega firmata, una volta sola."))
    title = gettext("Delega firmata: %(mandate)s") % {"mandate": mandate}
    copy = keep_upload(by=by, title=title[:200], kind=DocumentKind.MANDATE, file=file, household=mandate.household)
    mandate.change(signed_copy=copy)
    return mandate


@transaction.atomic
def discard_mandate(*, by, mandate: Mandate, version: int | None = None) -> Mandate:
    """Put away a paper that was never signed."""
    return _move(by, mandate, M.DISCARDED, "discard_mandate", version)


@transaction.atomic
def revoke_mandate(*, by, mandate: Mandate, how: str = Channel.PORTAL, version: int | None = None) -> Mandate:
    """End it at once, on the word of whoever gave it. She owes no reason."""
    if not mandate.can_be_revoked:
        raise ValidationError(_("Questa delega non è in vigore: non c'è niente da revocare."), code="not_in_force")
    return _move(by, mandate, M.REVOKED, "revoke_mandate", version, revoked_on=clock.today(), revoked_how=how)


def check_not_reserved(text: str, field: str = "purpose") -> None:
    """Refuse at a field, explained, what the law leaves to others: the rows of `ReservedAct` say how it is called."""
    typed = f" {fold(text)} "
    for act in ReservedAct.objects.all():
        if any(f" {phrase}" in typed for phrase in act.phrases):
            raise ValidationError({field: act.sentence}, code="reserved_act")


def _move(by, mandate: Mandate, to: MandateState, verb: str, version: int | None, **values) -> Mandate:
    origin = M(mandate.state)
    if to not in MANDATE_TRANSITIONS[origin]:
        raise ValidationError(
            _("Una delega «%(origin)s» non può diventare «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    mandate.change(version=mandate.version if version is None else version, state=to, **values)
    record(by=by, verb=verb, subject=mandate, household_id=mandate.household_id, origin=origin.value, to=to.value)
    return mandate


def _check_days(since: date, until: date) -> None:
    if until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    if until < clock.today():
        raise ValidationError({"until": _("Questo giorno è già passato: la delega non varrebbe mai.")})


def _check_giver(household: Household, giver: Person, child: Person | None, right: str, paper: str) -> None:
    today = clock.today()
    place = member_on(household, giver, today, "given_by")
    if is_minor(place, today):
        raise ValidationError(
            {"given_by": _("È minorenne: la delega la dà chi ne ha la responsabilità genitoriale.")}, code="minor"
        )
    if child is None:
        return
    if child == giver:
        raise ValidationError({"child": _("Per sé stessa basta la sua firma: qui va un minore.")})
    of_child = household.members.filter(person=child, until=None).select_related("person").first()
    if of_child is None:
        raise _somebody_elses(child, giver)
    if not is_minor(of_child, today):
        raise ValidationError({"child": _("È maggiorenne: la delega la dà lei, o lui.")}, code="of_age")
    _check_right(place, of_child, right, paper)


def _check_right(giver: HouseholdMember, child: HouseholdMember, right: str, paper: str) -> None:
    if not right:
        raise ValidationError({"responsibility": _("Scrivi con quale titolo firma per il minore.")})
    if right == Responsibility.GUARDIAN and not paper.strip():
        raise ValidationError({"responsibility_paper": _("Scrivi quale provvedimento hai visto, con la data.")})
    is_parent = giver.role in PARENTS and child.role == HouseholdRole.CHILD
    if right == Responsibility.PARENT and not is_parent:
        raise _somebody_elses(child.person, giver.person)


def _somebody_elses(child: Person, giver: Person) -> ValidationError:
    refusal = ValidationError(SOMEBODY_ELSES_CHILD, params={"child": child, "giver": giver}, code="not_hers")
    return ValidationError({"child": refusal})


def _check_agent(agent, household: Household) -> None:
    works = agent.is_active and may(agent, Permission.WORK_ON_REQUESTS)
    if not (works and Household.objects.visible_to(agent).filter(pk=household.pk).exists()):
        raise ValidationError({"agent": _("Chi agisce per la cooperativa deve stare accanto a questo nucleo.")})


def _check_scope(scope: MandateScope, purpose: str) -> None:
    if scope.closed_on:
        raise ValidationError({"scope": _("Questo oggetto non si usa più: scegline un altro.")})
    if scope.kind == ScopeKind.EMPLOYER and not purpose.strip():
        raise ValidationError({"purpose": _("Con un datore di lavoro serve lo scopo: scrivi di che cosa si parla.")})
