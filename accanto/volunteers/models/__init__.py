"""The tables of volunteers, by subject."""

from accanto.volunteers.models.expenses import Expense, RefundResolution
from accanto.volunteers.models.register import InsuranceCover, OtherHours, RecordCheck, Training, Volunteer
from accanto.volunteers.models.wishes import Availability, KeptApart, VisitWish, WishedSlot

__all__ = [
    "Availability",
    "Expense",
    "InsuranceCover",
    "KeptApart",
    "OtherHours",
    "RecordCheck",
    "RefundResolution",
    "Training",
    "VisitWish",
    "Volunteer",
    "WishedSlot",
]
