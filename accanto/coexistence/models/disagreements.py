"""Disagreements between neighbours, and the pairs that are never brought to one table."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.states import DisagreementState
from accanto.plans.models import Promise
from accanto.residents.models import Household
from accanto.residents.permissions import running

TEXT_LENGTH = 5000


class DisagreementQuerySet(models.QuerySet):
    """Disagreements, scoped by who asks."""

    def visible_to(self, user):
        """Those of which this user may open the files of both households."""
        open_to_her = Household.objects.visible_to(user)
        return self.filter(
            Exists(open_to_her.filter(pk=OuterRef("first"))), Exists(open_to_her.filter(pk=OuterRef("second")))
        )


class Disagreement(Record):
    """Two households that do not get on about something. Each is heard on its own first."""

    first = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name=_("una famiglia"))
    second = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name=_("l'altra famiglia"))
    about = models.CharField(_("su che cosa"), max_length=200)
    heard_on = DayField(_("ascoltato il"))
    state = models.CharField(
        max_length=20, choices=DisagreementState.choices, default=DisagreementState.HEARD, editable=False
    )
    promises = models.ManyToManyField(Promise, related_name="+", verbose_name=_("punti dell'accordo"))

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("disaccordo")
        verbose_name_plural = _("disaccordi")
        ordering = ["-heard_on", "-id"]
        indexes = [models.Index(fields=["-heard_on", "-id"], name="disagreement_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="nobody_disagrees_with_herself"),
        ]

    def __str__(self) -> str:
        return self.about

    def get_absolute_url(self) -> str:
        return reverse("coexistence:disagreement_detail", args=[self.pk])

    @property
    def state_label(self) -> str:
        return DisagreementState(self.state).label

    @property
    def households(self) -> tuple[Household, Household]:
        return self.first, self.second


class DisagreementStep(models.Model):
    """What was done about a disagreement, by whom, and what came of it."""

    disagreement = models.ForeignKey(Disagreement, models.CASCADE, related_name="steps")
    to = models.CharField(max_length=20, choices=DisagreementState.choices)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    on = DayField(_("giorno"))
    words = models.TextField(_("che cosa è stato detto"), max_length=TEXT_LENGTH)

    class Meta:
        ordering = ["id"]

    @property
    def label(self) -> str:
        return DisagreementState(self.to).label


class KeptApartQuerySet(models.QuerySet):
    """Pairs kept apart. Why, only whoever wrote it reads; that it is so, the actions ask."""

    def visible_to(self, user):
        return self.filter(written_by=user.pk)

    def between(self, first: Household, second: Household):
        """Those in force today between two households, whichever comes first."""
        return self.filter(running(), Q(first=first, second=second) | Q(first=second, second=first))


class HouseholdsKeptApart(Record):
    """Two households that are never brought to one table: one may have to be protected from the other."""

    first = models.ForeignKey(Household, models.CASCADE, related_name="+", verbose_name=_("una famiglia"))
    second = models.ForeignKey(Household, models.CASCADE, related_name="+", verbose_name=_("l'altra famiglia"))
    why = models.TextField(_("perché"), max_length=TEXT_LENGTH, help_text=_("lo legge solo chi lo scrive"))
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)

    objects = KeptApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("famiglie da tenere separate")
        verbose_name_plural = _("famiglie da tenere separate")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="kept_apart_from_somebody_else"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="kept_apart_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"
