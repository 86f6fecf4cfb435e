"""House meetings: agenda, those present, decisions that are promises, votes, and what was said in plain words."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.clock import day_of
from accanto.base.models import Record
from accanto.coexistence.gulpease import gulpease
from accanto.coexistence.models.scope import OfABuilding, OfAMeeting
from accanto.coexistence.states import Ballot, MeetingState
from accanto.housing.models import Building
from accanto.plans.models import Promise
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
    """What a meeting decided: a promise to the neighbours, of whoever sees to it by a day. How it ends, it tells."""

    meeting = models.ForeignKey(HouseMeeting, models.PROTECT, related_name="decisions")
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="decision", verbose_name=_("promessa"))

    objects = OfAMeeting.as_manager()

    class Meta:
        verbose_name = _("decisione della riunione")
        verbose_name_plural = _("decisioni della riunione")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.promise.what

    def get_absolute_url(self) -> str:
        return reverse("coexistence:meeting_detail", args=[self.meeting_id])


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
