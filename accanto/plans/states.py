"""The life of promises, as data: who promises, where it comes from, how it ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Whose promise it is. All three are counted the same way."""

    MEMBER = "member", _("la famiglia")
    COOPERATIVE = "cooperative", _("la cooperativa")
    PUBLIC_BODY = "public_body", _("un ente pubblico")


class Source(TextChoices):
    """Where a promise was made."""

    PLAN = "plan", _("un obiettivo del percorso")
    REVIEW = "review", _("una verifica del percorso")
    REQUEST = "request", _("una richiesta di sostegno")
    MEDIATION = "mediation", _("una mediazione")
    HOUSE_MEETING = "house_meeting", _("una riunione di casa")
    TALK = "talk", _("un colloquio")
    PACT = "pact", _("un patto di convivenza")


class PromiseState(TextChoices):
    """What became of a promise."""

    OPEN = "open", _("aperta")
    KEPT = "kept", _("mantenuta")
    LATE = "late", _("mantenuta in ritardo")
    PARTLY = "partly", _("mantenuta in parte")
    NOT_KEPT = "not_kept", _("non mantenuta")
    RELEASED = "released", _("sciolta")


P = PromiseState

# From each state, the states that may follow. What was judged too early is opened again, with a word on why.
PROMISE_TRANSITIONS: dict[PromiseState, tuple[PromiseState, ...]] = {
    P.OPEN: (P.KEPT, P.LATE, P.PARTLY, P.NOT_KEPT, P.RELEASED),
    P.KEPT: (P.OPEN,),
    P.LATE: (P.OPEN,),
    P.PARTLY: (P.OPEN,),
    P.NOT_KEPT: (P.OPEN,),
    P.RELEASED: (P.OPEN,),
}
SETTLED = PROMISE_TRANSITIONS[P.OPEN]

# A promise kept on its day speaks for itself; everything else says why.
SPEAKS_FOR_ITSELF = (P.KEPT,)


class PlanPhase(TextChoices):
    """How far along the path."""

    WELCOME = "welcome", _("accoglienza")
    SETTLING = "settling", _("ambientamento")
    PATH = "path", _("percorso")
    LEAVING = "leaving", _("uscita vicina")
    AFTER = "after", _("dopo l'uscita")
    ENDED = "ended", _("concluso")


F = PlanPhase

# A path goes forward, turns back where leaving was too early, and may end at any time by her word.
# Into AFTER leads the exit alone.
PLAN_TRANSITIONS: dict[PlanPhase, tuple[PlanPhase, ...]] = {
    F.WELCOME: (F.SETTLING, F.AFTER, F.ENDED),
    F.SETTLING: (F.PATH, F.AFTER, F.ENDED),
    F.PATH: (F.LEAVING, F.AFTER, F.ENDED),
    F.LEAVING: (F.PATH, F.AFTER, F.ENDED),
    F.AFTER: (F.ENDED,),
    F.ENDED: (),
}


class VersionState(TextChoices):
    """Whether the two sides agree on a version of a plan."""

    PROPOSED = "proposed", _("proposta")
    AGREED = "agreed", _("d'accordo tutti e due")
    DISAGREED = "disagreed", _("la persona non è d'accordo")
    SUPERSEDED = "superseded", _("sostituita")


V = VersionState

VERSION_TRANSITIONS: dict[VersionState, tuple[VersionState, ...]] = {
    V.PROPOSED: (V.AGREED, V.DISAGREED, V.SUPERSEDED),
    V.DISAGREED: (V.AGREED, V.SUPERSEDED),
    V.AGREED: (V.DISAGREED, V.SUPERSEDED),
    V.SUPERSEDED: (),
}


class GoalState(TextChoices):
    """What became of a goal."""

    OPEN = "open", _("aperto")
    REACHED = "reached", _("raggiunto")
    LEFT = "left", _("lasciato")


G = GoalState

GOAL_TRANSITIONS: dict[GoalState, tuple[GoalState, ...]] = {
    G.OPEN: (G.REACHED, G.LEFT),
    G.REACHED: (G.OPEN,),
    G.LEFT: (G.OPEN,),
}


class SignedHow(TextChoices):
    """How somebody signed."""

    PAPER = "paper", _("su carta")
    SCREEN = "screen", _("sullo schermo")


class Moment(TextChoices):
    """When the autonomy of a person is looked at."""

    START = "start", _("all'inizio")
    ON_THE_WAY = "on_the_way", _("ogni sei mesi")
    EXIT = "exit", _("all'uscita")
    AFTER_6 = "after_6", _("sei mesi dopo")
    AFTER_12 = "after_12", _("dodici mesi dopo")


class View(TextChoices):
    """Whose view a rating is. Both are kept; where they differ, that is shown and not decided."""

    WORKER = "worker", _("chi accompagna")
    OWN = "own", _("la persona")


class Savings(TextChoices):
    """Whether she has put aside as much as leaving asks for."""

    UNKNOWN = "", _("non si sa")
    YES = "yes", _("sì")
    NO = "no", _("no")


class FollowUpState(TextChoices):
    """What came of asking how it goes after the exit."""

    WAITING = "waiting", _("da sentire")
    REACHED = "reached", _("sentita")
    NOT_REACHED = "not_reached", _("non raggiungibile")


U = FollowUpState

FOLLOW_UP_TRANSITIONS: dict[FollowUpState, tuple[FollowUpState, ...]] = {
    U.WAITING: (U.REACHED, U.NOT_REACHED),
    U.NOT_REACHED: (U.REACHED,),
    U.REACHED: (),
}


class Situation(TextChoices):
    """How it goes with a home or a job of one's own."""

    STABLE = "stable", _("va bene")
    AT_RISK = "at_risk", _("è in bilico")
    LOST = "lost", _("non c'è più")
    UNKNOWN = "", _("non si sa")
