"""What volunteers spent for their work, and what allows it to be paid back."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record
from accanto.volunteers.models.register import Volunteer
from accanto.volunteers.states import ExpenseKind, ExpenseState

TONES = {
    ExpenseState.WAITING: "accent",
    ExpenseState.APPROVED: "ok",
    ExpenseState.REFUSED: "danger",
    ExpenseState.WITHDRAWN: "plain",
}


class ExpenseQuerySet(models.QuerySet):
    """Expenses, scoped by who asks."""

    def visible_to(self, user):
        """Those of the volunteers whom this user may open."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class Expense(Record):
    """Euro that a volunteer spent on a day, how they are proved, and what was decided."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="expenses", verbose_name=_("volontario"))
    day = DayField(_("giorno"))
    amount = MoneyField(_("importo"))
    kind = models.CharField(_("prova"), max_length=20, choices=ExpenseKind.choices, default=ExpenseKind.DOCUMENTED)
    what = models.CharField(_("che cosa"), max_length=150)
    evidence = models.CharField(
        _("documento"),
        max_length=150,
        blank=True,
        help_text=_("per esempio: scontrino, archivio carta n. 12"),
    )
    state = models.CharField(_("stato"), max_length=20, choices=ExpenseState.choices, default=ExpenseState.WAITING)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deciso da")
    )
    decided_on = DayField(_("deciso il"), null=True, blank=True)
    refused_because = models.CharField(_("perché no"), max_length=200, blank=True)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("spesa")
        verbose_name_plural = _("spese")
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["volunteer", "-day", "-id"], name="expense_by_volunteer"),
            models.Index(fields=["day", "id"], condition=Q(state="waiting"), name="expense_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expense_is_money"),
            models.CheckConstraint(
                condition=~Q(kind="documented") | ~Q(evidence=""), name="documented_expense_has_its_document"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"], decided_by__isnull=True, decided_on__isnull=True)
                | Q(state__in=["approved", "refused"], decided_by__isnull=False, decided_on__isnull=False),
                name="decided_expense_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_because=""), name="refused_expense_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"{reverse('volunteers:expenses', args=[self.volunteer_id])}?mese={self.day:%Y-%m}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ExpenseState.WAITING

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return TONES[ExpenseState(self.state)]

    @property
    def approve_label(self) -> str:
        """The whole sentence of the button "Approva" for who does not see the row."""
        return gettext("Approva: %(what)s, %(amount)s €") % {"what": self.what, "amount": self.amount}

    @property
    def refuse_label(self) -> str:
        return gettext("Non approvare: %(what)s, %(amount)s €") % {"what": self.what, "amount": self.amount}


class RefundResolution(Record):
    """The board's decision that admits self-certified expenses (CTS art. 17 c. 4), and for what."""

    number = models.CharField(_("delibera n."), max_length=40)
    decided_on = DayField(_("del"))
    admits = models.CharField(
        _("spese e attività ammesse"), max_length=300, help_text=_("per esempio: autobus e parcheggi per le visite")
    )
    valid_from = DayField(_("vale dal"))
    valid_to = DayField(_("vale fino al"), null=True, blank=True)

    class Meta:
        verbose_name = _("delibera sui rimborsi")
        verbose_name_plural = _("delibere sui rimborsi")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="resolution_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.number
