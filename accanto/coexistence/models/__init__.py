"""The tables of coexistence, by subject."""

from accanto.coexistence.models.breaches import Breach, BreachStep
from accanto.coexistence.models.cash import CashMovement
from accanto.coexistence.models.disagreements import Disagreement, DisagreementStep, HouseholdsKeptApart
from accanto.coexistence.models.meetings import Attendance, HouseMeeting, MeetingDecision, Vote
from accanto.coexistence.models.representatives import HouseRepresentative
from accanto.coexistence.models.rota import Exemption, HouseholdSign, Rota, RotaShare, RotaTurn, TurnSwap
from accanto.coexistence.models.rules import CoexistencePact, HouseRules, PactDuty, RulesReading, RulesTranslation
from accanto.coexistence.models.scope import open_buildings
from accanto.coexistence.models.spaces import Booking, SharedSpace

__all__ = [
    "Attendance",
    "Booking",
    "Breach",
    "BreachStep",
    "CashMovement",
    "CoexistencePact",
    "Disagreement",
    "DisagreementStep",
    "Exemption",
    "HouseMeeting",
    "HouseRepresentative",
    "HouseRules",
    "HouseholdSign",
    "HouseholdsKeptApart",
    "MeetingDecision",
    "PactDuty",
    "Rota",
    "RotaShare",
    "RotaTurn",
    "RulesReading",
    "RulesTranslation",
    "SharedSpace",
    "TurnSwap",
    "Vote",
    "open_buildings",
]
