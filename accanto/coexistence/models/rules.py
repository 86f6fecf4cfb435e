"""House rules in versions and languages, who read and signed them, and the pact of a household."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.codes import language_choices, language_name
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.gulpease import gulpease
from accanto.coexistence.models.scope import OfAHousehold
from accanto.coexistence.states import PactState, RulesState, Side, TranslationState
from accanto.documents.models import Document
from accanto.housing.models import Building
from accanto.plans.models import Promise
from accanto.residents.models import Household, Person

LONGEST_TEXT = 20_000
LONGEST_SUMMARY = 4_000


class Wording(Record):
    """The rules in one language: the text, what it means in plain words, and the duties of both sides, one a line."""

    text = models.TextField(_("testo"), max_length=LONGEST_TEXT)
    summary = models.TextField(_("in parole semplici"), max_length=LONGEST_SUMMARY, blank=True)
    member_duties = models.TextField(_("che cosa promette la famiglia"), max_length=LONGEST_SUMMARY, blank=True)
    cooperative_duties = models.TextField(_("che cosa promette la cooperativa"), max_length=LONGEST_SUMMARY, blank=True)

    class Meta:
        abstract = True

    def duties(self, side: Side) -> list[str]:
        """The duties of a side, one each."""
        text = self.member_duties if side == Side.MEMBER else self.cooperative_duties
        return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]


class HouseRules(Wording):
    """A version of the house rules, in Italian, which prevails; of one building, or of all that have none of their own.

    A version in force is never changed: who signed it signed these words. A new one takes its place.
    """

    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="house_rules", verbose_name=_("fabbricato")
    )
    number = models.PositiveSmallIntegerField(_("versione"), editable=False)
    state = models.CharField(
        _("stato"), max_length=20, choices=RulesState.choices, default=RulesState.DRAFT, editable=False
    )
    in_force_from = DayField(_("in vigore dal"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("regolamento")
        verbose_name_plural = _("regolamenti")
        ordering = ["-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["building", "number"], name="rules_version_once_in_a_building"),
            models.UniqueConstraint(fields=["number"], condition=Q(building=None), name="rules_version_once"),
            models.UniqueConstraint(
                fields=["building"], condition=Q(state="in_force"), name="one_version_in_force_in_a_building"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(building=None, state="in_force"), name="one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(in_force_from__isnull=False), name="rules_in_force_since_a_day"
            ),
        ]

    def __str__(self) -> str:
        return _("Regolamento, versione %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("coexistence:rules_detail", args=[self.pk])

    @property
    def reading_ease(self):
        """The Gulpease index of the summary; None while there is none."""
        return gulpease(self.summary)


class RulesTranslation(Wording):
    """The rules in another language, marked until somebody who knows it has read it through."""

    rules = models.ForeignKey(HouseRules, models.PROTECT, related_name="translations")
    language = models.CharField(_("lingua"), max_length=5, choices=language_choices)
    state = models.CharField(
        _("stato"), max_length=20, choices=TranslationState.choices, default=TranslationState.DRAFT, editable=False
    )
    reviewed_by = models.CharField(_("riletta da"), max_length=150, blank=True, editable=False)
    reviewed_on = DayField(_("riletta il"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("traduzione del regolamento")
        verbose_name_plural = _("traduzioni del regolamento")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "language"],
                name="one_translation_per_language",
                violation_error_message=_("Questa lingua c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", reviewed_by="", reviewed_on__isnull=True)
                | (Q(state="reviewed", reviewed_on__isnull=False) & ~Q(reviewed_by="")),
                name="a_reviewed_translation_says_by_whom",
            ),
            models.CheckConstraint(condition=~Q(language="it"), name="italian_is_the_rules_themselves"),
        ]

    def __str__(self) -> str:
        return self.language_name

    @property
    def language_name(self) -> str:
        """The language in the reader's own."""
        return language_name(self.language)


class RulesReading(Record):
    """That a person read a version, in which language, and signed it."""

    rules = models.ForeignKey(HouseRules, models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rules_readings", verbose_name=_("chi"))
    language = models.CharField(_("lingua"), max_length=5, choices=language_choices)
    read_on = DayField(_("letto il"))
    signed_on = DayField(_("firmato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("lettura del regolamento")
        verbose_name_plural = _("letture del regolamento")
        ordering = ["-read_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["rules", "person"], name="a_version_is_read_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("read_on")), name="rules_read_before_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.rules}"


class CoexistencePact(Record):
    """What a household and the cooperative promise each other about living there, under a version of the rules.

    `duties` hold as long as the pact; what is to be done by a day is one of its `promises`.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="pacts", verbose_name=_("nucleo"))
    rules = models.ForeignKey(HouseRules, models.PROTECT, related_name="pacts", verbose_name=_("regolamento"))
    language = models.CharField(_("lingua"), max_length=5, choices=language_choices, default="it")
    state = models.CharField(
        _("stato"), max_length=20, choices=PactState.choices, default=PactState.PROPOSED, editable=False
    )
    proposed_on = DayField(_("proposto il"))
    signed_on = DayField(_("firmato il"), null=True, blank=True)
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("firma per la famiglia")
    )
    for_cooperative = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("firma per la cooperativa")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("copia firmata")
    )
    ended_on = DayField(_("finito il"), null=True, blank=True)
    promises = models.ManyToManyField(Promise, related_name="+", verbose_name=_("promesse con un giorno"))

    objects = OfAHousehold.as_manager()

    class Meta:
        verbose_name = _("patto di convivenza")
        verbose_name_plural = _("patti di convivenza")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state="signed"),
                name="one_pact_at_a_time",
                violation_error_message=_("Questo nucleo ha già un patto firmato."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state="proposed"),
                name="one_proposed_pact_at_a_time",
                violation_error_message=_("Questo nucleo ha già un patto proposto."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"])
                | Q(signed_on__isnull=False, signed_by__isnull=False, for_cooperative__isnull=False),
                name="a_signed_pact_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("proposed_on")),
                name="pact_proposed_before_signed",
            ),
        ]

    def __str__(self) -> str:
        return _("Patto di convivenza · %(household)s") % {"household": self.household}

    def get_absolute_url(self) -> str:
        return reverse("coexistence:pact_detail", args=[self.pk])


class PactDuty(Record):
    """A duty of one side, in Italian and in the household's language where somebody translated it."""

    pact = models.ForeignKey(CoexistencePact, models.CASCADE, related_name="duties")
    side = models.CharField(_("chi"), max_length=20, choices=Side.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("promette"), max_length=500)
    translation = models.CharField(_("nella lingua della famiglia"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("promessa del patto")
        verbose_name_plural = _("promesse del patto")
        ordering = ["side", "position", "id"]

    def __str__(self) -> str:
        return self.text
