"""The tables of partners, by subject."""

from accanto.partners.models.agreements import Agreement
from accanto.partners.models.agreements_around import AgreementCost, Duty, ReportingDate
from accanto.partners.models.mandates import Mandate, MandateScope, MandateText, ReservedAct
from accanto.partners.models.referrals import Referral
from accanto.partners.models.shares import Appointment, Disclosure, Share, ShareSection

__all__ = [
    "Agreement",
    "AgreementCost",
    "Appointment",
    "Disclosure",
    "Duty",
    "Mandate",
    "MandateScope",
    "MandateText",
    "Referral",
    "ReportingDate",
    "ReservedAct",
    "Share",
    "ShareSection",
]
