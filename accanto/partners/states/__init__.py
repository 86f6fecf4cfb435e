"""States and transitions of partners, by subject: data."""

from accanto.partners.states.agreements import AGREEMENT_TRANSITIONS, AgreementKind, AgreementState, Side
from accanto.partners.states.mandates import MANDATE_TRANSITIONS
from accanto.partners.states.referrals import REFERRAL_TRANSITIONS

__all__ = [
    "AGREEMENT_TRANSITIONS",
    "AgreementKind",
    "AgreementState",
    "MANDATE_TRANSITIONS",
    "REFERRAL_TRANSITIONS",
    "Side",
]
