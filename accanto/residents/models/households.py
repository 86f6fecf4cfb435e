"""Households, who belongs to them and when, and who may open a restricted one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.residents.models.team import TeamMember
from accanto.residents.permissions import households_open_to


class HouseholdQuerySet(models.QuerySet):
    """Households, scoped by who asks."""

    def visible_to(self, user):
        """Those whose file this user may open; see permissions.households_open_to."""
        return households_open_to(user, self, TeamMember.objects)


class Household(Record):
    """The people who live together in one of the cooperative's homes, or ask for one.

    Not the ISEE household and not the registry's family: those are the Comune's and INPS's.
    """

    name = models.CharField(_("nome del nucleo"), max_length=100)
    is_restricted = models.BooleanField(_("riservato"), default=False)
    presence_gap_days = models.PositiveSmallIntegerField(
        _("giorni senza contatto"), null=True, blank=True, help_text=_("dopo quanti giorni va cercato; 30 se vuoto")
    )
    # Written by diary.actions in the transaction of the entry: lists of 20,000 households sort by it.
    last_met_on = DayField(_("visto l'ultima volta"), null=True, blank=True, editable=False)
    closed_on = DayField(_("chiuso il"), null=True, blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("nucleo")
        verbose_name_plural = _("nuclei")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="household_by_name"),
            models.Index(fields=["closed_on", "last_met_on", "id"], name="household_by_last_met"),
            # The few with a term of their own, when those lost from sight are looked for.
            models.Index(
                fields=["presence_gap_days", "id"],
                condition=Q(presence_gap_days__isnull=False, closed_on=None),
                name="household_with_own_gap",
            ),
            # The few that a coordinator may not open: every list of hers leaves them out.
            models.Index(fields=["id"], condition=Q(is_restricted=True), name="household_restricted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(presence_gap_days__isnull=True) | Q(presence_gap_days__range=(1, 365)),
                name="presence_gap_within_a_year",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("desk:household", self.pk)


class HouseholdRole(models.TextChoices):
    """Who somebody is within the household."""

    HEAD = "head", _("intestatario")
    PARTNER = "partner", _("coniuge o convivente")
    CHILD = "child", _("figlio o figlia")
    PARENT = "parent", _("genitore")
    RELATIVE = "relative", _("altro parente")
    OTHER = "other", _("altra persona")


class HouseholdMember(Record):
    """A person in a household, from a day and perhaps to a day. One household at a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members", verbose_name=_("nucleo"))
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="stays", verbose_name=_("persona"))
    role = models.CharField(_("ruolo nel nucleo"), max_length=20, choices=HouseholdRole.choices)
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)

    class Meta:
        verbose_name = _("componente")
        verbose_name_plural = _("componenti")
        ordering = ["id"]
        indexes = [models.Index(fields=["since"], name="member_by_entry")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="one_household_at_a_time",
                violation_error_message=_("Questa persona fa già parte di un nucleo."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="household_member_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.household}"


class NamedReader(Record):
    """Somebody named on a restricted household, with the reason."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="named_readers")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)
    why = models.CharField(_("perché"), max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="named_reader_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class ContactWarning(Record):
    """What whoever makes contact must know first, until a day: "non lasciare messaggi in segreteria"."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="warnings")
    text = models.CharField(_("avviso"), max_length=200)
    asked_by = models.CharField(_("chiesto da"), max_length=100)
    since = DayField(_("dal"))
    until = DayField(_("fino al"))

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")
        ordering = ["until", "id"]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="warning_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.text
