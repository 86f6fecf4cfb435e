"""The members' book of the cooperative."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record


class MembershipCategory(models.TextChoices):
    """The section of the members' book."""

    ORDINARY = "ordinary", _("ordinario")
    ASSIGNEE = "assignee", _("assegnatario")
    VOLUNTEER = "volunteer", _("volontario")


class Membership(Record):
    """A line of the members' book: number, category, admission, share paid in euro, and the end."""

    person = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="memberships", verbose_name=_("persona")
    )
    book_number = models.PositiveIntegerField(_("n. libro soci"), unique=True)
    category = models.CharField(_("categoria"), max_length=20, choices=MembershipCategory.choices)
    admitted_on = DayField(_("ammesso il"), null=True, blank=True)
    left_on = DayField(_("uscito il"), null=True, blank=True)
    share_paid = MoneyField(_("quota versata"), null=True, blank=True)

    class Meta:
        verbose_name = _("socio")
        verbose_name_plural = _("soci")
        ordering = ["book_number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(admitted_on__isnull=True) | Q(left_on__gte=F("admitted_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(share_paid__isnull=True) | Q(share_paid__gte=0), name="share_not_negative"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left_on__isnull=True),
                name="a_member_once",
                violation_error_message=_("Questa persona è già socia."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_number} · {self.person}"
