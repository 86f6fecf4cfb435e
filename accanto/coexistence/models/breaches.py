"""Breaches of the rules, rung by rung, with what was said and answered on each."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import language_choices, language_name
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.models.scope import OfAHousehold
from accanto.coexistence.opposition import cautions
from accanto.coexistence.states import (
    BEFORE_THE_BOARD,
    BREACH_ENDED,
    DECIDED,
    BreachState,
    ExclusionGround,
    MediationOutcome,
)
from accanto.directory.models import Organisation
from accanto.documents.models import Document
from accanto.residents.models import Household, NamedReader
from accanto.residents.permissions import running

TEXT_LENGTH = 5000


class BreachQuerySet(OfAHousehold):
    """Breaches, scoped by who asks. Old ones have faded for everybody."""

    def visible_to(self, user):
        """Those of households whose file this user may open."""
        return super().visible_to(user).not_faded()

    def before_the_board(self, user):
        """Those that the board decides; of restricted households only what names this user."""
        named = NamedReader.objects.filter(running(), user=user.pk).values("household")
        open_to_her = Q(household__is_restricted=False) | Q(household__in=named)
        return self.filter(open_to_her, state__in=BEFORE_THE_BOARD).not_faded()

    def not_faded(self):
        return self.filter(Q(fades_on=None) | Q(fades_on__gt=clock.today()))


class Breach(Record):
    """A rule of the house that a household is said to have broken.

    `remedy_by` is the term of the formal warning; `notified_on` the day from which the law counts, and
    `opposition_until` the last day of its term as it was counted then; `fades_on` the day from which a
    closed matter is seen by nobody and forgotten.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="breaches", verbose_name=_("nucleo"), db_index=False
    )
    rule = models.CharField(_("quale regola"), max_length=200, help_text=_("l'articolo o la frase del regolamento"))
    what = models.TextField(_("che cosa è successo"), max_length=TEXT_LENGTH)
    happened_on = DayField(_("quando"))
    reported_on = DayField(_("segnalata il"))
    state = models.CharField(max_length=20, choices=BreachState.choices, default=BreachState.REPORTED, editable=False)
    mediation_by = DayField(_("mediazione da offrire entro"), null=True, blank=True, editable=False)
    mediation_outcome = models.CharField(
        _("com'è andata la mediazione"), max_length=20, choices=MediationOutcome.choices, blank=True
    )
    remedy_by = DayField(_("entro quando rimediare"), null=True, blank=True)
    services = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("servizi informati"),
    )
    services_informed_on = DayField(_("servizi informati il"), null=True, blank=True)
    team_met_on = DayField(_("riunione di équipe del"), null=True, blank=True)
    heard_on = DayField(_("audizione del"), null=True, blank=True)
    has_come = models.BooleanField(_("è venuta"), default=False)
    heard_words = models.TextField(_("che cosa ha detto"), max_length=TEXT_LENGTH, blank=True)
    ground = models.CharField(_("motivo di legge"), max_length=20, choices=ExclusionGround.choices, blank=True)
    statute_article = models.CharField(_("articolo dello statuto"), max_length=100, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("voti a favore"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("voti contrari"), null=True, blank=True)
    notified_on = DayField(_("notificata il"), null=True, blank=True)
    notified_how = models.CharField(_("come"), max_length=100, blank=True, help_text=_("raccomandata, PEC, a mano"))
    opposition_until = DayField(_("opposizione fino al"), null=True, blank=True, editable=False)
    ended_on = DayField(_("finita il"), null=True, blank=True, editable=False)
    fades_on = DayField(null=True, blank=True, editable=False)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = _("violazione")
        verbose_name_plural = _("violazioni")
        ordering = ["-reported_on", "-id"]
        indexes = [
            models.Index(fields=["-reported_on", "-id"], name="breach_by_day"),
            models.Index(fields=["household", "-reported_on"], name="breach_by_household"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(happened_on__lte=F("reported_on")), name="breach_happened_first"),
            models.CheckConstraint(
                condition=Q(state__in=BREACH_ENDED, ended_on__isnull=False, fades_on__isnull=False)
                | (~Q(state__in=BREACH_ENDED) & Q(ended_on__isnull=True, fades_on__isnull=True)),
                name="breach_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | (Q(heard_on__isnull=False) & ~Q(ground="")),
                name="no_exclusion_without_hearing_and_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state="executed") | Q(notified_on__isnull=False), name="no_exclusion_without_notice"
            ),
            models.CheckConstraint(
                condition=Q(notified_on__isnull=True, opposition_until__isnull=True)
                | Q(opposition_until__gt=F("notified_on")),
                name="notice_begins_the_term_of_opposition",
            ),
            models.CheckConstraint(
                condition=Q(services__isnull=True, services_informed_on__isnull=True)
                | Q(services__isnull=False, services_informed_on__isnull=False),
                name="services_informed_says_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.rule

    def get_absolute_url(self) -> str:
        return reverse("coexistence:breach_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state not in BREACH_ENDED

    @property
    def state_label(self) -> str:
        return BreachState(self.state).label

    @property
    def opposition_cautions(self) -> list[str]:
        return cautions(self.notified_on) if self.notified_on else []


class BreachStep(models.Model):
    """One rung: who took it, why, on what evidence, what was said to the family and what it answered.

    `replied_by`: whoever of the family wrote the answer herself; nobody where we wrote it down for her.
    The translation is a draft until somebody who knows the language has read it: `reviewed_by`, in words.
    """

    breach = models.ForeignKey(Breach, models.CASCADE, related_name="steps")
    origin = models.CharField(max_length=20, choices=BreachState.choices, blank=True)
    to = models.CharField(max_length=20, choices=BreachState.choices)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = DayField(_("giorno"))
    reason = models.TextField(_("perché"), max_length=TEXT_LENGTH)
    evidence = models.TextField(_("su che cosa si fonda"), max_length=TEXT_LENGTH)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("che cosa diciamo alla famiglia"), max_length=TEXT_LENGTH, blank=True)
    language = models.CharField(_("lingua"), max_length=8, choices=language_choices, blank=True)
    translation = models.TextField(_("lo stesso nella sua lingua"), max_length=TEXT_LENGTH, blank=True)
    reviewed_by = models.CharField(_("riletta da"), max_length=150, blank=True)
    reviewed_on = DayField(_("riletta il"), null=True, blank=True)
    reply = models.TextField(_("che cosa risponde la famiglia"), max_length=TEXT_LENGTH, blank=True)
    replied_on = DayField(_("risposta del"), null=True, blank=True)
    replied_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "to"], name="each_rung_once"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(evidence=""), name="rung_says_why_and_on_what"),
            models.CheckConstraint(
                condition=Q(reviewed_by="", reviewed_on__isnull=True)
                | (Q(reviewed_on__isnull=False) & ~Q(reviewed_by="") & ~Q(translation="")),
                name="a_reviewed_letter_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(BreachState(self.to).label)

    @property
    def label(self) -> str:
        return BreachState(self.to).label

    @property
    def language_label(self) -> str:
        return language_name(self.language)

    @property
    def is_draft_translation(self) -> bool:
        """Whether nobody who knows the language has read the translation yet."""
        return bool(self.translation) and self.reviewed_on is None
