"""Duplicates: pairs that are likely, what a person decided about one, and how to go back."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record
from accanto.residents.models.people import Person


class LikelyPairQuerySet(models.QuerySet):
    """Likely pairs, scoped by who asks."""

    def visible_to(self, user):
        """Those of whom this user may see both."""
        people = Person.objects.visible_to(user).order_by()
        return self.filter(Exists(people.filter(pk=OuterRef("first"))), Exists(people.filter(pk=OuterRef("second"))))


class LikelyPair(models.Model):
    """Two records that may be one human being, and how much speaks for it: found by actions.compare_people.

    The reasons are not kept: they are found again when the pair is shown.
    """

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    weight = models.SmallIntegerField()

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("forse la stessa persona")
        verbose_name_plural = _("forse la stessa persona")
        ordering = ["-weight", "first", "id"]
        indexes = [models.Index(fields=["-weight", "first", "id"], name="likely_pair_by_weight")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likely_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likely_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≟ {self.second}"


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
