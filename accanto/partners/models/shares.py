"""The shared file: what of a family's file somebody of a public body reads, under what, and until when.

Whether she may is one question, asked in `ShareQuerySet.open_to` on every click: agreement or mandate,
consent, day, end and restriction stand in it together, so that none of them can be forgotten on a page.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.directory.models import Organisation
from accanto.partners.models.agreements import Agreement, covered_by
from accanto.partners.models.mandates import Mandate
from accanto.partners.states.shares import EndedBy, Section
from accanto.residents.models import Consent, Household, HouseholdMember
from accanto.residents.models.scope import OfHousehold
from accanto.residents.permissions import hidden_from, running


def _consent_given(today) -> Q:
    """The yes on which it stands: given, and not withdrawn."""
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=today)
    return Exists(Consent.objects.filter(kept, pk=OuterRef("consent"), is_given=True, answered_on__lte=today))


def _never_taken_back(today) -> Q:
    """No answer of hers that came after that yes is a no, or was withdrawn."""
    later = Q(answered_on__gt=OuterRef("consent__answered_on")) | Q(
        answered_on=OuterRef("consent__answered_on"), pk__gt=OuterRef("consent")
    )
    return ~Exists(
        Consent.objects.filter(
            later,
            Q(is_given=False) | Q(withdrawn_on__lte=today),
            person=OuterRef("consent__person"),
            purpose=OuterRef("consent__purpose"),
            answered_on__lte=today,
        )
    )


def _lives_there(today) -> Q:
    """Whoever consented still belongs to the household."""
    person = OuterRef("consent__person")
    return Exists(HouseholdMember.objects.filter(running(today), household=OuterRef("household"), person=person))


def _agreement_holds(today) -> Q:
    """The agreement is in force."""
    return Exists(Agreement.objects.holding_on(today).filter(pk=OuterRef("agreement")))


def _body_is_a_party(_today) -> Q:
    """It is an agreement with this body."""
    parties = Agreement.parties.through.objects
    return Exists(parties.filter(agreement=OuterRef("agreement"), organisation=OuterRef("organisation")))


def _household_is_covered(today) -> Q:
    """It covers this household today."""
    return covered_by("agreement", today, today, household="household")


def _under_mandate(today) -> Q:
    """A mandate in force of this household towards this body."""
    mandates = Mandate.objects.in_force(today)
    return Exists(
        mandates.filter(pk=OuterRef("mandate"), household=OuterRef("household"), organisation=OuterRef("organisation"))
    )


class ShareQuerySet(models.QuerySet):
    """Shared files, scoped by who asks."""

    def visible_to(self, user):
        """For somebody of a body: those open to her today. For us: those of households whose file one may open."""
        if may(user, Permission.SHARED_FILES):
            return self.open_to(user)
        return self.filter(household__in=Household.objects.visible_to(user))

    def open_to(self, user):
        """What this person of a public body may read at this moment."""
        if not (user.is_authenticated and user.is_active and may(user, Permission.SHARED_FILES)):
            return self.none()
        return self.holding_on(clock.today()).filter(user=user).exclude(household__in=hidden_from(user))

    def holding_on(self, today):
        """Begun, not over, not ended by anybody, under an agreement or a mandate that holds, with consent."""
        under_agreement = _agreement_holds(today) & _body_is_a_party(today) & _household_is_covered(today)
        return self.filter(
            under_agreement | _under_mandate(today),
            _consent_given(today),
            _never_taken_back(today),
            _lives_there(today),
            since__lte=today,
            until__gte=today,
            ended_at=None,
            household__closed_on=None,
        )

    def showing(self, section: str):
        """Those that grant a section."""
        return self.filter(Exists(ShareSection.objects.filter(share=OuterRef("pk"), section=section)))


class Share(Record):
    """Some sections of one household's file, for one person of a public body, from a day to a day, its last."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="shares", verbose_name=_("nucleo"))
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="shares", verbose_name=_("con chi"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ente"))
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="shares", verbose_name=_("accordo")
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("delega")
    )
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+", verbose_name=_("consenso"))
    since = DayField(_("dal"))
    until = DayField(_("al"))
    why = models.CharField(_("perché"), max_length=200)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.CharField(_("chiusa da"), max_length=20, choices=EndedBy.choices, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheda condivisa")
        verbose_name_plural = _("schede condivise")
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["user", "household"], condition=Q(ended_at=None), name="share_by_reader"),
            models.Index(fields=["household", "-since", "-id"], name="share_of_a_household"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="share_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(agreement__isnull=False, mandate__isnull=True)
                | Q(agreement__isnull=True, mandate__isnull=False),
                name="share_stands_on_an_agreement_or_a_mandate",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="share_ended_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} · {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("partners:household_shares", args=[self.household_id])

    @property
    def basis(self) -> Agreement | Mandate:
        """What it stands on."""
        return self.agreement or self.mandate

    @property
    def section_labels(self) -> list[str]:
        """What it shows, in words, in the order of the page."""
        granted = {row.section for row in self.sections.all()}
        return [str(section.label) for section in Section if section in granted]


class ShareSection(models.Model):
    """A section that a share shows."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="sections")
    section = models.CharField(max_length=20, choices=Section.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "section"], name="section_shared_once")]


class AppointmentQuerySet(OfHousehold):
    """Appointments with a body, scoped by who asks."""

    def visible_to(self, user):
        """Those of households whose file one may open; for somebody of a body, those that a share shows her."""
        if may(user, Permission.SHARED_FILES):
            open_now = Share.objects.open_to(user).showing(Section.APPOINTMENTS)
            same = open_now.filter(household=OuterRef("household"), organisation=OuterRef("organisation"))
            return self.filter(Exists(same))
        return super().visible_to(user)


class Appointment(Record):
    """When a family and a public body meet; written by whoever of the body reads the shared file."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="appointments", verbose_name=_("nucleo"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ente"))
    what = models.CharField(_("che cosa"), max_length=200)
    at = models.DateTimeField(_("quando"))
    place = models.CharField(_("dove"), max_length=150, blank=True)
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appuntamento con un ente")
        verbose_name_plural = _("appuntamenti con gli enti")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at", "id"], condition=Q(cancelled_at=None), name="appointment_by_moment"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.household.get_absolute_url()


class Disclosure(Record):
    """A summary of the file that was handed to a body on paper: what, to whom, why, on what ground."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="disclosures", verbose_name=_("nucleo"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ente"))
    to_whom = models.CharField(_("a chi, per nome"), max_length=150)
    why = models.CharField(_("perché"), max_length=200)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+", verbose_name=_("consenso"))
    sections = models.JSONField(default=list)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    given_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False)
    given_on = DayField(_("consegnata il"))

    class Meta:
        verbose_name = _("scheda consegnata su carta")
        verbose_name_plural = _("schede consegnate su carta")
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["household", "-given_on", "-id"], name="disclosure_of_a_household")]

    def __str__(self) -> str:
        return f"{self.household} · {self.organisation}"

    @property
    def section_labels(self) -> list[str]:
        return [str(Section(section).label) for section in self.sections]
