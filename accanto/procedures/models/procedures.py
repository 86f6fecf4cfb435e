"""Procedures of people, and who sees them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.procedures.models.catalogue import DocumentNeed, ProcedureType
from accanto.procedures.states import ENDED, LIVE_IN, OPEN, WITH_THE_BODY, Basis, How, State
from accanto.procedures.terms import Anchors
from accanto.residents.models import Household
from accanto.residents.models.scope import OfHousehold
from accanto.support.states import Channel


class ProcedureQuerySet(OfHousehold):
    """Procedures, scoped by who asks."""

    def still_open(self):
        """Not ended."""
        return self.filter(ended_on=None)


class Procedure(Record):
    """What one person asks of a body: by whose word, who goes there, how far it has come.

    `event_on` is the fact from which the terms of the start run, such as the day of the move. `paper` is
    the paper that is being renewed; `expires_on` stands for it where nobody has written that paper down.
    Her word is unknown only of what an import brought from before, and so is a follower who has no account
    (`followed_by_person`): she stands there by her name, and what falls due goes to the household's team.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="procedures", verbose_name=_("nucleo"))
    person = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="procedures", verbose_name=_("per chi è")
    )
    type = models.ForeignKey(ProcedureType, models.PROTECT, related_name="procedures", verbose_name=_("pratica"))
    request = models.ForeignKey(
        "support.SupportRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="procedures",
        verbose_name=_("richiesta"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ente")
    )
    followed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chi la segue")
    )
    followed_by_person = models.ForeignKey(
        "residents.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chi la segue senza un accesso"),
        editable=False,
    )
    how = models.CharField(_("chi va all'ente"), max_length=20, choices=How.choices)
    mandate = models.ForeignKey(
        "partners.Mandate", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("delega")
    )
    word_by = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("chi ha dato la parola")
    )
    word_on = DayField(_("parola data il"), null=True)
    word_how = models.CharField(_("come l'ha detto"), max_length=20, choices=Channel.choices, blank=True)

    state = models.CharField(_("stato"), max_length=20, choices=State.choices, default=State.TO_START)
    stepped_on = DayField(_("ultimo passo"))
    opened_on = DayField(_("aperta il"))
    event_on = DayField(_("giorno del fatto"))
    paper = models.ForeignKey(
        "residents.Paper",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="procedures",
        verbose_name=_("documento che scade"),
    )
    expires_on = DayField(_("scadenza da cui si conta"), null=True, blank=True)
    appointment_at = models.DateTimeField(_("appuntamento"), null=True, blank=True)
    appointment_place = models.CharField(_("dove"), max_length=150, blank=True)
    submitted_on = DayField(_("presentata il"), null=True, blank=True)
    protocol = models.CharField(_("numero di protocollo"), max_length=60, blank=True)
    decided_on = DayField(_("risposta del"), null=True, blank=True)
    result_paper = models.OneToOneField(
        "residents.Paper",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="given_by",
        verbose_name=_("documento ottenuto"),
    )
    result_until = DayField(_("vale fino al"), null=True, blank=True)
    ended_on = DayField(_("finita il"), null=True, blank=True)
    renews = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewal", verbose_name=_("rinnova")
    )
    opened_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="opened_together", verbose_name=_("aperta con")
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("pratica")
        verbose_name_plural = _("pratiche")
        ordering = ["-opened_on", "-id"]
        indexes = [
            # The list, the latest first: the open ones, and those of one state.
            models.Index(fields=["-opened_on", "-id"], condition=Q(ended_on=None), name="open_procedure_by_day"),
            models.Index(fields=["state", "-opened_on", "-id"], name="procedure_by_state"),
            models.Index(fields=["household", "-opened_on", "-id"], name="procedure_by_household"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(followed_by__isnull=True) | Q(followed_by_person__isnull=True),
                name="procedure_has_one_follower",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ENDED) & Q(ended_on__isnull=False))
                | (Q(state__in=OPEN) & Q(ended_on__isnull=True)),
                name="procedure_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_THE_BODY) | Q(submitted_on__isnull=False),
                name="procedure_submitted_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.ACCEPTED, State.REFUSED)) | Q(decided_on__isnull=False),
                name="procedure_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True)
                | Q(decided_on__isnull=True)
                | Q(decided_on__gte=F("submitted_on")),
                name="procedure_decided_after_it_was_submitted",
            ),
            models.CheckConstraint(
                condition=(Q(word_by__isnull=False) & Q(word_on__isnull=False) & ~Q(word_how=""))
                | (Q(word_by__isnull=True) & Q(word_on__isnull=True) & Q(word_how="")),
                name="procedure_word_is_whole_or_of_another_time",
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(expires_on__isnull=True), name="procedure_expiry_from_one_place"
            ),
            models.CheckConstraint(
                condition=Q(result_paper__isnull=True) | Q(result_until__isnull=True),
                name="procedure_result_from_one_place",
            ),
            models.CheckConstraint(
                condition=Q(renews__isnull=True) | ~Q(renews=F("id")), name="procedure_renews_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type.name} · {self.person}"

    def get_absolute_url(self) -> str:
        return address_of("procedures:procedure_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def state_label(self) -> str:
        """The state in words."""
        return State(self.state).label

    @property
    def follower_name(self) -> str:
        """Who follows it, with an account or without; empty where nobody does yet."""
        follower = self.followed_by or self.followed_by_person
        return str(follower) if follower else ""

    @property
    def tone(self) -> str:
        """How its state is coloured where it is shown."""
        tones = {State.ACCEPTED: "ok", State.REFUSED: "danger", State.LAPSED: "danger"}
        tones |= {State.INTEGRATION: "warn", State.TO_RENEW: "warn"}
        return tones.get(self.state, "accent" if self.is_open else "plain")

    @property
    def expiry(self) -> date | None:
        """The day from which the terms of an expiry count."""
        return self.paper.expires_on if self.paper_id else self.expires_on

    @property
    def result_expiry(self) -> date | None:
        """Until when what was obtained holds."""
        return self.result_paper.expires_on if self.result_paper_id else self.result_until

    @property
    def anchors(self) -> Anchors:
        """The days from which the rules of its type count."""
        return Anchors(
            opened=self.opened_on,
            start=self.event_on,
            submission=self.submitted_on,
            expiry=self.expiry,
            decision=self.decided_on,
            granted=self.decided_on if self.state in LIVE_IN[Basis.GRANTED] else None,
            birthday=self.person.birth_date,
        )


class ProcedureStep(models.Model):
    """One step in the life of a procedure. Written once, never changed."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="steps")
    origin = models.CharField(_("da"), max_length=20, choices=State.choices, blank=True)
    to = models.CharField(_("a"), max_length=20, choices=State.choices)
    reason = models.TextField(_("perché"), blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    at = models.DateTimeField(_("quando"))

    class Meta:
        verbose_name = _("passo della pratica")
        verbose_name_plural = _("passi della pratica")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_origin_display()} → {self.get_to_display()}"


class NeedTick(models.Model):
    """A document on the checklist that somebody has in hand, though it is not among the papers we keep."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="ticks")
    need = models.ForeignKey(DocumentNeed, models.CASCADE, related_name="+", verbose_name=_("documento"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    on = DayField(_("il"))

    class Meta:
        verbose_name = _("documento raccolto")
        verbose_name_plural = _("documenti raccolti")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["procedure", "need"], name="need_ticked_once")]

    def __str__(self) -> str:
        return str(self.need)


class Integration(Record):
    """What the body asked for besides, by when, and when it was sent."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="integrations")
    asked_on = DayField(_("chiesta il"))
    words = models.TextField(_("che cosa chiede l'ente"))
    due_on = DayField(_("da mandare entro il"))
    answered_on = DayField(_("mandata il"), null=True, blank=True)

    class Meta:
        verbose_name = _("integrazione")
        verbose_name_plural = _("integrazioni")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(answered_on=None), name="one_integration_at_a_time"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="integration_due_after_it_was_asked"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="integration_answered_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
