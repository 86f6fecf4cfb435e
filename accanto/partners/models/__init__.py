"""The tables of partners, by subject."""

from accanto.partners.models.mandates import Mandate, MandateScope, MandateText, ReservedAct
from accanto.partners.models.referrals import Referral

__all__ = [
    "Mandate",
    "MandateScope",
    "MandateText",
    "Referral",
    "ReservedAct",
]
