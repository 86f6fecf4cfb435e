"""Referrals: what we ask of a body about a request, and families that a body sends to us."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.partners.states.referrals import (
    ANSWERED,
    TONES,
    WAITING_FOR_AN_ANSWER,
    Direction,
    ReferralState,
)
from accanto.residents.models import Household
from accanto.residents.models.scope import OfHousehold
from accanto.support.states import InformedHow, ToldUnder

S = ReferralState
ASKED_LENGTH = 4000


class ReferralQuerySet(OfHousehold):
    """Referrals, scoped by who asks; of families not known yet, a coordinator sees all."""

    def countable(self):
        """What figures may count: of a restricted household not even that it exists."""
        return self.filter(Q(household=None) | Q(household__is_restricted=False))

    def out(self):
        """What we asked of others."""
        return self.filter(direction=Direction.OUT)


class Referral(Record):
    """One question from one side to the other: what is asked, on what ground, how it went out, what was answered.

    `sent_on` is the day on which it left, or reached us. What leaves is always about a request of a
    household; what arrives may name a family that nobody here knows yet (`family_named`).
    """

    direction = models.CharField(_("verso"), max_length=3, choices=Direction.choices)
    state = models.CharField(_("stato"), max_length=20, choices=ReferralState.choices)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="referrals", verbose_name=_("nucleo")
    )
    request = models.ForeignKey(
        "support.SupportRequest", models.PROTECT, null=True, related_name="referrals", verbose_name=_("richiesta")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="referrals", verbose_name=_("ente")
    )
    contact = models.ForeignKey(
        "directory.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("a chi")
    )
    family_named = models.CharField(_("chi è"), max_length=150, blank=True)
    asked = models.TextField(_("che cosa si chiede"), max_length=ASKED_LENGTH)

    ground = models.CharField(_("su quale base"), max_length=20, choices=ToldUnder.choices, blank=True)
    ground_words = models.CharField(_("in breve"), max_length=200, blank=True)
    consent = models.ForeignKey(
        "residents.Consent", models.PROTECT, null=True, related_name="+", verbose_name=_("consenso")
    )

    how = models.CharField(_("come"), max_length=20, choices=InformedHow.choices, blank=True)
    sent_on = DayField(_("mandata il"), null=True)
    reference = models.CharField(_("protocollo o riferimento"), max_length=60, blank=True)
    answer_due = DayField(_("risposta attesa entro"), null=True)
    answered_on = DayField(_("risposta del"), null=True)
    answer = models.TextField(_("che cosa ha risposto"), max_length=ASKED_LENGTH, blank=True)
    reason = models.CharField(_("perché"), max_length=300, blank=True)
    documents = models.ManyToManyField("documents.Document", related_name="referrals", verbose_name=_("documenti"))
    written_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"), db_index=False
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("segnalazione")
        verbose_name_plural = _("segnalazioni")
        ordering = ["-id"]
        indexes = [
            # Unanswered ones, the oldest first, and what falls due of them.
            models.Index(
                fields=["direction", "sent_on", "id"],
                condition=Q(state__in=[S.SENT, S.RECEIVED]),
                name="referral_unanswered",
            ),
            models.Index(
                fields=["answer_due", "id"], condition=Q(state__in=[S.SENT, S.RECEIVED]), name="referral_by_answer_due"
            ),
            # How long each body takes.
            models.Index(
                fields=["answered_on", "organisation"],
                condition=Q(direction="out", answered_on__isnull=False),
                name="referral_by_answer",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) | Q(household__isnull=False, request__isnull=False),
                name="referral_out_is_about_a_request",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT) | Q(household__isnull=False) | ~Q(family_named=""),
                name="referral_in_says_who",
            ),
            models.CheckConstraint(
                condition=Q(ground=ToldUnder.CONSENT, consent__isnull=False)
                | (~Q(ground=ToldUnder.CONSENT) & Q(consent__isnull=True)),
                name="referral_consent_is_the_one_given",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) | ~Q(ground=""), name="referral_out_stands_on_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[S.DRAFT, S.WITHDRAWN]) | (Q(sent_on__isnull=False) & ~Q(how="")),
                name="referral_sent_when_and_how",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ANSWERED) & Q(answered_on__isnull=False))
                | (~Q(state__in=ANSWERED) & Q(answered_on__isnull=True)),
                name="referral_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.REFUSED) | ~Q(reason=""), name="referral_is_not_refused_without_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="referral_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=(Q(direction=Direction.OUT) & ~Q(state=S.RECEIVED))
                | (Q(direction=Direction.IN) & ~Q(state__in=[S.DRAFT, S.SENT])),
                name="referral_state_fits_its_direction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("partners:referral_detail", args=[self.pk])

    @property
    def is_out(self) -> bool:
        return self.direction == Direction.OUT

    @property
    def state_label(self) -> str:
        """The state in words, faster than Django's own: lists ask it of every row."""
        return S(self.state).label

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return TONES.get(S(self.state), "plain")

    @property
    def is_waiting(self) -> bool:
        """Whether one side owes the other an answer."""
        return self.state in WAITING_FOR_AN_ANSWER

    @property
    def is_late(self) -> bool:
        """Whether the answer should have come."""
        return self.is_waiting and self.answer_due is not None and self.answer_due < clock.today()

    @property
    def days_waiting(self) -> int | None:
        """Days from the sending to the answer, or to today."""
        if self.sent_on is None:
            return None
        return ((self.answered_on or clock.today()) - self.sent_on).days

    @property
    def who(self) -> str:
        """Whom it is about, in a list."""
        return self.household.name if self.household_id else self.family_named
