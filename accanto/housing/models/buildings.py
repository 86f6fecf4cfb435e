"""What the cooperative has: buildings, dwellings, the places of a shared home, and times of works."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.base.text import fold
from accanto.housing.models.units import LONGEST, in_order, split_unit


class HousingQuerySet(models.QuerySet):
    """Buildings, dwellings and what belongs to them: open to whoever reads housing. Names of households are not."""

    def visible_to(self, user):
        return self if may(user, Permission.READ_HOUSING) else self.none()


class Building(Record):
    """A house with its address. The protected house is none of these: it has no row and no address."""

    name = models.CharField(
        _("fabbricato"), max_length=150, help_text=_("come lo chiamate, per esempio: Via del Mulino 65")
    )
    address = models.CharField(_("indirizzo"), max_length=200, blank=True)
    municipality = models.CharField(_("comune"), max_length=100, blank=True)
    note = models.CharField(_("nota"), max_length=500, blank=True)

    objects = HousingQuerySet.as_manager()

    class Meta:
        verbose_name = _("fabbricato")
        verbose_name_plural = _("fabbricati")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"], name="building_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "municipality"],
                name="one_building_per_name_and_town",
                violation_error_message=_("C'è già un fabbricato con questo nome in questo comune."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("housing:building_detail", self.pk)


class Tenure(models.TextChoices):
    """By what right the cooperative has a dwelling."""

    OWNED = "owned", _("proprietà")
    ON_LOAN = "on_loan", _("comodato")
    OTHER = "other", _("altro")


class DwellingQuerySet(HousingQuerySet):
    """Dwellings by who asks and by day."""

    def held_on(self, day):
        """Those at the cooperative's disposal on a day."""
        return self.filter(Q(held_since=None) | Q(held_since__lte=day), Q(held_until=None) | Q(held_until__gte=day))


class Dwelling(Record):
    """A home, as a unit of a building. `label` is the number as written; number and letter follow from it."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="dwellings", verbose_name=_("fabbricato"))
    label = models.CharField(_("interno"), max_length=LONGEST, help_text=_("come è scritto, per esempio: 3B"))
    number = models.CharField(max_length=5, blank=True, editable=False)
    letter = models.CharField(max_length=LONGEST, blank=True, editable=False)
    in_order = models.CharField(max_length=LONGEST + 10, editable=False)
    floor = models.CharField(_("piano"), max_length=20, blank=True)
    sqm = models.DecimalField(_("superficie (m²)"), max_digits=7, decimal_places=2, null=True, blank=True)
    rooms = models.DecimalField(_("vani"), max_digits=4, decimal_places=1, null=True, blank=True)
    beds = models.PositiveSmallIntegerField(_("posti letto"), null=True, blank=True)
    is_accessible = models.BooleanField(_("senza gradini"), default=False)
    is_shared = models.BooleanField(_("casa condivisa"), default=False, help_text=_("si assegna anche a posti"))
    sheet = models.CharField(_("foglio"), max_length=20, blank=True)
    parcel = models.CharField(_("particella"), max_length=20, blank=True)
    sub = models.CharField(_("subalterno"), max_length=20, blank=True)
    tenure = models.CharField(_("titolo"), max_length=20, choices=Tenure.choices, default=Tenure.OWNED)
    held_since = DayField(_("disponibile dal"), null=True, blank=True)
    held_until = DayField(_("disponibile fino al"), null=True, blank=True)
    search_text = models.CharField(max_length=600, editable=False)

    objects = DwellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("alloggio")
        verbose_name_plural = _("alloggi")
        ordering = ["building__name", "building_id", "in_order", "id"]
        indexes = [models.Index(fields=["building", "in_order", "id"], name="dwelling_by_building")]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "number", "letter"],
                name="one_dwelling_per_unit",
                violation_error_message=_("Questo interno c'è già nel fabbricato."),
            ),
            models.CheckConstraint(
                condition=Q(held_since__isnull=True) | Q(held_until__isnull=True) | Q(held_until__gte=F("held_since")),
                name="dwelling_held_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building.name}, {self.label}"

    def get_absolute_url(self) -> str:
        return address_of("housing:dwelling_detail", self.pk)

    def save(self, *args, **kwargs):
        for name, value in self.following(self.building, self.label).items():
            setattr(self, name, value)
        super().save(*args, **kwargs)

    @staticmethod
    def following(building: Building, label: str) -> dict:
        """The columns that follow from the building and from the number as written."""
        number, letter = split_unit(label)
        text = fold(f"{building.name} {building.address} {building.municipality} {label}")
        return {
            "number": number,
            "letter": letter,
            "in_order": in_order(number, letter),
            "search_text": f"{text} {number}{letter.lower()}"[:600],
        }


class Place(Record):
    """A room or bed of a shared home that is assigned by itself."""

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="places", verbose_name=_("alloggio"))
    name = models.CharField(_("posto"), max_length=50, help_text=_("per esempio: camera 1, letto vicino alla finestra"))
    beds = models.PositiveSmallIntegerField(_("posti letto"), default=1)

    objects = HousingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posto")
        verbose_name_plural = _("posti")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dwelling", "name"],
                name="one_place_per_name",
                violation_error_message=_("Questo posto c'è già."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Works(Record):
    """A time in which nobody can live there; `until` is the last day, empty while nobody knows it."""

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="works", verbose_name=_("alloggio"))
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)
    why = models.CharField(_("quali lavori"), max_length=200)

    objects = HousingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lavori")
        verbose_name_plural = _("lavori")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["dwelling", "since"], name="works_by_dwelling")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="works_end_after_they_begin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} · {self.dwelling}"
