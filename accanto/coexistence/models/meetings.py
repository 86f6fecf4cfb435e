"""House meetings: agenda, those present, decisions with their owner, votes, and what was said in plain words."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.clock import day_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.coexistence.gulpease import gulpease
from accanto.coexistence.models.scope import OfABuilding, OfAMeeting
from accanto.coexistence.states import Ballot, DecisionState, MeetingState
from accanto.housing.models import Building
from accanto.residents.models import Household

LONGEST_MINUTES = 10_000
LONGEST_SUMMARY = 4_000


class HouseMeeting(Record):
    """A meeting of the households of a building. Not the assembly of the cooperative: one household, one vote."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="house_meetings", verbose_name=_("fabbricato"))
    called_for = models.DateTimeField(_("quando"))
    place = models.CharField(_("dove"), max_length=120, blank=True)
    agenda = models.TextField(_("di che cosa si parla"), max_length=LONGEST_SUMMARY)
    state = models.CharField(
        _("stato"), max_length=20, choices=MeetingState.choices, default=MeetingState.CALLED, editable=False
    )
    minutes = models.TextField(_("verbale"), max_length=LONGEST_MINUTES, blank=True)
    summary = models.TextField(_("in parole semplici"), max_length=LONGEST_SUMMARY, blank=True)

    objects = OfABuilding.as_manager()

    class Meta:
        verbose_name = _("riunione di casa")
        verbose_name_plural = _("riunioni di casa")
        ordering = ["-called_for", "-id"]
        indexes = [
            models.Index(fields=["building", "-called_for", "-id"], name="meeting_by_building"),
            models.Index(fields=["called_for"], condition=Q(state="called"), name="meeting_still_called"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state="held") | ~Q(minutes=""), name="a_meeting_held_has_minutes")
        ]

    def __str__(self) -> str:
        return _("Riunione del %(day)s") % {"day": f"{self.day:%d/%m/%Y}"}

    def get_absolute_url(self) -> str:
        return reverse("coexistence:meeting_detail", args=[self.pk])

    @property
    def day(self):
        """The Italian day for which it is called."""
        return day_of(self.called_for)

    @property
    def reading_ease(self):
        """The Gulpease index of the summary; None while there is none."""
        return gulpease(self.summary)


class Attendance(Record):
    """That a household was present at a meeting."""

    meeting = models.ForeignKey(HouseMeeting, models.CASCADE, related_name="attendances")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("presenza")
        verbose_name_plural = _("presenze")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "household"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.household_id}"


class MeetingDecision(Record):
    """What a meeting decided, who sees to it (a household or somebody of the cooperative) and by when."""

    meeting = models.ForeignKey(HouseMeeting, models.PROTECT, related_name="decisions")
    text = models.CharField(_("che cosa si è deciso"), max_length=500)
    owner_household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("la famiglia che ci pensa")
    )
    owner_user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chi ci pensa per la cooperativa"),
    )
    due_on = DayField(_("entro il"))
    state = models.CharField(
        _("stato"), max_length=20, choices=DecisionState.choices, default=DecisionState.OPEN, editable=False
    )
    closed_on = DayField(_("chiusa il"), null=True, blank=True, editable=False)

    objects = OfAMeeting.as_manager()

    class Meta:
        verbose_name = _("decisione della riunione")
        verbose_name_plural = _("decisioni della riunione")
        ordering = ["id"]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(state="open"), name="decision_still_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_household__isnull=False, owner_user__isnull=True)
                | Q(owner_household__isnull=True, owner_user__isnull=False),
                name="somebody_owns_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True) | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="an_ended_decision_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(Record):
    """What a household voted on a decision: one household, one vote."""

    decision = models.ForeignKey(MeetingDecision, models.CASCADE, related_name="votes")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    ballot = models.CharField(_("voto"), max_length=20, choices=Ballot.choices)

    class Meta:
        verbose_name = _("voto")
        verbose_name_plural = _("voti")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "household"], name="one_household_one_vote")]

    def __str__(self) -> str:
        return self.get_ballot_display()
