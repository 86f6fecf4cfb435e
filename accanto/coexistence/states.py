"""The lives of what is shared in a building, as data: states and the steps from one to the next."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RulesState(TextChoices):
    """Where a version of the house rules stands."""

    DRAFT = "draft", _("bozza")
    IN_FORCE = "in_force", _("in vigore")
    SUPERSEDED = "superseded", _("superata")


class TranslationState(TextChoices):
    """Whether somebody who knows the language has read a translation. The Italian text prevails."""

    DRAFT = "draft", _("bozza")
    REVIEWED = "reviewed", _("riletta")


class PactState(TextChoices):
    """Where a pact between a household and the cooperative stands."""

    PROPOSED = "proposed", _("proposto")
    SIGNED = "signed", _("firmato")
    ENDED = "ended", _("finito")
    WITHDRAWN = "withdrawn", _("ritirato")


class Side(TextChoices):
    """Who has a duty under a pact."""

    MEMBER = "member", _("la famiglia")
    COOPERATIVE = "cooperative", _("la cooperativa")


class TurnState(TextChoices):
    """What became of a turn."""

    PLANNED = "planned", _("da fare")
    DONE = "done", _("fatto")
    MISSED = "missed", _("non fatto")


class SwapState(TextChoices):
    """What the neighbour answered."""

    ASKED = "asked", _("chiesto")
    AGREED = "agreed", _("d'accordo")
    DECLINED = "declined", _("rifiutato")
    WITHDRAWN = "withdrawn", _("ritirato")


class MeetingState(TextChoices):
    """Whether a house meeting took place."""

    CALLED = "called", _("convocata")
    HELD = "held", _("tenuta")
    CANCELLED = "cancelled", _("annullata")


class DecisionState(TextChoices):
    """What became of a decision of a house meeting."""

    OPEN = "open", _("aperta")
    CLOSED = "closed", _("fatta")
    REJECTED = "rejected", _("respinta dal voto")
    DROPPED = "dropped", _("lasciata cadere")


class Ballot(TextChoices):
    """What a household votes: one household, one vote."""

    FOR = "for", _("sì")
    AGAINST = "against", _("no")
    ABSTAINED = "abstained", _("astenuto")


class Direction(TextChoices):
    """Which way the money of a cash box goes."""

    IN = "in", _("entra")
    OUT = "out", _("esce")


class Sign(TextChoices):
    """How a household wishes to be called where everybody reads: on the rota in the stairwell."""

    DWELLING = "dwelling", _("solo l'interno")
    GIVEN_NAME = "given_name", _("l'interno e un nome")


RULES_TRANSITIONS: dict[RulesState, tuple[RulesState, ...]] = {
    RulesState.DRAFT: (RulesState.IN_FORCE,),
    RulesState.IN_FORCE: (RulesState.SUPERSEDED,),
    RulesState.SUPERSEDED: (),
}
PACT_TRANSITIONS: dict[PactState, tuple[PactState, ...]] = {
    PactState.PROPOSED: (PactState.SIGNED, PactState.WITHDRAWN),
    PactState.SIGNED: (PactState.ENDED,),
    PactState.ENDED: (),
    PactState.WITHDRAWN: (),
}
# What somebody confirmed by mistake can be taken back.
TURN_TRANSITIONS: dict[TurnState, tuple[TurnState, ...]] = {
    TurnState.PLANNED: (TurnState.DONE, TurnState.MISSED),
    TurnState.DONE: (TurnState.PLANNED,),
    TurnState.MISSED: (TurnState.DONE, TurnState.PLANNED),
}
SWAP_TRANSITIONS: dict[SwapState, tuple[SwapState, ...]] = {
    SwapState.ASKED: (SwapState.AGREED, SwapState.DECLINED, SwapState.WITHDRAWN),
    SwapState.AGREED: (),
    SwapState.DECLINED: (),
    SwapState.WITHDRAWN: (),
}
MEETING_TRANSITIONS: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.CALLED: (MeetingState.HELD, MeetingState.CANCELLED),
    MeetingState.HELD: (),
    MeetingState.CANCELLED: (),
}
DECISION_TRANSITIONS: dict[DecisionState, tuple[DecisionState, ...]] = {
    DecisionState.OPEN: (DecisionState.CLOSED, DecisionState.REJECTED, DecisionState.DROPPED),
    DecisionState.CLOSED: (DecisionState.OPEN,),
    DecisionState.REJECTED: (),
    DecisionState.DROPPED: (),
}


class Rule(TextChoices):
    """The rules under which a rota is made."""

    COVER = "cover", _("ogni spazio ha un turno ogni settimana")
    ONE_A_WEEK = "one_a_week", _("una famiglia fa al massimo un turno alla settimana")
    FAIR = "fair", _("tra chi fa di più e chi fa di meno c'è al massimo un turno per adulto")
    EXEMPT = "exempt", _("chi è esente non ha turni")
    AWAY = "away", _("chi non abita qui non ha turni")
    REST = "rest", _("nessuno ha due settimane di fila")
