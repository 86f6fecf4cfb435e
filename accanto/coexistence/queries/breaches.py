"""Breaches as pages show them: a coordinator's, and what comes before the board."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission, may
from accanto.base.pages import Page, keyset_page
from accanto.coexistence.models import Breach, BreachStep
from accanto.coexistence.states import (
    BREACH_ENDED,
    BREACH_TRANSITIONS,
    DECIDED,
    LADDER,
    TOLD_TO_THE_FAMILY,
    BreachState,
)
from accanto.residents.models import Household
from accanto.ui.components.moments import written

NEWEST_FIRST = ("-reported_on", "-id")


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder as the page draws it: climbed, the present one, or still above."""

    label: str
    step: BreachStep | None
    is_here: bool


@dataclass(frozen=True)
class Asked:
    """Something that the law, the statute or our own rules ask for before a member is excluded."""

    what: str
    is_done: bool
    words: str = ""


def breach_page(user, *, ended: bool = False, cursor: str = "") -> Page:
    """Breaches that this user may see, the newest first."""
    rows = Breach.objects.visible_to(user).select_related("household")
    rows = rows.filter(state__in=BREACH_ENDED) if ended else rows.exclude(state__in=BREACH_ENDED)
    return keyset_page(rows, by=NEWEST_FIRST, cursor=cursor)


def breach_for(user, pk: int) -> Breach:
    """The breach. Raises Http404 when this user may not see it, or it has faded."""
    return _found(Breach.objects.visible_to(user), pk)


def measure_page(user, *, cursor: str = "") -> Page:
    """What the board has to decide or has decided, the newest first."""
    rows = Breach.objects.before_the_board(user).select_related("household")
    return keyset_page(rows, by=NEWEST_FIRST, cursor=cursor)


def measure_for(user, pk: int) -> Breach:
    """What comes before the board. Raises Http404 for everything else."""
    return _found(Breach.objects.before_the_board(user), pk)


def _found(rows, pk: int) -> Breach:
    breach = rows.select_related("household", "services").filter(pk=pk).first()
    if breach is None:
        raise Http404
    return breach


def steps_of(breach: Breach) -> list[BreachStep]:
    """Every step that was taken, the first one first."""
    return list(breach.steps.select_related("by", "document"))


def step_for(breach: Breach, pk: int) -> BreachStep:
    """A step of a breach. Raises Http404."""
    step = breach.steps.select_related("breach", "document").filter(pk=pk).first()
    if step is None:
        raise Http404
    return step


def letters_to(household: Household) -> QuerySet[BreachStep]:
    """What was said to a household on each step, the latest first; a resolution once it was notified."""
    rows = BreachStep.objects.filter(breach__in=household.breaches.not_faded(), to__in=TOLD_TO_THE_FAMILY)
    unheard = Q(to__in=[BreachState.RESOLVED, BreachState.EXECUTED], breach__notified_on=None)
    return rows.exclude(unheard).exclude(text="").select_related("breach").order_by("-on", "-id")


def rungs_of(breach: Breach, steps: list[BreachStep]) -> list[Rung]:
    """The whole ladder, so that everybody sees how far it is and what would come."""
    taken = {step.to: step for step in steps}
    shown = LADDER if breach.is_open or breach.state == BreachState.EXECUTED else tuple(taken)
    return [Rung(BreachState(state).label, taken.get(state), state == breach.state) for state in shown]


def next_rungs(user, breach: Breach) -> list[BreachState]:
    """Where this user may take it; the resolution is the board's."""
    following = BREACH_TRANSITIONS[BreachState(breach.state)]
    return [to for to in following if to != BreachState.RESOLVED or may(user, Permission.DECIDE_MEASURES)]


def rung_for(user, name: str) -> BreachState:
    """The rung of this name, for whoever may ever take it. Raises Http404."""
    if name not in BreachState or (name == BreachState.RESOLVED and not may(user, Permission.DECIDE_MEASURES)):
        raise Http404
    return BreachState(name)


def asked_by_law(breach: Breach, steps: list[BreachStep], *, has_minors: bool) -> list[Asked]:
    """What art. 2533 of the Civil Code, the statute and the ladder ask for, and whether it is there."""
    taken = {step.to: step for step in steps}
    said = [
        _mediation(breach, taken),
        Asked(_("Richiamo scritto"), BreachState.REMINDER in taken, _reply(taken.get(BreachState.REMINDER))),
        Asked(_("Diffida con un termine per rimediare"), breach.remedy_by is not None, _until(breach.remedy_by)),
        Asked(_("Audizione prima della delibera"), breach.heard_on is not None, _on(breach.heard_on)),
        Asked(_("Motivo tra quelli dell'articolo 2533 del codice civile"), bool(breach.ground), _ground(breach)),
        Asked(_("Articolo dello statuto"), bool(breach.statute_article), breach.statute_article),
        Asked(_("Delibera a maggioranza"), breach.state in DECIDED, _votes(breach)),
        Asked(_("Notifica alla persona"), breach.notified_on is not None, _on(breach.notified_on)),
        Asked(_("Sessanta giorni per l'opposizione al tribunale"), breach.notified_on is not None, _opposition(breach)),
    ]
    if has_minors:
        words = f"{breach.services}, {_on(breach.services_informed_on)}" if breach.services else ""
        said.insert(3, Asked(_("Servizi sociali informati prima della diffida: ci sono minori"), bool(words), words))
    return said


def _mediation(breach: Breach, taken: dict) -> Asked:
    """Whether a mediation was offered, and within its days from the check."""
    offered = taken.get(BreachState.MEDIATION)
    if not offered:
        return Asked(_("Mediazione offerta"), False, _until(breach.mediation_by))
    words = _("%(day)s, dopo il termine del %(term)s") if offered.on > breach.mediation_by else "%(day)s"
    return Asked(_("Mediazione offerta"), True, words % {"day": _on(offered.on), "term": _on(breach.mediation_by)})


def _reply(step: BreachStep | None) -> str:
    if step is None:
        return ""
    return _("la famiglia ha risposto") if step.reply else _("la famiglia non ha ancora risposto")


def _on(day) -> str:
    return written(day, "j F Y") if day else ""


def _until(day) -> str:
    return _("entro il %(day)s") % {"day": _on(day)} if day else ""


def _ground(breach: Breach) -> str:
    return breach.get_ground_display() if breach.ground else ""


def _votes(breach: Breach) -> str:
    if breach.votes_for is None:
        return ""
    return _("%(yes)s a favore, %(no)s contrari") % {"yes": breach.votes_for, "no": breach.votes_against or 0}


def _opposition(breach: Breach) -> str:
    return _until(breach.opposition_until)
