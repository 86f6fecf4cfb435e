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


class Rule(TextChoices):
    """The rules under which a rota is made."""

    COVER = "cover", _("ogni spazio ha un turno ogni settimana")
    ONE_A_WEEK = "one_a_week", _("una famiglia fa al massimo un turno alla settimana")
    FAIR = "fair", _("tra chi fa di più e chi fa di meno c'è al massimo un turno per adulto")
    EXEMPT = "exempt", _("chi è esente non ha turni")
    AWAY = "away", _("chi non abita qui non ha turni")
    REST = "rest", _("nessuno ha due settimane di fila")


class BreachState(TextChoices):
    """How far a breach of the rules has gone. Each rung is climbed by a person, with a reason, and none is skipped."""

    REPORTED = "reported", _("segnalata")
    VERIFIED = "verified", _("verificata")
    MEDIATION = "mediation", _("mediazione offerta")
    REMINDER = "reminder", _("richiamo")
    WARNING = "warning", _("diffida")
    PROPOSED = "proposed", _("proposta di esclusione")
    RESOLVED = "resolved", _("delibera")
    OPPOSED = "opposed", _("opposizione")
    EXECUTED = "executed", _("eseguita")
    SET_ASIDE = "set_aside", _("archiviata")


B = BreachState

# The graduated ladder of the house rules; a matter can be set aside on every rung.
BREACH_TRANSITIONS: dict[BreachState, tuple[BreachState, ...]] = {
    B.REPORTED: (B.VERIFIED, B.SET_ASIDE),
    B.VERIFIED: (B.MEDIATION, B.SET_ASIDE),
    B.MEDIATION: (B.REMINDER, B.SET_ASIDE),
    B.REMINDER: (B.WARNING, B.SET_ASIDE),
    B.WARNING: (B.PROPOSED, B.SET_ASIDE),
    B.PROPOSED: (B.RESOLVED, B.SET_ASIDE),
    B.RESOLVED: (B.OPPOSED, B.EXECUTED, B.SET_ASIDE),
    B.OPPOSED: (B.EXECUTED, B.SET_ASIDE),
    B.EXECUTED: (),
    B.SET_ASIDE: (),
}
LADDER = tuple(state for state in B if state != B.SET_ASIDE)
BREACH_ENDED = (B.EXECUTED, B.SET_ASIDE)
# On these rungs something is said to the family, in its language.
TOLD_TO_THE_FAMILY = (B.MEDIATION, B.REMINDER, B.WARNING, B.PROPOSED, B.RESOLVED, B.EXECUTED)
# What the board sees: only what it has to decide, and what came of it.
BEFORE_THE_BOARD = (B.PROPOSED, B.RESOLVED, B.OPPOSED, B.EXECUTED)
DECIDED = (B.RESOLVED, B.OPPOSED, B.EXECUTED)


class MediationOutcome(TextChoices):
    """Why a mediation was not the end of it."""

    DECLINED = "declined", _("la famiglia non l'ha voluta")
    NO_AGREEMENT = "no_agreement", _("non si è trovato un accordo")
    BROKEN = "broken", _("l'accordo non ha tenuto")


class ExclusionGround(TextChoices):
    """For what a member can be excluded: art. 2533 of the Civil Code."""

    STATUTE = "statute", _("nei casi previsti dall'atto costitutivo")
    SERIOUS_BREACH = "serious_breach", _("gravi inadempienze verso la legge, lo statuto, il regolamento o il rapporto")
    REQUIREMENTS = "requirements", _("mancanza o perdita dei requisiti per essere socio")
    ART_2286 = "art_2286", _("nei casi dell'articolo 2286")
    ART_2288 = "art_2288", _("nei casi dell'articolo 2288, primo comma")


class DisagreementState(TextChoices):
    """Where a disagreement between neighbours stands."""

    HEARD = "heard", _("ascoltato")
    TALKS = "talks", _("colloqui")
    MEDIATION = "mediation", _("mediazione")
    AGREED = "agreed", _("accordo")
    ENDED = "ended", _("chiuso")


D = DisagreementState

DISAGREEMENT_TRANSITIONS: dict[DisagreementState, tuple[DisagreementState, ...]] = {
    D.HEARD: (D.TALKS, D.MEDIATION, D.ENDED),
    D.TALKS: (D.MEDIATION, D.AGREED, D.ENDED),
    D.MEDIATION: (D.AGREED, D.TALKS, D.ENDED),
    D.AGREED: (D.TALKS, D.ENDED),
    D.ENDED: (D.HEARD,),
}
# Those who disagree meet, or are brought to one table.
TOGETHER = (D.TALKS, D.MEDIATION, D.AGREED)
