"""What each person wants to be told, where her calendar finds it, and what was already sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField


class Muted(models.Model):
    """A kind of due thing of which a person wants no reminder by mail."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="muted_kinds")
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="muted_once")]


class CalendarFeed(models.Model):
    """The private address of a person's calendar. Only a digest of its secret is kept."""

    user = models.OneToOneField("accounts.User", models.CASCADE, related_name="calendar_feed")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("creato il"))


class ReminderSent(models.Model):
    """A day's reminder to a person, so that it goes out once however often the command runs."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    day = DayField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_reminder_a_day")]
