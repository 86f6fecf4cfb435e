"""Mandates (deleghe): who lets whom do what, towards which body, until when; and the words of the paper."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.partners.states.mandates import (
    STANDING_TONES,
    MandateState,
    Responsibility,
    ScopeKind,
    Standing,
)
from accanto.residents.models import Household
from accanto.residents.models.scope import OfHousehold
from accanto.support.states import Channel

S = MandateState
ITALIAN = "it"


class MandateScope(Record):
    """Something that may be done in a member's name. `names` holds its name in other languages, by code; those in
    `names_reviewed` a mediator has reviewed.

    A code made of another and a dash ("procedure-pds") is a part of it: who may do the whole may do the part.
    """

    code = models.SlugField(max_length=60, unique=True, editable=False)
    name = models.CharField(_("che cosa"), max_length=150)
    kind = models.CharField(_("tipo"), max_length=20, choices=ScopeKind.choices)
    names = models.JSONField(default=dict, editable=False)
    names_reviewed = models.JSONField(default=list, editable=False)
    position = models.PositiveSmallIntegerField(_("posto nell'elenco"), default=100)
    closed_on = DayField(_("non più in uso dal"), null=True, blank=True)

    class Meta:
        verbose_name = _("oggetto di delega")
        verbose_name_plural = _("oggetti di delega")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """Its name in a language, in Italian where there is none."""
        return self.names.get(language, self.name)

    def is_name_reviewed(self, language: str) -> bool:
        """Whether its name in a language can stand: reviewed, or the Italian one."""
        return language not in self.names or language in self.names_reviewed


class ReservedAct(Record):
    """What the law leaves to others, so that no mandate can let us do it.

    `phrases` are folded parts of what somebody may type; `sentence` explains it to her.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("che cosa"), max_length=100)
    phrases = models.JSONField(_("parole che lo fanno riconoscere"), default=list)
    sentence = models.TextField(_("spiegazione"))
    source = models.CharField(_("fonte"), max_length=200)
    checked_on = DayField(_("verificato il"))

    class Meta:
        verbose_name = _("atto riservato")
        verbose_name_plural = _("atti riservati")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class MandateText(Record):
    """The words of the paper in a language: `parts` by name, with {places} for what differs.

    A translation is a draft until a mediator has reviewed it, and again once the Italian text that it `follows`
    has been changed; the Italian text prevails in any case. Words under which a mandate stands never change.
    """

    language = models.CharField(_("lingua"), max_length=10)
    edition = models.CharField(_("edizione"), max_length=20)
    parts = models.JSONField(default=dict)
    is_reviewed = models.BooleanField(_("riveduta da un mediatore"), default=False)
    reviewed_on = DayField(_("riveduta il"), null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", verbose_name=_("traduce")
    )

    class Meta:
        verbose_name = _("testo della delega")
        verbose_name_plural = _("testi della delega")
        ordering = ["language", "edition"]
        constraints = [models.UniqueConstraint(fields=["language", "edition"], name="mandate_text_once")]

    def __str__(self) -> str:
        return f"{self.language} · {self.edition}"

    def is_draft_beside(self, italian: "MandateText") -> bool:
        """Whether it is a translation that nobody has reviewed against this Italian text."""
        return self.language != ITALIAN and not (self.is_reviewed and self.follows_id == italian.pk)


class MandateQuerySet(OfHousehold):
    """Mandates, by who asks and by day."""

    def in_force(self, on: date):
        """Signed by then, begun, not over and not revoked: the day of the revocation is already without it."""
        revoked_later = Q(state=S.SIGNED) | Q(state=S.REVOKED, revoked_on__gt=on)
        return self.filter(revoked_later, signed_on__lte=on, since__lte=on, until__gte=on)


class Mandate(Record):
    """A member lets the cooperative, through one person of it, do one thing towards one body, until a day.

    `given_by` is adult. `child` is who it is about where that is not herself: then `responsibility`
    says by what right she speaks for the child. Revoked, it ends at once; at its last day, by itself.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="mandates", verbose_name=_("nucleo"))
    given_by = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="mandates", verbose_name=_("chi la dà")
    )
    child = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, related_name="mandates_for", verbose_name=_("per il minore")
    )
    responsibility = models.CharField(_("con quale titolo"), max_length=20, choices=Responsibility.choices, blank=True)
    responsibility_paper = models.CharField(_("quale carta lo dice"), max_length=200, blank=True)
    agent = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi agisce per noi"))
    scope = models.ForeignKey(MandateScope, models.PROTECT, related_name="+", verbose_name=_("per che cosa"))
    purpose = models.CharField(_("in particolare"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="mandates", verbose_name=_("verso chi")
    )
    contact_name = models.CharField(_("con chi si parla"), max_length=150, blank=True)
    since = DayField(_("vale dal"))
    until = DayField(_("vale fino al"))
    language = models.CharField(_("lingua del testo a fianco"), max_length=10, default=ITALIAN)
    # The words it was written with; none of a mandate from before they were kept: then those of today.
    words = models.ForeignKey(MandateText, models.PROTECT, null=True, related_name="+", editable=False)
    words_beside = models.ForeignKey(MandateText, models.PROTECT, null=True, related_name="+", editable=False)
    state = models.CharField(_("stato"), max_length=20, choices=MandateState.choices, default=S.DRAFT)
    signed_on = DayField(_("firmata il"), null=True)
    signed_copy = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("copia firmata")
    )
    revoked_on = DayField(_("revocata il"), null=True)
    revoked_how = models.CharField(_("come l'ha detto"), max_length=20, choices=Channel.choices, blank=True)
    written_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"), db_index=False
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delega")
        verbose_name_plural = _("deleghe")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["until", "id"], condition=Q(state=S.SIGNED), name="mandate_by_end"),
            models.Index(fields=["household", "-id"], name="mandate_of_a_household"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state__in=[S.DRAFT, S.DISCARDED], signed_on__isnull=True)
                | Q(state__in=[S.SIGNED, S.REVOKED], signed_on__isnull=False),
                name="mandate_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.REVOKED, revoked_on__isnull=False) & ~Q(revoked_how=""))
                | (~Q(state=S.REVOKED) & Q(revoked_on__isnull=True, revoked_how="")),
                name="mandate_revoked_when_and_how",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=True, responsibility="") | (Q(child__isnull=False) & ~Q(responsibility="")),
                name="mandate_for_a_child_says_by_what_right",
            ),
            models.CheckConstraint(condition=~Q(child=F("given_by")), name="mandate_for_a_child_is_given_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("partners:mandate_detail", args=[self.pk])

    @property
    def about(self):
        """Whom it is about: the child, or whoever gave it."""
        return self.child or self.given_by

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        fixed = {S.DRAFT: Standing.TO_SIGN, S.REVOKED: Standing.REVOKED, S.DISCARDED: Standing.DISCARDED}
        if self.state in fixed:
            return fixed[self.state]
        if self.until < clock.today():
            return Standing.EXPIRED
        return Standing.NOT_YET if self.since > clock.today() else Standing.IN_FORCE

    @property
    def tone(self) -> str:
        """How its standing is coloured."""
        return STANDING_TONES.get(self.standing, "plain")

    @property
    def can_be_revoked(self) -> bool:
        """Signed and not over."""
        return self.standing in (Standing.NOT_YET, Standing.IN_FORCE)
