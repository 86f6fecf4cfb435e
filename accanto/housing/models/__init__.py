"""The tables of housing, by subject."""

from accanto.housing.models.applications import Application, Cause, Decision, Origin, Urgency
from accanto.housing.models.assignments import Assignment, Basis, Destination, EndReason, HostNotification
from accanto.housing.models.buildings import Building, Dwelling, Place, Tenure, Works
from accanto.housing.models.units import split_unit

__all__ = [
    "Application",
    "Assignment",
    "Basis",
    "Building",
    "Cause",
    "Decision",
    "Destination",
    "Dwelling",
    "EndReason",
    "HostNotification",
    "Origin",
    "Place",
    "Tenure",
    "Urgency",
    "Works",
    "split_unit",
]
