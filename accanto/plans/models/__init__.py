"""Tables of plans, by subject."""

from accanto.plans.models.promises import Promise, PromiseQuerySet, PromiseStep

__all__ = ["Promise", "PromiseQuerySet", "PromiseStep"]
