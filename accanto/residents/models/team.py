"""Who walks beside a household: role, from, to, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record


class TeamRole(models.TextChoices):
    """What somebody is to the household."""

    COORDINATOR = "coordinator", _("coordinamento")
    VOLUNTEER = "volunteer", _("volontariato")
    SOCIAL_WORKER = "social_worker", _("assistente sociale")


class TeamMember(Record):
    """A coordinator or volunteer (`user`), or the social worker of a public body (`contact`).

    A volunteer opens the household's file from the first day of this row to the last, and sees of
    earlier notes only what was handed over (`sees_diary_since`).
    """

    household = models.ForeignKey("residents.Household", models.PROTECT, related_name="team", verbose_name=_("nucleo"))
    role = models.CharField(_("ruolo"), max_length=20, choices=TeamRole.choices)
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="team_places", verbose_name=_("chi")
    )
    contact = models.ForeignKey(
        "directory.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("referente dell'ente"),
    )
    since = DayField(_("dal"))
    until = DayField(_("al"), null=True, blank=True)
    why = models.CharField(_("perché"), max_length=200)
    sees_diary_since = DayField(_("legge il diario dal"))

    class Meta:
        verbose_name = _("chi sta accanto")
        verbose_name_plural = _("chi sta accanto")
        ordering = ["role", "since", "id"]
        indexes = [models.Index(fields=["user", "household"], name="team_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="team_member_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=(Q(role="social_worker") & Q(contact__isnull=False) & Q(user__isnull=True))
                | (~Q(role="social_worker") & Q(contact__isnull=True) & Q(user__isnull=False)),
                name="team_member_is_of_the_house_or_of_a_body",
            ),
            models.UniqueConstraint(
                fields=["household", "user"],
                condition=Q(until__isnull=True, user__isnull=False),
                name="on_a_team_once",
                violation_error_message=_("Questa persona è già accanto al nucleo."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.contact)
