"""The tables of procedures, by subject."""

from accanto.procedures.models.catalogue import DocumentNeed, ProcedureType, TermRule
from accanto.procedures.models.days import ProcedureDay
from accanto.procedures.models.procedures import Integration, NeedTick, Procedure, ProcedureStep

__all__ = [
    "DocumentNeed",
    "Integration",
    "NeedTick",
    "Procedure",
    "ProcedureDay",
    "ProcedureStep",
    "ProcedureType",
    "TermRule",
]
