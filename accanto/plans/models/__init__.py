"""Tables of plans, by subject."""

from accanto.plans.models.exits import Exit, FollowUp
from accanto.plans.models.matrix import Assessment, MatrixDomain, MatrixEdition, Rating
from accanto.plans.models.plans import Disagreement, Goal, Plan, PlanStep, PlanVersion, Review, Signature
from accanto.plans.models.promises import Promise, PromiseQuerySet, PromiseStep

__all__ = [
    "Assessment",
    "Disagreement",
    "Exit",
    "FollowUp",
    "Goal",
    "MatrixDomain",
    "MatrixEdition",
    "Plan",
    "PlanStep",
    "PlanVersion",
    "Promise",
    "PromiseQuerySet",
    "PromiseStep",
    "Rating",
    "Review",
    "Signature",
]
