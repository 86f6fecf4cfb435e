"""Requests for support, and who sees them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.residents.models import Household
from accanto.residents.models.scope import OfHousehold
from accanto.support.states import (
    ENDED,
    OPEN,
    WAITING,
    WITHOUT_HER_WORD,
    Channel,
    InformedHow,
    Lead,
    NotInformedWhy,
    Origin,
    Outcome,
    State,
    ToldUnder,
)

TITLE_LENGTH = 90


class SupportRequestQuerySet(OfHousehold):
    """Requests, scoped by who asks."""

    def still_open(self):
        """Not ended."""
        return self.filter(ended_on=None)


class SupportRequest(Record):
    """What a member asks, by whose word, what was promised, who is first responsible, how it ended.

    Days are promised when her word comes in and kept as they were promised, whatever the terms say later.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="requests", verbose_name=_("nucleo"))
    asked_by = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="requests", verbose_name=_("per chi è")
    )
    areas = models.ManyToManyField("support.SupportArea", related_name="requests", verbose_name=_("ambiti"))
    words = models.TextField(_("che cosa chiede, con le sue parole"))
    origin = models.CharField(_("da chi viene"), max_length=20, choices=Origin.choices)
    asked_on = DayField(_("giorno"))
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"))

    # Her yes, or to a proposal also her no: who said it, on which day, how it came to us.
    word_by = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("chi ha dato la parola")
    )
    word_on = DayField(_("parola data il"), null=True)
    word_how = models.CharField(_("come l'ha detto"), max_length=20, choices=Channel.choices, blank=True)

    state = models.CharField(_("stato"), max_length=20, choices=State.choices)
    acknowledge_by = DayField(_("risposta promessa entro"), null=True)
    talk_by = DayField(_("colloquio promesso entro"), null=True)
    seen_on = DayField(_("risposto il"), null=True)
    talk_at = models.DateTimeField(_("colloquio"), null=True)
    talk_place = models.CharField(_("dove"), max_length=100, blank=True)
    talked_on = DayField(_("colloquio avuto il"), null=True)
    look_again_on = DayField(_("da riguardare il"), null=True)
    referred_to = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+", verbose_name=_("ente")
    )

    lead = models.CharField(_("primo responsabile"), max_length=20, choices=Lead.choices, blank=True)
    lead_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+", verbose_name=_("ente")
    )
    lead_office = models.ForeignKey(
        "directory.Office", models.PROTECT, null=True, related_name="+", verbose_name=_("ufficio")
    )
    lead_contact = models.ForeignKey(
        "directory.Contact", models.PROTECT, null=True, related_name="+", verbose_name=_("referente")
    )
    informed_on = DayField(_("informato il"), null=True)
    informed_how = models.CharField(_("come"), max_length=20, choices=InformedHow.choices, blank=True)
    informed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("informato da")
    )
    informed_reference = models.CharField(_("protocollo o riferimento"), max_length=60, blank=True)
    informed_under = models.CharField(_("su quale base"), max_length=20, choices=ToldUnder.choices, blank=True)
    not_informed_why = models.CharField(
        _("perché non è informato"), max_length=20, choices=NotInformedWhy.choices, blank=True
    )
    not_informed_words = models.CharField(_("in breve"), max_length=200, blank=True)

    outcome = models.CharField(_("esito"), max_length=20, choices=Outcome.choices, blank=True)
    ended_on = DayField(_("finita il"), null=True)
    times_reopened = models.PositiveSmallIntegerField(_("volte riaperta"), default=0)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("richiesta")
        verbose_name_plural = _("richieste")
        ordering = ["asked_on", "id"]
        indexes = [
            # The list of open requests, oldest first; the columns of the board.
            models.Index(fields=["asked_on", "id"], condition=Q(ended_on=None), name="open_request_by_age"),
            models.Index(fields=["state", "asked_on", "id"], name="request_by_state"),
            # What the figures of the board and the things due ask of every open request, without opening its row.
            models.Index(
                fields=["state", "household", "acknowledge_by", "talk_by", "talk_at", "look_again_on", "asked_on"],
                condition=Q(ended_on=None),
                name="open_request_by_state",
            ),
            models.Index(
                fields=["state", "acknowledge_by", "id", "household"],
                condition=Q(ended_on=None),
                name="open_request_by_promise",
            ),
            models.Index(fields=["household", "asked_on", "id"], name="request_by_household"),
            models.Index(fields=["ended_on", "id"], condition=~Q(ended_on=None), name="request_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WITHOUT_HER_WORD)
                | (Q(word_by__isnull=False) & Q(word_on__isnull=False) & ~Q(word_how="")),
                name="request_never_without_her_word",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITHOUT_HER_WORD) | (Q(acknowledge_by__isnull=False) & Q(talk_by__isnull=False)),
                name="request_has_promised_days",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ENDED) & Q(ended_on__isnull=False))
                | (Q(state__in=OPEN) & Q(ended_on__isnull=True)),
                name="request_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.CLOSED) & ~Q(outcome="")) | (~Q(state=State.CLOSED) & Q(outcome="")),
                name="request_closed_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TALK_SET) | Q(talk_at__isnull=False), name="request_talk_has_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAITING) | Q(look_again_on__isnull=False),
                name="request_waiting_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFERRED) | Q(referred_to__isnull=False), name="request_referred_to_a_body"
            ),
            models.CheckConstraint(
                condition=(Q(lead=Lead.PUBLIC_BODY) & Q(lead_organisation__isnull=False))
                | (~Q(lead=Lead.PUBLIC_BODY) & Q(lead_organisation__isnull=True)),
                name="request_public_lead_has_a_body",
            ),
            models.CheckConstraint(
                condition=(Q(informed_on__isnull=True) & Q(informed_how="") & Q(informed_by__isnull=True))
                | (
                    Q(lead=Lead.PUBLIC_BODY)
                    & Q(informed_on__isnull=False)
                    & ~Q(informed_how="")
                    & Q(informed_by__isnull=False)
                    & Q(not_informed_why="")
                ),
                name="request_informed_when_how_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=False) | Q(informed_reference="", informed_under=""),
                name="request_informed_before_its_reference",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED)
                | Q(lead__in=[Lead.FAMILY, Lead.COOPERATIVE])
                | (Q(lead=Lead.PUBLIC_BODY) & (Q(informed_on__isnull=False) | ~Q(not_informed_why=""))),
                name="request_worked_on_beside_its_public_body",
            ),
            models.CheckConstraint(
                condition=~(Q(outcome=Outcome.SOLVED_BY_US) & Q(lead=Lead.PUBLIC_BODY)),
                name="request_of_a_public_body_not_solved_by_us",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("asked_on")),
                name="request_ends_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("support:request_detail", self.pk)

    @property
    def title(self) -> str:
        """The first line of her words, shortened: what lists call it."""
        line = self.words.split("\n", 1)[0].strip()[: 2 * TITLE_LENGTH]
        return line if len(line) <= TITLE_LENGTH else Truncator(line).chars(TITLE_LENGTH, truncate="…")

    @property
    def has_her_word(self) -> bool:
        """Whether the member asked for it, or said yes."""
        return self.state not in WITHOUT_HER_WORD

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def days_old(self) -> int:
        """Days since it was asked, until today or its end."""
        return ((self.ended_on or clock.today()) - self.asked_on).days

    @property
    def age(self) -> str:
        """How old it is, in words."""
        if not self.days_old:
            return gettext("oggi") if self.is_open else gettext("in giornata")
        return ngettext("%(days)s giorno", "%(days)s giorni", self.days_old) % {"days": self.days_old}

    @property
    def promised_on(self) -> date | None:
        """The day by which something must happen now, where there is one."""
        return {
            State.RECEIVED: self.acknowledge_by,
            State.SEEN: self.talk_by,
            State.TALK_SET: self.talk_at and clock.day_of(self.talk_at),
            State.PAUSED: self.look_again_on,
            State.REFERRED: self.look_again_on,
        }.get(self.state)

    @property
    def is_late(self) -> bool:
        """Whether that day has gone by."""
        return self.promised_on is not None and self.promised_on < clock.today()

    @property
    def state_label(self) -> str:
        """The state in words; what Django offers for this is ten times slower, and lists ask it of every row."""
        return State(self.state).label

    @property
    def lead_name(self) -> str:
        """Who is first responsible, in words; empty until somebody says it."""
        if self.lead_organisation_id:
            return self.lead_organisation.name
        return Lead(self.lead).label if self.lead else ""

    @property
    def tone(self) -> str:
        """How its state is coloured where it is shown."""
        if not self.is_open:
            return "plain"
        return "warn" if self.state in (State.PROPOSED, State.RECEIVED) else "accent"

    @property
    def needs_lead(self) -> bool:
        """Whether the next step is barred until the first responsible is named, or told."""
        told = self.lead and (self.lead != Lead.PUBLIC_BODY or self.is_public_body_told_or_spared)
        return self.state in (State.SEEN, State.TALK_SET) and not told

    @property
    def report(self):
        """The discrimination written down, if any."""
        return getattr(self, "discrimination", None)

    @property
    def is_about_discrimination(self) -> bool:
        return any(area.is_discrimination for area in self.areas.all())

    @property
    def is_public_body_told_or_spared(self) -> bool:
        """Whether the public body has been informed, or a reason stands why not."""
        return bool(self.informed_on or self.not_informed_why)
