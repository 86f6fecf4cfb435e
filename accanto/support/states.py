"""The life of a request, as data: its states and the steps from one to the next."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a request stands."""

    PROPOSED = "proposed", _("proposta")
    RECEIVED = "received", _("ricevuta")
    SEEN = "seen", _("vista")
    TALK_SET = "talk_set", _("colloquio fissato")
    ACCEPTED = "accepted", _("in corso")
    PAUSED = "paused", _("in pausa")
    REFERRED = "referred", _("rinviata a un ente")
    CLOSED = "closed", _("chiusa")
    NOT_ACCEPTED = "not_accepted", _("non accolta")
    WITHDRAWN = "withdrawn", _("ritirata")
    DECLINED = "declined", _("proposta rifiutata")


S = State

# From each state, the states that may follow. A proposal goes on only by the member's word; a
# declined one is left alone: if she changes her mind, the next request is hers.
TRANSITIONS: dict[State, tuple[State, ...]] = {
    S.PROPOSED: (S.RECEIVED, S.DECLINED),
    S.RECEIVED: (S.SEEN, S.NOT_ACCEPTED, S.WITHDRAWN),
    S.SEEN: (S.TALK_SET, S.ACCEPTED, S.REFERRED, S.NOT_ACCEPTED, S.WITHDRAWN),
    S.TALK_SET: (S.ACCEPTED, S.REFERRED, S.NOT_ACCEPTED, S.WITHDRAWN),
    S.ACCEPTED: (S.REFERRED, S.PAUSED, S.CLOSED, S.WITHDRAWN),
    S.PAUSED: (S.ACCEPTED, S.CLOSED, S.WITHDRAWN),
    S.REFERRED: (S.ACCEPTED, S.CLOSED, S.WITHDRAWN),
    S.CLOSED: (S.ACCEPTED,),
    S.NOT_ACCEPTED: (S.RECEIVED,),
    S.WITHDRAWN: (S.RECEIVED,),
    S.DECLINED: (),
}

# Ended: nobody works on it, and nothing of it falls due.
ENDED = (S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN, S.DECLINED)
OPEN = tuple(state for state in S if state not in ENDED)

# Nobody has given her word yet, or she has said no.
WITHOUT_HER_WORD = (S.PROPOSED, S.DECLINED)

# Work beyond listening: who is first responsible must be said, and a public body informed.
BEYOND_LISTENING = (S.ACCEPTED, S.REFERRED)

# Stands still until a day on which somebody looks at it again.
WAITING = (S.PAUSED, S.REFERRED)

# Entering one of these asks for a reason; so does every reopening. Who declines owes none.
REASON_NEEDED = (S.PAUSED, S.REFERRED, S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN)


def needs_reason(origin: State, to: State) -> bool:
    """Whether a step must say why."""
    return to in REASON_NEEDED or is_reopening(origin, to)


def is_reopening(origin: State, to: State) -> bool:
    """Whether a step gives an ended request a new life."""
    return origin in ENDED and to in OPEN


class Outcome(TextChoices):
    """How a request ended, so that the work of others is never counted as ours."""

    SOLVED_BY_BODY = "solved_by_body", _("risolta dall'ente")
    BRIDGED = "bridged", _("accompagnata: noi abbiamo fatto da ponte")
    SOLVED_BY_US = "solved_by_us", _("risolta da noi, nella nostra competenza")
    NOT_SOLVED = "not_solved", _("non risolta")


class Origin(TextChoices):
    """Whose idea it was."""

    MEMBER = "member", _("lo chiede la persona")
    PROPOSAL = "proposal", _("lo proponiamo noi")


class Channel(TextChoices):
    """How a word of the member reached the cooperative."""

    VOLUNTEER = "volunteer", _("a voce, a una volontaria")
    OFFICE = "office", _("in ufficio")
    PHONE = "phone", _("per telefono")
    LETTER = "letter", _("con una lettera o un messaggio")
    PORTAL = "portal", _("dal portale")


class Lead(TextChoices):
    """Who is first responsible for the answer."""

    FAMILY = "family", _("la famiglia")
    COOPERATIVE = "cooperative", _("la cooperativa")
    PUBLIC_BODY = "public_body", _("un ente pubblico")


class InformedHow(TextChoices):
    """How a public body was told."""

    PHONE = "phone", _("per telefono")
    EMAIL = "email", _("per e-mail")
    LETTER = "letter", _("con una lettera o una PEC")
    MEETING = "meeting", _("di persona")


class NotInformedWhy(TextChoices):
    """Why a public body is not told. Words stand beside it."""

    DANGER = "danger", _("metterebbe qualcuno in pericolo")
    REFUSED = "refused", _("la persona non vuole")
    ALREADY_KNOWS = "already_knows", _("l'ente lo sa già")
    OTHER = "other", _("un altro motivo")


class ToldUnder(TextChoices):
    """On what ground somebody outside is told about a family: her consent, or what the law allows without it."""

    CONSENT = "consent", _("con il suo consenso")
    DANGER = "danger", _("per un pericolo grave e vicino")
    CHILD = "child", _("per proteggere un minore")
    DUTY = "duty", _("per un obbligo di legge")


class Place(TextChoices):
    """Where somebody was treated worse than others."""

    LANDLORD = "landlord", _("chi affitta o vende casa")
    EMPLOYER = "employer", _("un datore di lavoro")
    OFFICE = "office", _("un ufficio pubblico")
    SCHOOL = "school", _("la scuola")
    HEALTH = "health", _("un servizio sanitario")
    OTHER = "other", _("altrove")


class Ground(TextChoices):
    """Because of what, as the person says."""

    ORIGIN = "origin", _("origine o cittadinanza")
    COLOUR = "colour", _("colore della pelle")
    LANGUAGE = "language", _("lingua")
    RELIGION = "religion", _("religione")
    SEX = "sex", _("sesso, gravidanza o maternità")
    ORIENTATION = "orientation", _("orientamento sessuale o identità di genere")
    DISABILITY = "disability", _("disabilità")
    AGE = "age", _("età")
    FAMILY = "family", _("numero o età dei figli")
    MEANS = "means", _("condizione economica")
    OTHER = "other", _("altro")
