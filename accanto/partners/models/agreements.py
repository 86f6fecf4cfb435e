"""Agreements with public bodies: what was agreed, who owes what, when to report, what it cost."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField, MoneyField
from accanto.base.models import Record
from accanto.base.text import fold
from accanto.directory.models import Organisation
from accanto.documents.models import Document
from accanto.housing.models import Assignment, Dwelling
from accanto.partners.permissions import agreements_open_to
from accanto.partners.states.agreements import SIGNED, TONES, AgreementKind, AgreementState
from accanto.residents.models import Household
from accanto.support.models import SupportArea, SupportRequest

# So many days before its end an agreement is said to be expiring.
EXPIRING_DAYS = 90
WILL_RENEW = Q(renews_tacitly=True, notice_given_on=None)


class AgreementQuerySet(models.QuerySet):
    """Agreements, by who asks and by day."""

    def visible_to(self, user):
        """See permissions.agreements_open_to."""
        return agreements_open_to(user, self)

    def holding_on(self, day: date):
        """Signed, begun, and neither over nor broken off on a day; a tacit renewal holds until somebody ends it."""
        over = Q(ends_on__lt=day) & ~(WILL_RENEW & Q(state=AgreementState.IN_FORCE))
        return self.filter(state__in=SIGNED, starts_on__lte=day).exclude(over)

    def of_body(self, organisation):
        """Those to which a body is a party."""
        parties = Agreement.parties.through.objects.filter(organisation=organisation)
        return self.filter(Exists(parties.filter(agreement=OuterRef("pk"))))

    def shown_as(self, state: str, day: date):
        """Those whose shown state is this one on a day; "vigente" counts those that expire as well."""
        past = Q(state=AgreementState.IN_FORCE, ends_on__lt=day) & ~WILL_RENEW
        if state == AgreementState.ENDED:
            return self.filter(Q(state=state) | past)
        if state == AgreementState.IN_FORCE:
            return self.filter(state=state).exclude(past)
        if state == AgreementState.EXPIRING:
            near = self.filter(state=AgreementState.IN_FORCE, ends_on__lte=day + timedelta(days=EXPIRING_DAYS))
            return near.exclude(past)
        return self.filter(state=state)


class Agreement(Record):
    """What the cooperative and one or more bodies agreed, from a day and perhaps to a day, its last.

    `object_key` is the object as it is compared. `fee` is what the bodies pay, euro in all; 0 is the rule.
    What it covers: the households named, those who live in the dwellings named, those who ask for
    support in the areas named.
    """

    kind = models.CharField(_("tipo"), max_length=20, choices=AgreementKind.choices)
    object = models.CharField(_("oggetto"), max_length=200, help_text=_("in una riga: che cosa si fa insieme"))
    object_key = models.CharField(max_length=200, editable=False)
    parties = models.ManyToManyField(Organisation, related_name="agreements", verbose_name=_("con chi"))
    protocol_number = models.CharField(_("numero di protocollo"), max_length=60, blank=True)
    contact = models.CharField(
        _("referente dell'ente"), max_length=150, blank=True, help_text=_("chi chiamare per questo accordo")
    )
    signed_on = DayField(_("firmato il"), null=True, blank=True)
    starts_on = DayField(_("vale dal"))
    ends_on = DayField(_("vale fino al"), null=True, blank=True, help_text=_("ultimo giorno; vuoto se senza termine"))
    renews_tacitly = models.BooleanField(_("si rinnova da solo"), default=False)
    notice_days = models.PositiveSmallIntegerField(
        _("giorni di preavviso per la disdetta"), null=True, blank=True, help_text=_("solo se si rinnova da solo")
    )
    notice_given_on = DayField(_("disdetta data il"), null=True, blank=True, editable=False)
    fee = MoneyField(_("corrispettivo (€)"), default=0)
    report_every_months = models.PositiveSmallIntegerField(
        _("una relazione ogni quanti mesi"), null=True, blank=True, default=6, help_text=_("vuoto se non è chiesta")
    )
    dwellings = models.ManyToManyField(Dwelling, related_name="agreements", verbose_name=_("alloggi"), blank=True)
    areas = models.ManyToManyField(SupportArea, related_name="agreements", verbose_name=_("ambiti"), blank=True)
    households = models.ManyToManyField(Household, related_name="agreements", verbose_name=_("nuclei"), blank=True)
    signed_copy = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("copia firmata"),
        editable=False,
    )
    overlap_reason = models.CharField(_("perché un secondo accordo"), max_length=200, blank=True)
    state = models.CharField(
        _("stato"), max_length=20, choices=AgreementState.choices, default=AgreementState.DRAFT, editable=False
    )
    # The agreement that this one follows.
    renews = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", editable=False
    )
    ended_on = DayField(_("cessato il"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("perché è cessato"), max_length=200, blank=True, editable=False)
    # Reminders of the end up to this day have been seen to.
    end_seen_on = DayField(null=True, blank=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("accordo")
        verbose_name_plural = _("accordi")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="agreement_by_start"),
            models.Index(fields=["ends_on", "id"], condition=Q(state="in_force"), name="agreement_by_end"),
            models.Index(fields=["object_key"], name="agreement_by_object"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(fee__gte=0), name="agreement_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(renews_tacitly=False) | Q(ends_on__isnull=False), name="only_what_ends_renews_tacitly"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "renewed"]) | Q(signed_on__isnull=False),
                name="agreement_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on__isnull=True)),
                name="only_an_ended_agreement_says_when",
            ),
            models.CheckConstraint(condition=~Q(state="expiring"), name="expiring_is_not_stored"),
            models.CheckConstraint(
                condition=Q(report_every_months__isnull=True) | Q(report_every_months__range=(1, 60)),
                name="agreement_reports_within_five_years",
            ),
        ]

    def __str__(self) -> str:
        return self.object

    def save(self, *args, **kwargs):
        self.object_key = fold(self.object)[:200]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement_detail", args=[self.pk])

    @property
    def will_renew(self) -> bool:
        """Whether it goes on by itself unless somebody gives notice."""
        return self.renews_tacitly and self.notice_given_on is None

    @property
    def notice_by(self) -> date | None:
        """The last day on which notice can be given; None where it does not renew by itself."""
        return self.ends_on - timedelta(days=self.notice_days or 0) if self.will_renew and self.ends_on else None

    @property
    def shown_state(self) -> AgreementState:
        """The state on today's calendar: an agreement expires and ends without anybody touching it."""
        if self.state != AgreementState.IN_FORCE or self.ends_on is None:
            return AgreementState(self.state)
        today = clock.today()
        if self.ends_on < today and not self.will_renew:
            return AgreementState.ENDED
        near = self.ends_on <= today + timedelta(days=EXPIRING_DAYS)
        return AgreementState.EXPIRING if near else AgreementState.IN_FORCE

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return TONES[self.shown_state]

    @property
    def is_editable(self) -> bool:
        """Terms are corrected until the agreement is over; what is over stays as it was."""
        return self.state not in (AgreementState.RENEWED, AgreementState.ENDED)

    @property
    def renewal(self) -> "Agreement | None":
        """The agreement that follows this one, as soon as somebody has begun to write it."""
        return getattr(self, "followed_by", None)


def _outer(agreement: int | str, depth: int):
    """An agreement's id; or, by the name of a column, that of the row `depth` queries further out."""
    for _level in range(depth):
        agreement = OuterRef(agreement) if isinstance(agreement, str | OuterRef) else agreement
    return agreement


def covered_by(agreement: int | str, since: date, until: date, *, household: str = "pk") -> Q:
    """Whether an agreement covers a household on at least one day between two: a condition on Household.

    On rows that name both, `agreement` and `household` are the names of their columns.
    """
    named = Agreement.households.through.objects.filter(agreement=_outer(agreement, 1), household=OuterRef(household))
    homes = Agreement.dwellings.through.objects.filter(agreement=_outer(agreement, 2), dwelling=OuterRef("dwelling"))
    living = Assignment.objects.filter(Q(until=None) | Q(until__gte=since), household=OuterRef(household))
    fields = Agreement.areas.through.objects.filter(agreement=_outer(agreement, 3), supportarea=OuterRef("supportarea"))
    about = SupportRequest.areas.through.objects.filter(supportrequest=OuterRef("pk"))
    asking = SupportRequest.objects.filter(Q(ended_on=None) | Q(ended_on__gte=since), household=OuterRef(household))
    return (
        Exists(named)
        | Exists(living.filter(Exists(homes), since__lte=until))
        | Exists(asking.filter(Exists(about.filter(Exists(fields))), asked_on__lte=until))
    )
