"""The rota as it was made, its turns, who is exempt, and what neighbours exchanged."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.models.scope import OfABuilding, OfAHousehold, OfASpace
from accanto.coexistence.models.spaces import SharedSpace
from accanto.coexistence.states import Sign, SwapState, TurnState
from accanto.coexistence.weeks import WEEK
from accanto.housing.models import Building
from accanto.residents.models import Household, Person
from accanto.ui.components.moments import written

MOST_WEEKS = 26


class Rota(Record):
    """A run of weeks for which a building's turns were made at once, with the reasons that the solver gave.

    `reasons` is {"forced": [{"week", "homes", "because"}], "rests": bool, "rest_lost_to": [rules]}:
    ids and names of rules only.
    """

    building = models.ForeignKey(Building, models.PROTECT, related_name="rotas", verbose_name=_("fabbricato"))
    first_week = DayField(_("dal lunedì"))
    weeks = models.PositiveSmallIntegerField(
        _("settimane"), default=13, validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)]
    )
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("fatta da"))
    made_on = DayField(_("fatta il"))
    reasons = models.JSONField(default=dict)

    objects = OfABuilding.as_manager()

    class Meta:
        verbose_name = _("turnazione")
        verbose_name_plural = _("turnazioni")
        ordering = ["-first_week", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(weeks__range=(1, MOST_WEEKS)), name="rota_of_some_weeks"),
        ]

    def __str__(self) -> str:
        return f"{self.building} · {self.first_week:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("coexistence:rota_detail", args=[self.pk])

    @property
    def last_week(self):
        """The Monday of the last week."""
        return self.first_week + (self.weeks - 1) * WEEK


class RotaShare(Record):
    """What a household was given when the rota was made: its fair share and its turns, weighted, per adult."""

    rota = models.ForeignKey(Rota, models.CASCADE, related_name="shares")
    household = models.ForeignKey(Household, models.PROTECT, related_name="rota_shares")
    adults = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField(help_text="in which it lives there and is not exempt")
    share = models.DecimalField(max_digits=8, decimal_places=4)
    carried = models.DecimalField(max_digits=8, decimal_places=4)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rota", "household"], name="one_share_per_household")]

    def __str__(self) -> str:
        return f"{self.rota} · {self.household_id}"


class RotaTurn(Record):
    """A shared space in a week, and the household whose turn it is."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="turns")
    space = models.ForeignKey(SharedSpace, models.PROTECT, related_name="turns", verbose_name=_("spazio"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="turns", verbose_name=_("nucleo"))
    week = DayField(_("settimana dal"))
    weight = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        _("stato"), max_length=20, choices=TurnState.choices, default=TurnState.PLANNED, editable=False
    )
    done_on = DayField(_("fatto il"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", editable=False)

    objects = OfASpace.as_manager()

    class Meta:
        verbose_name = _("turno")
        verbose_name_plural = _("turni")
        ordering = ["week", "space__name", "id"]
        indexes = [
            models.Index(fields=["household", "week"], name="turn_by_household"),
            models.Index(fields=["week", "id"], condition=Q(state="planned"), name="turn_still_planned"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "week"],
                name="one_turn_per_space_and_week",
                violation_error_message=_("In queste settimane ci sono già turni."),
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False, confirmed_by__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="a_turn_done_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return _("%(space)s, settimana del %(week)s") % {"space": self.space.name, "week": self.begins}

    @property
    def begins(self) -> str:
        """The day on which its week begins, in words."""
        return written(self.week, "j F")


class TurnSwap(Record):
    """Two households that change turns with each other; nothing changes until the second agrees."""

    turn = models.ForeignKey(RotaTurn, models.CASCADE, related_name="swaps_asked", verbose_name=_("turno"))
    other_turn = models.ForeignKey(
        RotaTurn, models.CASCADE, related_name="swaps_received", verbose_name=_("in cambio di")
    )
    asked_by = models.ForeignKey(Household, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Household, models.PROTECT, related_name="+")
    state = models.CharField(
        _("stato"), max_length=20, choices=SwapState.choices, default=SwapState.ASKED, editable=False
    )
    answered_on = DayField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("scambio di turni")
        verbose_name_plural = _("scambi di turni")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(turn=F("other_turn")), name="no_swap_with_the_same_turn"),
            models.CheckConstraint(condition=~Q(asked_by=F("asked_of")), name="no_swap_with_oneself"),
            models.UniqueConstraint(
                fields=["turn"],
                condition=Q(state="asked"),
                name="one_swap_asked_at_a_time",
                violation_error_message=_("Per questo turno hai già chiesto uno scambio."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn} ↔ {self.other_turn}"


class Exemption(Record):
    """That a household has no turns from a day to a day. Why is nobody's business, and is not kept."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="exemptions", verbose_name=_("nucleo"))
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)

    objects = OfAHousehold.as_manager()

    class Meta:
        verbose_name = _("esenzione dai turni")
        verbose_name_plural = _("esenzioni dai turni")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["household", "since"], name="exemption_by_household")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="exemption_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.since:%d/%m/%Y}"


class HouseholdSign(Record):
    """How a household is called on what hangs in the stairwell: by its number, or with a given name it chose."""

    household = models.OneToOneField(Household, models.CASCADE, related_name="sign")
    sign = models.CharField(_("come comparire"), max_length=20, choices=Sign.choices, default=Sign.DWELLING)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("il nome di")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sign="dwelling", person__isnull=True) | Q(sign="given_name", person__isnull=False),
                name="a_given_name_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        return self.get_sign_display()
