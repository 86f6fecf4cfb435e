"""States and transitions of partners, by subject: data."""

from accanto.partners.states.mandates import MANDATE_TRANSITIONS
from accanto.partners.states.referrals import REFERRAL_TRANSITIONS

__all__ = ["MANDATE_TRANSITIONS", "REFERRAL_TRANSITIONS"]
