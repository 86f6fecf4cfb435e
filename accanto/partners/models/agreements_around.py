"""What stands around an agreement: duties of both sides, days of reports, costs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record
from accanto.partners.models.agreements import Agreement
from accanto.partners.states.agreements import Side


class OfAgreementQuerySet(models.QuerySet):
    """Rows of agreements: open to whoever reads agreements."""

    def visible_to(self, user):
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Duty(Record):
    """What one side of an agreement has to do, perhaps by a day; who says that it was done."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="duties", verbose_name=_("accordo"))
    side = models.CharField(_("di chi è"), max_length=20, choices=Side.choices, default=Side.COOPERATIVE)
    what = models.CharField(_("che cosa"), max_length=200)
    due_on = DayField(_("entro il"), null=True, blank=True)
    done_on = DayField(_("fatto il"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("impegno dell'accordo")
        verbose_name_plural = _("impegni dell'accordo")
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(done_on=None, due_on__isnull=False), name="duty_by_day")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="a_duty_done_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < clock.today()


class ReportingDate(Record):
    """A period of an agreement on which a report is owed, and by when. Sent by the app of reports."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reporting_dates")
    since = DayField(_("dal"))
    until = DayField(_("al"))
    due_on = DayField(_("da mandare entro il"))
    sent_on = DayField(_("mandata il"), null=True, blank=True, editable=False)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("relazione da mandare")
        verbose_name_plural = _("relazioni da mandare")
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(sent_on=None), name="reporting_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since"), due_on__gte=F("until")), name="reporting_days_in_order"
            ),
            models.UniqueConstraint(fields=["agreement", "since"], name="one_report_for_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%d/%m/%Y} – {self.until:%d/%m/%Y}"

    @property
    def is_late(self) -> bool:
        return self.sent_on is None and self.due_on < clock.today()


class AgreementCost(Record):
    """Euro that the cooperative spent for an agreement, and the paper that proves it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="costs", verbose_name=_("accordo"))
    day = DayField(_("giorno"))
    what = models.CharField(_("che cosa"), max_length=150)
    amount = MoneyField(_("importo (€)"))
    evidence = models.CharField(_("documento"), max_length=150, help_text=_("per esempio: fattura n. 12 del 3 marzo"))

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("spesa per l'accordo")
        verbose_name_plural = _("spese per l'accordo")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["agreement", "-day", "-id"], name="agreement_cost_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="agreement_cost_is_money"),
            models.CheckConstraint(condition=~Q(evidence=""), name="agreement_cost_has_its_document"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()
