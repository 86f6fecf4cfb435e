"""The life of a procedure and of the days that belong to it, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a procedure stands."""

    TO_START = "to_start", _("da avviare")
    COLLECTING = "collecting", _("raccolta documenti")
    READY = "ready", _("pronta")
    SUBMITTED = "submitted", _("presentata")
    INTEGRATION = "integration", _("integrazione richiesta")
    ACCEPTED = "accepted", _("accolta")
    REFUSED = "refused", _("respinta")
    LAPSED = "lapsed", _("decaduta")
    TO_RENEW = "to_renew", _("da rinnovare")
    RENEWED = "renewed", _("rinnovata")
    WITHDRAWN = "withdrawn", _("lasciata dalla persona")


S = State

# From each state, the states that may follow. A refusal goes back to "submitted" when an appeal is filed;
# what lapsed can be filed anew, as a renewal.
TRANSITIONS: dict[State, tuple[State, ...]] = {
    S.TO_START: (S.COLLECTING, S.LAPSED, S.WITHDRAWN),
    S.COLLECTING: (S.READY, S.LAPSED, S.WITHDRAWN),
    S.READY: (S.COLLECTING, S.SUBMITTED, S.LAPSED, S.WITHDRAWN),
    S.SUBMITTED: (S.INTEGRATION, S.ACCEPTED, S.REFUSED, S.LAPSED, S.WITHDRAWN),
    S.INTEGRATION: (S.SUBMITTED, S.REFUSED, S.LAPSED, S.WITHDRAWN),
    S.ACCEPTED: (S.TO_RENEW,),
    S.REFUSED: (S.SUBMITTED,),
    S.LAPSED: (S.TO_RENEW,),
    S.TO_RENEW: (S.RENEWED, S.WITHDRAWN),
    S.RENEWED: (),
    S.WITHDRAWN: (),
}

# Nobody works on it; of an accepted one the renewal may still fall due, of a refused one the appeal.
ENDED = (S.ACCEPTED, S.REFUSED, S.LAPSED, S.RENEWED, S.WITHDRAWN)
OPEN = tuple(state for state in S if state not in ENDED)

# Papers are still being gathered: nothing has been said to the body.
BEFORE_SUBMISSION = (S.TO_START, S.COLLECTING, S.READY)
# The body has it.
WITH_THE_BODY = (S.SUBMITTED, S.INTEGRATION)
# What will not be had any more.
WITHOUT_FRUIT = (S.REFUSED, S.LAPSED, S.WITHDRAWN)

# Entering one of these asks for a reason.
REASON_NEEDED = (S.REFUSED, S.LAPSED, S.WITHDRAWN)


class How(TextChoices):
    """Who goes to the body."""

    HERSELF = "herself", _("ci va la persona, da sola")
    ACCOMPANIED = "accompanied", _("ci va la persona, accompagnata da noi")
    MANDATE = "mandate", _("la presentiamo noi, con la sua delega")


class Basis(TextChoices):
    """From what a term or a reminder is counted."""

    START = "start", _("dal fatto da cui nasce")
    SUBMISSION = "submission", _("dalla presentazione")
    EXPIRY = "expiry", _("dalla scadenza del documento")
    DECISION = "decision", _("dalla risposta dell'ente")
    GRANTED = "granted", _("dal sì dell'ente")
    BIRTHDAY = "birthday", _("dalla nascita della persona")
    FIXED = "fixed", _("ogni anno, in un giorno fisso")


class Unit(TextChoices):
    """In what a distance is measured."""

    DAYS = "days", _("giorni")
    WORKING_DAYS = "working_days", _("giorni lavorativi")
    MONTHS = "months", _("mesi")


class RuleKind(TextChoices):
    """A term binds somebody; a reminder only tells us to look."""

    TERM = "term", _("termine")
    REMINDER = "reminder", _("promemoria")


class DayKind(TextChoices):
    """Why a day stands on a procedure."""

    TERM = "term", _("termine")
    REMINDER = "reminder", _("promemoria")
    APPOINTMENT = "appointment", _("appuntamento")
    APPEAL = "appeal", _("ricorso")
    AFTERWARDS = "afterwards", _("da fare dopo il sì")
    INTEGRATION = "integration", _("integrazione da mandare")
    RENEWAL = "renewal", _("rinnovo")
    LOOK_AGAIN = "look_again", _("da riguardare")


# In which states a rule counts, by what it is counted from.
LIVE_IN: dict[Basis, tuple[State, ...]] = {
    Basis.START: BEFORE_SUBMISSION,
    Basis.SUBMISSION: WITH_THE_BODY,
    Basis.EXPIRY: BEFORE_SUBMISSION,
    Basis.DECISION: (S.REFUSED,),
    Basis.GRANTED: (S.ACCEPTED, S.TO_RENEW),
    Basis.BIRTHDAY: BEFORE_SUBMISSION,
    Basis.FIXED: BEFORE_SUBMISSION,
}


class Renewal(TextChoices):
    """What comes after a procedure that went well."""

    NONE = "none", _("non si rinnova")
    WITH_PAPER = "with_paper", _("si rinnova quando scade quello che si è ottenuto")
    YEARLY = "yearly", _("si rifà ogni anno")
