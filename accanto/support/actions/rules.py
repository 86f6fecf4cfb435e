"""What a step must respect. Each rule refuses with the sentence that the person reads."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base.dates import age
from accanto.directory.models import Organisation, OrganisationKind
from accanto.residents.models import Consent, Household, HouseholdMember, HouseholdRole, Person
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.permissions import running
from accanto.residents.queries import consent_running
from accanto.support.models import SupportRequest
from accanto.support.states import (
    TRANSITIONS,
    WITHOUT_HER_WORD,
    Lead,
    Outcome,
    State,
    ToldUnder,
    needs_reason,
)

# Art. 2 of the Civil Code.
ADULT_AGE = 18

STATE_THE_LEAD_FIRST = _(
    "Scrivi prima chi è il primo responsabile: la famiglia, la cooperativa o un ente pubblico. "
    "Solo così si sa chi deve rispondere."
)
INFORM_THE_BODY_FIRST = _(
    "Il primo responsabile è %(body)s: noi lo affianchiamo e non lo sostituiamo. Prima di cominciare scrivi "
    "quando e come l'ente è stato informato, oppure perché non va informato (per esempio un pericolo, o la "
    "persona non vuole)."
)

ASK_HER_FIRST = _(
    "%(person)s non ha dato il consenso «%(purpose)s», o lo ha ritirato: chiediglielo e scrivilo nella sua scheda. "
    "Senza consenso si informa solo per un pericolo, per proteggere un minore o per un obbligo di legge: allora "
    "scegli quale. Se non vuole, scrivi che l'ente non va informato. L'aiuto non dipende dalla risposta."
)
# Which consent covers a word to a body of some kind; every other kind is a service.
PURPOSE_OF = {
    OrganisationKind.SCHOOL: ConsentPurpose.SHARE_WITH_SCHOOL,
    OrganisationKind.EMPLOYER: ConsentPurpose.CONTACT_EMPLOYER,
}


def check_body_is_there(body: Organisation, field: str) -> None:
    """Refuse a body that another has taken the place of, naming the other."""
    if body.is_merged:
        raise ValidationError(
            {
                field: ValidationError(
                    _("%(body)s non c'è più: è confluito in %(successor)s. Scegli %(successor)s."),
                    params={"body": body, "successor": body.successor},
                    code="merged_body",
                )
            }
        )


def check_may_tell(
    request: SupportRequest, body: Organisation, under: str, on: date, field: str = "informed_under"
) -> Consent | None:
    """Refuse to tell a body about a request without a ground: her consent running that day, or what the law allows.

    Returns the consent where that is the ground. For a minor it is the adult who gave the word who consents.
    """
    if request.word_on and on < request.word_on:
        raise ValidationError({"informed_on": _("In quel giorno la persona non aveva ancora dato la sua parola.")})
    if under != ToldUnder.CONSENT:
        return None
    purpose = ConsentPurpose(PURPOSE_OF.get(body.kind, ConsentPurpose.SHARE_WITH_SERVICES))
    consent = consent_running(request.word_by, purpose, on)
    if consent is None:
        params = {"person": request.word_by, "purpose": purpose.label}
        raise ValidationError({field: ValidationError(ASK_HER_FIRST, params=params, code="no_consent")})
    return consent


def check_step(request: SupportRequest, to: State, reason: str) -> None:
    """Refuse a step that the table of transitions does not know, or one without the reason it needs."""
    origin = State(request.state)
    if to not in TRANSITIONS[origin]:
        raise ValidationError(
            _("Una richiesta nello stato «%(origin)s» non può passare a «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    if needs_reason(origin, to) and not reason.strip():
        raise ValidationError({"reason": _("Scrivi perché.")}, code="reason_needed")


def check_lead(request: SupportRequest) -> None:
    """Subsidiarity: no work beyond listening before the first responsible is named and, if public, told."""
    if not request.lead:
        raise ValidationError(STATE_THE_LEAD_FIRST, code="lead_needed")
    if request.lead == Lead.PUBLIC_BODY and not request.is_public_body_told_or_spared:
        raise ValidationError(
            INFORM_THE_BODY_FIRST, params={"body": request.lead_organisation}, code="public_body_not_informed"
        )


def check_outcome(request: SupportRequest, outcome: str) -> None:
    """Refuse to count the work of a public body as ours, or ours as that of a body that nobody named."""
    if outcome == Outcome.SOLVED_BY_US and request.lead == Lead.PUBLIC_BODY:
        raise ValidationError(
            {
                "outcome": _(
                    "Il primo responsabile è un ente pubblico: non può essere «risolta da noi». "
                    "Se abbiamo fatto da ponte, scegli «accompagnata»."
                )
            },
            code="not_ours",
        )
    if outcome == Outcome.SOLVED_BY_US and request.state == State.REFERRED:
        raise ValidationError(
            {"outcome": _("È nelle mani di un ente: se ora la risolviamo noi, prima riprendila.")}, code="not_ours"
        )
    if outcome == Outcome.SOLVED_BY_BODY and not (request.lead_organisation_id or request.referred_to_id):
        raise ValidationError({"outcome": _("Nessun ente è indicato in questa richiesta.")}, code="no_body")


def check_open(request: SupportRequest) -> None:
    """Refuse to change what has ended."""
    if not request.is_open:
        raise ValidationError(_("Questa richiesta è finita: per lavorarci di nuovo riaprila."), code="ended")


def check_word_given(request: SupportRequest) -> None:
    """Refuse work on what the member has not said yes to: not even a public body is told of it."""
    check_open(request)
    if request.state in WITHOUT_HER_WORD:
        raise ValidationError(_("È una nostra proposta: prima serve la parola della persona."), code="no_word")


def is_minor(member: HouseholdMember, on: date) -> bool:
    """Under age on a day; a child whose birth date nobody knows counts as under age."""
    born = member.person.birth_date
    return age(born, on) < ADULT_AGE if born else member.role == HouseholdRole.CHILD


def checked_word(household: Household, asked_by: Person, word_by: Person | None, on: date) -> Person:
    """Who gave her word for a request: an adult herself, for a minor an adult of the household.

    Raises ValidationError by field when the word is missing or is not hers to give.
    """
    asking = member_on(household, asked_by, on, "asked_by")
    if not is_minor(asking, on):
        if word_by and word_by != asked_by:
            raise ValidationError({"word_by": _("Per una persona adulta vale solo la sua parola.")}, code="not_hers")
        return asked_by
    if word_by is None or is_minor(member_on(household, word_by, on, "word_by"), on):
        raise ValidationError(
            {"word_by": _("È minorenne: scegli il genitore, o l'adulto che ne fa le veci, che lo ha chiesto.")},
            code="parent_needed",
        )
    return word_by


def member_on(household: Household, person: Person, on: date, field: str) -> HouseholdMember:
    """Her place in the household on a day. Raises ValidationError at the field when she had none."""
    member = household.members.filter(running(on), person=person).select_related("person").first()
    if member is None:
        raise ValidationError({field: _("In quel giorno questa persona non faceva parte del nucleo.")})
    return member
