"""The tables of partners, by subject."""

from accanto.partners.models.agreements import Agreement
from accanto.partners.models.agreements_around import AgreementCost, Duty, ReportingDate
from accanto.partners.models.mandates import Mandate, MandateScope, MandateText, ReservedAct
from accanto.partners.models.referrals import Referral

__all__ = [
    "Agreement",
    "AgreementCost",
    "Duty",
    "Mandate",
    "MandateScope",
    "MandateText",
    "Referral",
    "ReportingDate",
    "ReservedAct",
]
