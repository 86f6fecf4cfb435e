"""States of a dwelling, and the life of an application for a home: data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DwellingState(TextChoices):
    """What a dwelling is on a day. Never stored: it follows from assignments and works."""

    FREE = "free", _("libero")
    OCCUPIED = "occupied", _("occupato")
    IN_WORKS = "in_works", _("in lavori")


class ApplicationState(TextChoices):
    """Where an application for a home has come to."""

    RECEIVED = "received", _("ricevuta")
    TO_COMPLETE = "to_complete", _("da completare")
    LISTED = "listed", _("in lista")
    OFFERED = "offered", _("alloggio proposto")
    ACCEPTED = "accepted", _("accettata")
    REFUSED = "refused", _("proposta rifiutata")
    WITHDRAWN = "withdrawn", _("ritirata")
    NOT_ADMITTED = "not_admitted", _("non ammessa")


S = ApplicationState

# From each state, where a person may decide to go. A refused offer does not cost the place in the list.
TRANSITIONS: dict[ApplicationState, tuple[ApplicationState, ...]] = {
    S.RECEIVED: (S.LISTED, S.TO_COMPLETE, S.NOT_ADMITTED, S.WITHDRAWN),
    S.TO_COMPLETE: (S.LISTED, S.NOT_ADMITTED, S.WITHDRAWN),
    S.LISTED: (S.OFFERED, S.TO_COMPLETE, S.NOT_ADMITTED, S.WITHDRAWN),
    S.OFFERED: (S.ACCEPTED, S.REFUSED, S.LISTED, S.WITHDRAWN),
    S.ACCEPTED: (S.LISTED,),
    S.REFUSED: (S.LISTED, S.WITHDRAWN),
    S.WITHDRAWN: (S.RECEIVED,),
    S.NOT_ADMITTED: (S.RECEIVED,),
}

# What a person decides when an application goes to a state, as the decision form says it.
STEPS: dict[ApplicationState, str] = {
    S.RECEIVED: _("Riapri la domanda"),
    S.TO_COMPLETE: _("Chiedi quello che manca"),
    S.LISTED: _("Metti in lista"),
    S.OFFERED: _("Proponi un alloggio"),
    S.ACCEPTED: _("Il nucleo accetta l'alloggio"),
    S.REFUSED: _("Il nucleo rifiuta l'alloggio"),
    S.WITHDRAWN: _("La domanda è ritirata"),
    S.NOT_ADMITTED: _("Non ammettere la domanda"),
}

# Whoever applied waits for a word of the cooperative.
AWAITING_ANSWER = (S.RECEIVED, S.TO_COMPLETE, S.OFFERED)
OPEN = (*AWAITING_ANSWER, S.LISTED)
