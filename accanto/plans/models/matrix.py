"""The autonomy matrix: its wording by edition, and what was seen at each moment by whom."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.plans.models.plans import Plan
from accanto.plans.states import Moment, Savings, View
from accanto.residents.models.scope import OfHousehold

LOWEST, HIGHEST = 1, 5


class MatrixEdition(models.Model):
    """One wording of the matrix, in force from a day. Assessments keep the one that they were made with."""

    number = models.PositiveSmallIntegerField(_("edizione"), unique=True)
    valid_from = DayField(_("vale dal"))

    class Meta:
        verbose_name = _("edizione della matrice")
        verbose_name_plural = _("edizioni della matrice")
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class MatrixDomain(models.Model):
    """One domain of an edition, with the words for each level. `code` is the same in every edition."""

    edition = models.ForeignKey(MatrixEdition, models.PROTECT, related_name="domains")
    code = models.SlugField(max_length=40)
    name = models.CharField(_("nome"), max_length=80)
    position = models.PositiveSmallIntegerField(_("posto"))
    levels = models.JSONField(_("parole per ogni livello"))

    class Meta:
        verbose_name = _("ambito della matrice")
        verbose_name_plural = _("ambiti della matrice")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="domain_once_an_edition")]

    def __str__(self) -> str:
        return self.name

    def words_for(self, level: int | None) -> str:
        """What a level means in this edition; nothing for none."""
        return self.levels[level - LOWEST] if level else ""


class AssessmentQuerySet(OfHousehold):
    """Assessments, scoped by who asks."""

    household_path = "plan__household"


class Assessment(Record):
    """A look at the twelve domains at one moment of a path."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="assessments", verbose_name=_("percorso"))
    edition = models.ForeignKey(MatrixEdition, models.PROTECT, related_name="+", verbose_name=_("edizione"))
    moment = models.CharField(_("momento"), max_length=20, choices=Moment.choices)
    assessed_on = DayField(_("giorno"))
    savings = models.CharField(_("risparmi"), max_length=5, choices=Savings.choices, blank=True)
    begun_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("iniziata da"))
    # Moves with every rating, so that two who rate at once are seen.
    rated_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("matrice dell'autonomia")
        verbose_name_plural = _("matrici dell'autonomia")
        ordering = ["assessed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "assessed_on"], name="one_assessment_of_a_plan_a_day"),
        ]

    def __str__(self) -> str:
        return self.get_moment_display()

    def get_absolute_url(self) -> str:
        return reverse("plans:matrix", args=[self.plan_id])


class Rating(models.Model):
    """One level by one view, never changed: a later rating stands over an earlier one, which stays.

    `level` None: looked at, and not relevant here.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ratings")
    domain = models.ForeignKey(MatrixDomain, models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=View.choices)
    level = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["assessment", "id"], name="rating_by_assessment")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(LOWEST, HIGHEST)), name="rating_from_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return str(self.level or "")
