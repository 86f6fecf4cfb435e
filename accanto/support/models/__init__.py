"""The tables of support, by subject."""

from accanto.support.models.areas import DISCRIMINATION, SupportArea
from accanto.support.models.around import DiscriminationReport, RequestEntry, RequestStep, RequestWorker
from accanto.support.models.requests import SupportRequest

__all__ = [
    "DISCRIMINATION",
    "DiscriminationReport",
    "RequestEntry",
    "RequestStep",
    "RequestWorker",
    "SupportArea",
    "SupportRequest",
]
