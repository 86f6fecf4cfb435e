"""The life of a referral, as data: out to a body, or in from one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    """Who asks whom."""

    OUT = "out", _("mandata da noi")
    IN = "in", _("arrivata a noi")


class ReferralState(TextChoices):
    """Where a referral stands. What we write begins as `draft`, what reaches us as `received`."""

    DRAFT = "draft", _("da mandare")
    SENT = "sent", _("aspetta la risposta")
    RECEIVED = "received", _("aspetta la nostra risposta")
    ACCEPTED = "accepted", _("accolta")
    REFUSED = "refused", _("non accolta")
    WITHDRAWN = "withdrawn", _("ritirata")


R = ReferralState

REFERRAL_TRANSITIONS: dict[ReferralState, tuple[ReferralState, ...]] = {
    R.DRAFT: (R.SENT, R.WITHDRAWN),
    R.SENT: (R.ACCEPTED, R.REFUSED, R.WITHDRAWN),
    R.RECEIVED: (R.ACCEPTED, R.REFUSED, R.WITHDRAWN),
    R.ACCEPTED: (),
    R.REFUSED: (),
    R.WITHDRAWN: (),
}

ANSWERED = (R.ACCEPTED, R.REFUSED)
WAITING_FOR_AN_ANSWER = (R.SENT, R.RECEIVED)
TONES = {R.DRAFT: "warn", R.SENT: "accent", R.RECEIVED: "warn", R.ACCEPTED: "ok"}
