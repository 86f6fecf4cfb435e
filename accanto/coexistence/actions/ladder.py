"""What a rung of the ladder asks before it is climbed. Each rule refuses with the sentence that the person reads."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base.dates import age
from accanto.base.parameters import value_on
from accanto.base.rules import check_not_future
from accanto.coexistence.actions.steps import check_step
from accanto.coexistence.models import Breach
from accanto.coexistence.states import BREACH_TRANSITIONS, TOLD_TO_THE_FAMILY, BreachState
from accanto.residents.models import Household, HouseholdRole
from accanto.residents.permissions import running
from accanto.ui.components.moments import written

# Art. 2 of the Civil Code.
ADULT_AGE = 18
WARNING_DAYS = "breach_warning_days"
ITALIAN = "it"

PROTECTED_RUNGS = (BreachState.WARNING, BreachState.PROPOSED, BreachState.RESOLVED, BreachState.EXECUTED)


def check_rung(by, breach: Breach, to: BreachState, on: date, said: dict, facts: dict) -> None:
    """Raise ValidationError by field where a guard of the ladder does not let this step pass."""
    check_step(breach, to, BREACH_TRANSITIONS)
    _check_day(breach, on)
    _check_words(breach, to, said)
    if to in PROTECTED_RUNGS:
        _check_team(breach, on, facts)
    if guard := GUARDS.get(to):
        guard(by, breach, on, facts)


def _check_day(breach: Breach, on: date) -> None:
    check_not_future("on", on)
    last = breach.steps.order_by("-id").first()
    if last and on < last.on:
        raise ValidationError({"on": _("Il passo di prima è di un giorno dopo.")})


def _check_words(breach: Breach, to: BreachState, said: dict) -> None:
    """Why, on what, and what is said to the family in a language that it reads."""
    missing = {
        name: sentence
        for name, sentence in (("reason", _("Scrivi perché.")), ("evidence", _("Scrivi su che cosa si fonda.")))
        if not said.get(name, "").strip()
    }
    if to in TOLD_TO_THE_FAMILY:
        if not said.get("text", "").strip():
            missing["text"] = _("Scrivi che cosa diciamo alla famiglia.")
        reads = languages_of(breach.household)
        if reads and ITALIAN not in reads and said.get("language") not in reads:
            missing["language"] = _("La famiglia non legge questa lingua: scegline una che legge.")
        if said.get("language", ITALIAN) != ITALIAN and not said.get("translation", "").strip():
            missing["translation"] = _("Manca il testo nella lingua della famiglia.")
    if missing:
        raise ValidationError(missing)


def languages_of(household: Household) -> list[str]:
    """What whoever heads the household reads; nothing where nobody has written it down."""
    head = household.members.filter(running(), role=HouseholdRole.HEAD).select_related("person").first()
    return list(head.person.reads or head.person.speaks) if head else []


def _check_team(breach: Breach, on: date, facts: dict) -> None:
    """In a protected household nothing heavy is decided without the team, and nobody is sent into danger."""
    met_on = facts.get("team_met_on")
    if breach.household.is_restricted and (met_on is None or met_on > on):
        raise ValidationError({"team_met_on": _("Questo nucleo è riservato: prima si riunisce l'équipe.")})


def _check_reminder(by, breach: Breach, on: date, facts: dict) -> None:
    if not facts.get("mediation_outcome"):
        raise ValidationError({"mediation_outcome": _("Scrivi com'è andata la mediazione che abbiamo offerto.")})


def _check_warning(by, breach: Breach, on: date, facts: dict) -> None:
    days = int(value_on(WARNING_DAYS, on))
    earliest = on + timedelta(days=days)
    if facts.get("remedy_by") is None or facts["remedy_by"] < earliest:
        sentence = _("Per rimediare servono almeno %(days)s giorni: dal %(day)s in poi.")
        day = written(earliest, "j F Y")
        raise ValidationError({"remedy_by": sentence % {"days": days, "day": day}})
    informed_on = facts.get("services_informed_on")
    if bool(informed_on) != bool(facts.get("services")):
        raise ValidationError({"services": _("Scrivi quale servizio e in quale giorno.")})
    if has_minors(breach.household, on) and (informed_on is None or informed_on > on):
        sentence = _("Nella famiglia ci sono minori: prima della diffida si informano i servizi sociali.")
        raise ValidationError({"services": sentence})


def has_minors(household: Household, on: date) -> bool:
    """Whether a minor lives in the household; a child whose birth nobody has written down counts as one."""
    members = household.members.filter(running(on)).select_related("person")
    return any(
        age(member.person.birth_date, on) < ADULT_AGE
        if member.person.birth_date
        else member.role == HouseholdRole.CHILD
        for member in members
    )


def _check_proposal(by, breach: Breach, on: date, facts: dict) -> None:
    if on <= breach.remedy_by:
        day = written(breach.remedy_by, "j F Y")
        raise ValidationError({"on": _("La famiglia può ancora rimediare fino al %(day)s.") % {"day": day}})


def _check_resolution(by, breach: Breach, on: date, facts: dict) -> None:
    if not may(by, Permission.DECIDE_MEASURES):
        raise ValidationError(_("La delibera la scrive il consiglio."))
    if breach.heard_on is None or breach.heard_on > on:
        raise ValidationError(_("Prima della delibera si ascolta la famiglia: manca l'audizione."))
    if not facts.get("ground"):
        raise ValidationError({"ground": _("La legge chiede il motivo.")})
    if not facts.get("statute_article", "").strip():
        raise ValidationError({"statute_article": _("Scrivi l'articolo dello statuto.")})
    if facts.get("votes_for") is None or facts["votes_for"] <= (facts.get("votes_against") or 0):
        raise ValidationError({"votes_for": _("Senza la maggioranza dei voti la proposta non passa: archiviala.")})


def _check_opposition(by, breach: Breach, on: date, facts: dict) -> None:
    if breach.notified_on is None or on < breach.notified_on:
        raise ValidationError(_("L'opposizione viene dopo la notifica della delibera."))


def _check_execution(by, breach: Breach, on: date, facts: dict) -> None:
    if breach.notified_on is None:
        raise ValidationError(_("La delibera non è ancora notificata alla persona."))
    if breach.state == BreachState.RESOLVED and on <= breach.opposition_until:
        day = written(breach.opposition_until, "j F Y")
        raise ValidationError({"on": _("La persona può fare opposizione fino al %(day)s.") % {"day": day}})


GUARDS = {
    BreachState.REMINDER: _check_reminder,
    BreachState.WARNING: _check_warning,
    BreachState.PROPOSED: _check_proposal,
    BreachState.RESOLVED: _check_resolution,
    BreachState.OPPOSED: _check_opposition,
    BreachState.EXECUTED: _check_execution,
}
