"""The days that fall due on a procedure, as computed when it last moved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.procedures.models.catalogue import TermRule
from accanto.procedures.models.procedures import Procedure
from accanto.procedures.states import DayKind

MOVABLE = (DayKind.REMINDER, DayKind.LOOK_AGAIN, DayKind.RENEWAL)
# What a person may call done without a step of the procedure, and how the button says it.
SETTLED_BY_HAND = {
    DayKind.REMINDER: _("Fatto"),
    DayKind.LOOK_AGAIN: _("Guardata"),
    DayKind.APPEAL: _("Nessun ricorso"),
    DayKind.AFTERWARDS: _("Fatto"),
    DayKind.RENEWAL: _("Non si rinnova"),
}


class ProcedureDay(Record):
    """A day on which something falls due. Kept, and not computed on each reading, for two reasons: what is
    due is found in an index, and a change of the catalogue moves no day before a person has seen which.

    `counted_on` is the day by the rule; `on` is the same unless a person moved it, or a term was shifted.
    """

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="days")
    kind = models.CharField(_("perché"), max_length=20, choices=DayKind.choices)
    rule = models.ForeignKey(TermRule, models.CASCADE, null=True, related_name="+")
    what = models.CharField(_("che cosa"), max_length=200)
    on = DayField(_("giorno"))
    counted_on = DayField(_("giorno secondo la regola"))
    crosses_august = models.BooleanField(default=False)
    settled_on = DayField(_("fatto il"), null=True)

    class Meta:
        verbose_name = _("giorno della pratica")
        verbose_name_plural = _("giorni della pratica")
        ordering = ["on", "id"]
        indexes = [
            models.Index(fields=["on", "id"], condition=Q(settled_on=None), name="procedure_day_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "rule"], condition=Q(rule__isnull=False), name="procedure_day_of_a_rule_once"
            ),
            models.UniqueConstraint(
                fields=["procedure", "kind"], condition=Q(rule__isnull=True), name="procedure_day_of_a_kind_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.on}"

    @property
    def words(self) -> str:
        """What is to be done: in the catalogue's words, or in ours, which every reader has in her language."""
        return self.what if self.rule_id else gettext(self.what)

    @property
    def is_late(self) -> bool:
        """Whether the day has gone by and nobody has settled it."""
        return self.settled_on is None and self.on < clock.today()

    @property
    def can_move(self) -> bool:
        """Whether the day is ours to choose: a term is not."""
        return self.kind in MOVABLE

    @property
    def can_settle(self) -> bool:
        """Whether a person may call it done: a term ends only with the step that it asks for."""
        return self.kind in SETTLED_BY_HAND

    @property
    def settle_label(self) -> str:
        """What the button says."""
        return SETTLED_BY_HAND[DayKind(self.kind)]
