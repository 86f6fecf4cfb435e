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
