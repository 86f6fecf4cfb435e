"""Leaving for a home of one's own, and how it goes afterwards."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.housing.models import Destination
from accanto.plans.states import FollowUpState, Situation
from accanto.residents.models.scope import OfHousehold


class ExitQuerySet(OfHousehold):
    """Exits, scoped by who asks."""


class Exit(Record):
    """A household has left: where to, when, and whether the keys came back."""

    household = models.ForeignKey("residents.Household", models.PROTECT, related_name="exits", verbose_name=_("nucleo"))
    plan = models.ForeignKey(
        "plans.Plan", models.PROTECT, null=True, blank=True, related_name="exits", verbose_name=_("percorso")
    )
    left_on = DayField(_("ultimo giorno nella casa"))
    destination = models.CharField(_("dove va"), max_length=20, choices=Destination.choices)
    keys_back_on = DayField(_("chiavi restituite il"), null=True, blank=True)
    word = models.TextField(_("in parole"), blank=True)
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"))

    objects = ExitQuerySet.as_manager()

    class Meta:
        verbose_name = _("uscita")
        verbose_name_plural = _("uscite")
        ordering = ["-left_on", "-id"]
        indexes = [models.Index(fields=["destination", "left_on"], name="exit_by_destination")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "left_on"],
                name="one_exit_of_a_household_a_day",
                violation_error_message=_("Questa uscita è già scritta."),
            )
        ]

    def __str__(self) -> str:
        return gettext("Uscita: %(where)s") % {"where": self.get_destination_display()}

    def get_absolute_url(self) -> str:
        return reverse("plans:exit_detail", args=[self.pk])


class FollowUpQuerySet(OfHousehold):
    """Follow-ups, scoped by who asks."""

    household_path = "exit__household"

    def waiting(self):
        """Nobody has asked yet."""
        return self.filter(state=FollowUpState.WAITING)


class FollowUp(Record):
    """Asking how it goes, so many months after an exit. "Could not be reached" is an answer too."""

    exit = models.ForeignKey(Exit, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("mesi dopo"))
    due_on = DayField(_("da sentire il"))
    state = models.CharField(
        _("esito"), max_length=20, choices=FollowUpState.choices, default=FollowUpState.WAITING, editable=False
    )
    asked_on = DayField(_("giorno"), null=True, editable=False)
    home = models.CharField(_("la casa"), max_length=10, choices=Situation.choices, blank=True)
    work = models.CharField(_("il lavoro"), max_length=10, choices=Situation.choices, blank=True)
    word = models.TextField(_("in parole"), blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("verifica dopo l'uscita")
        verbose_name_plural = _("verifiche dopo l'uscita")
        ordering = ["months", "id"]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(state="waiting"), name="follow_up_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["exit", "months"], name="follow_up_once_a_term"),
            models.CheckConstraint(
                condition=Q(state=FollowUpState.WAITING, asked_on__isnull=True)
                | (~Q(state=FollowUpState.WAITING) & Q(asked_on__isnull=False)),
                name="follow_up_answered_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(months)s mesi dopo") % {"months": self.months}

    def get_absolute_url(self) -> str:
        return reverse("plans:exit_detail", args=[self.exit_id])
