"""What a resident reads of disagreements and measures: her own side, and what both sides agreed on."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.coexistence.models import BreachStep, Disagreement
from accanto.coexistence.queries.breaches import letters_to
from accanto.coexistence.queries.disagreements import points_told, told_to
from accanto.coexistence.states import BreachState, DisagreementState
from accanto.plans.models import Promise
from accanto.residents.models import Household

MOST = 20

STATES = {
    DisagreementState.HEARD: _("Ne parliamo di nuovo."),
    DisagreementState.TALKS: _("Ne stiamo parlando con te e con i vicini."),
    DisagreementState.MEDIATION: _("C'è una mediazione: qualcuno vi aiuta a parlarvi."),
    DisagreementState.AGREED: _("Avete trovato un accordo."),
    DisagreementState.ENDED: _("È finita."),
}
HEADINGS = {
    BreachState.MEDIATION: _("Ti offriamo una mediazione"),
    BreachState.REMINDER: _("Un richiamo"),
    BreachState.WARNING: _("Una diffida"),
    BreachState.PROPOSED: _("Una proposta al consiglio"),
    BreachState.RESOLVED: _("La decisione del consiglio"),
    BreachState.EXECUTED: _("La decisione è eseguita"),
}


@dataclass(frozen=True)
class Point:
    """Something agreed on: of her family, or of the neighbours, who have no name here."""

    promise: Promise
    is_own: bool


@dataclass(frozen=True)
class OwnDisagreement:
    """A disagreement as one of the two sides reads it."""

    disagreement: Disagreement
    points: list[Point]

    @property
    def words(self) -> LazyText:
        """How far it is, in plain words."""
        return STATES[DisagreementState(self.disagreement.state)]


@dataclass(frozen=True)
class Letter:
    """What was said to her family on a step."""

    step: BreachStep

    @property
    def heading(self) -> LazyText:
        return HEADINGS[BreachState(self.step.to)]

    @property
    def remedy_by(self):
        """Until when the family can put it right, on the letter that says so."""
        return self.step.breach.remedy_by if self.step.to == BreachState.WARNING else None

    @property
    def opposition_until(self):
        """Until when she can go to court, on the board's decision."""
        return self.step.breach.opposition_until if self.step.to == BreachState.RESOLVED else None

    @property
    def can_oppose(self) -> bool:
        return self.opposition_until is not None and clock.today() <= self.opposition_until


def matters(household: Household) -> dict:
    """Her family's disagreements and the letters to it, the latest first."""
    return {
        "disagreements": [OwnDisagreement(row, []) for row in told_to(household)[:MOST]],
        "letters": [Letter(step) for step in letters_to(household)[:MOST]],
    }


def own_disagreement(household: Household, pk: int) -> OwnDisagreement:
    """One of them, with what both sides promised. Raises Http404."""
    found = told_to(household).filter(pk=pk).first()
    if found is None:
        raise Http404
    points = [Point(promise, promise.household_id == household.pk) for promise in points_told(found)]
    return OwnDisagreement(found, points)


def own_letter(household: Household, pk: int) -> Letter:
    """A letter to her family. Raises Http404."""
    step = letters_to(household).filter(pk=pk).first()
    if step is None:
        raise Http404
    return Letter(step)
