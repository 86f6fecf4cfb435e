"""Who lives where, from when, by what right; and what the host told the police about foreign guests."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record
from accanto.housing.models.buildings import Dwelling, Place
from accanto.residents.models import Household
from accanto.residents.models.scope import OfHousehold


class Basis(models.TextChoices):
    """By what right a household lives there. None of them is a lease."""

    ASSIGNMENT = "assignment", _("assegnazione in godimento")
    HOSPITALITY = "hospitality", _("ospitalità temporanea")
    AGREEMENT = "agreement", _("convenzione")
    OTHER = "other", _("altro")


class EndReason(models.TextChoices):
    """Why an assignment ended."""

    MOVED_OUT = "moved_out", _("è uscito verso un'altra casa")
    MOVED_WITHIN = "moved_within", _("ha cambiato alloggio nella cooperativa")
    TERM = "term", _("fine del periodo")
    WITHDRAWAL = "withdrawal", _("recesso")
    EXCLUSION = "exclusion", _("esclusione")
    DEATH = "death", _("morte")
    OTHER = "other", _("altro")


class Destination(models.TextChoices):
    """Where the household went."""

    BOUGHT = "bought", _("casa comprata")
    MARKET_RENT = "market_rent", _("affitto sul mercato")
    PUBLIC_HOUSING = "public_housing", _("casa popolare")
    COOPERATIVE = "cooperative", _("altro alloggio della cooperativa")
    FAMILY = "family", _("da parenti o amici")
    ABROAD = "abroad", _("all'estero")
    OTHER = "other", _("altro")
    UNKNOWN = "unknown", _("non si sa")


class AssignmentQuerySet(OfHousehold):
    """Assignments; who may not open a household does not read its assignments either."""


class Assignment(Record):
    """A household in a dwelling, or in one place of a shared home, from `since` to `until`, its last day.

    The next household may enter the day after. `planned_end` ends nothing by itself. Charge and
    expenses are euro a month. The database refuses two households in one home on the same day
    (migration 0002), and so does `actions.assign_dwelling`, with a sentence.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="assignments", verbose_name=_("nucleo"))
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="assignments", verbose_name=_("alloggio"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("posto")
    )
    basis = models.CharField(_("a che titolo"), max_length=20, choices=Basis.choices, default=Basis.ASSIGNMENT)
    since = DayField(_("dal"))
    entered_at = models.TimeField(_("ora dell'ingresso"), null=True, blank=True)
    planned_end = DayField(_("fine prevista"), null=True, blank=True)
    # Reminders of the planned end up to this day have been seen to.
    end_seen_on = DayField(null=True, blank=True, editable=False)
    until = DayField(_("ultimo giorno"), null=True, blank=True)
    occupancy_charge = MoneyField(_("corrispettivo al mese (€)"), null=True, blank=True)
    expenses = MoneyField(_("spese al mese (€)"), null=True, blank=True)
    deposit = MoneyField(_("deposito (€)"), null=True, blank=True)
    end_reason = models.CharField(_("perché è finita"), max_length=20, choices=EndReason.choices, blank=True)
    destination = models.CharField(_("dove è andato il nucleo"), max_length=20, choices=Destination.choices, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assegnazione")
        verbose_name_plural = _("assegnazioni")
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["dwelling", "since"], name="assignment_by_dwelling"),
            models.Index(fields=["household", "-since"], name="assignment_by_household"),
            models.Index(fields=["since"], name="assignment_by_entry"),
            models.Index(fields=["planned_end", "id"], condition=Q(until=None), name="assignment_by_planned_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="assignment_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(planned_end__isnull=True) | Q(planned_end__gte=F("since")),
                name="planned_end_after_beginning",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(end_reason="", destination=""),
                name="only_an_ended_assignment_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(occupancy_charge__isnull=True) | Q(occupancy_charge__gte=0))
                & (Q(expenses__isnull=True) | Q(expenses__gte=0))
                & (Q(deposit__isnull=True) | Q(deposit__gte=0)),
                name="assignment_money_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} · {self.dwelling}"

    def get_absolute_url(self) -> str:
        return reverse("housing:dwelling_detail", args=[self.dwelling_id])


class HostNotification(Record):
    """That the host told public security of a foreign guest, when, and under which number.

    What is still to be told has no row: it follows from who lives where (queries.notifications_due),
    so that a guest who joins later, or whose citizenship is written down later, is never missed.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="host_notifications")
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+", verbose_name=_("persona"))
    notified_on = DayField(_("comunicata il"))
    reference = models.CharField(_("protocollo o ricevuta"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("comunicazione dell'ospitante")
        verbose_name_plural = _("comunicazioni dell'ospitante")
        ordering = ["-notified_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "person"],
                name="a_guest_is_notified_once",
                violation_error_message=_("Questa comunicazione c'è già."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.notified_on}"
