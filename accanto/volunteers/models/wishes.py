"""When volunteers can, when families ask, and who is not to meet whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record
from accanto.volunteers.models.register import Volunteer
from accanto.volunteers.states import PartOfDay, Weekday


class Slot(models.Model):
    """A part of a day of the week."""

    weekday = models.PositiveSmallIntegerField(_("giorno"), choices=Weekday.choices)
    part = models.CharField(_("parte del giorno"), max_length=10, choices=PartOfDay.choices)

    class Meta:
        abstract = True
        ordering = ["weekday", "id"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.get_part_display()}"


class Availability(Slot):
    """When a volunteer can."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="availability")

    class Meta(Slot.Meta):
        verbose_name = _("disponibilità")
        verbose_name_plural = _("disponibilità")
        constraints = [models.UniqueConstraint(fields=["volunteer", "weekday", "part"], name="available_once")]


class VisitWish(Record):
    """What a household asks of whoever comes."""

    household = models.OneToOneField("residents.Household", models.CASCADE, related_name="visit_wish")
    only_women = models.BooleanField(_("solo una donna"), default=False)

    class Meta:
        verbose_name = _("desiderio del nucleo")
        verbose_name_plural = _("desideri dei nuclei")

    def __str__(self) -> str:
        return str(self.household)


class WishedSlot(Slot):
    """When a household would like to be visited."""

    wish = models.ForeignKey(VisitWish, models.CASCADE, related_name="slots")

    class Meta(Slot.Meta):
        verbose_name = _("momento chiesto")
        verbose_name_plural = _("momenti chiesti")
        constraints = [models.UniqueConstraint(fields=["wish", "weekday", "part"], name="wished_once")]


class KeptApart(Record):
    """A volunteer who is not to be put beside a household, with the reason: neighbours, relatives, an old quarrel."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="kept_apart", verbose_name=_("volontario"))
    household = models.ForeignKey(
        "residents.Household", models.CASCADE, related_name="volunteers_kept_apart", verbose_name=_("nucleo")
    )
    why = models.CharField(_("perché"), max_length=200)

    class Meta:
        verbose_name = _("da tenere lontano")
        verbose_name_plural = _("da tenere lontani")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "household"],
                name="kept_apart_once",
                violation_error_message=_("È già scritto che non vanno messi insieme."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} ≠ {self.household}"
