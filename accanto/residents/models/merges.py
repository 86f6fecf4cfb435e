"""Duplicates: what a person decided about a likely pair, and how to go back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record


class PersonMerge(Record):
    """Two records of one human being made one. `moved` lists every row that changed hands, so that
    the merge can be undone: [table, id, column]; `filled` the fields that the kept person took over."""

    kept = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    merged = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("unione")
        verbose_name_plural = _("unioni")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_merges_with_herself")]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class SetApart(Record):
    """A pair that a person looked at and found to be two people: not proposed again."""

    first = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    second = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="set_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="set_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
