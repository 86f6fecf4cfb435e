"""What support is asked about: rows that the cooperative edits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record

DISCRIMINATION = "discrimination"


class SupportAreaQuerySet(models.QuerySet):
    """Areas in the order that the cooperative gave them."""

    def in_use(self):
        """Those that a new request may name."""
        return self.filter(closed_on=None)


class SupportArea(Record):
    """An area of support. `code` never changes; name, place in the list and end do."""

    code = models.SlugField(max_length=40, unique=True, editable=False)
    name = models.CharField(
        _("nome"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("C'è già un ambito con questo nome.")},
    )
    position = models.PositiveSmallIntegerField(_("posto nell'elenco"))
    closed_on = DayField(_("non più in uso dal"), null=True, blank=True)

    objects = SupportAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("ambito")
        verbose_name_plural = _("ambiti")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="support_area_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_discrimination(self) -> bool:
        """Whether a request here is asked where, on what ground and who was told."""
        return self.code == DISCRIMINATION
