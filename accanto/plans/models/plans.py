"""Plans, their goals, the versions that both sides sign, and what was said when they were looked at."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.plans.models.promises import TITLE_LENGTH
from accanto.plans.states import GoalState, Moment, PlanPhase, Side, SignedHow, VersionState
from accanto.residents.models.scope import OfHousehold
from accanto.support.states import Channel


class PlanQuerySet(OfHousehold):
    """Plans, scoped by who asks."""

    def running(self):
        """Not concluded."""
        return self.filter(ended_on=None)


class Plan(Record):
    """The path of a household, or of one person in it. Opened with her word, or a parent's for a child.

    The next review and the next look at the matrix are promised days: they stay as they were promised,
    whatever the terms say later.
    """

    household = models.ForeignKey("residents.Household", models.PROTECT, related_name="plans", verbose_name=_("nucleo"))
    person = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("per chi")
    )
    opened_on = DayField(_("aperto il"))
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("aperto da"))
    assent_by = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="+", verbose_name=_("chi ha dato la parola")
    )
    assent_on = DayField(_("parola data il"))
    assent_how = models.CharField(_("come l'ha detto"), max_length=20, choices=Channel.choices)
    phase = models.CharField(
        _("fase"), max_length=20, choices=PlanPhase.choices, default=PlanPhase.WELCOME, editable=False
    )
    review_due_on = DayField(_("prossima verifica"), null=True, editable=False)
    assessment_due_on = DayField(_("prossima matrice"), null=True, editable=False)
    assessment_due = models.CharField(max_length=20, choices=Moment.choices, blank=True, editable=False)
    ended_on = DayField(_("concluso il"), null=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("percorso")
        verbose_name_plural = _("percorsi")
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["phase", "-opened_on", "-id"], name="plan_by_phase"),
            models.Index(fields=["review_due_on", "id"], condition=Q(ended_on=None), name="plan_by_review"),
            models.Index(fields=["assessment_due_on", "id"], condition=Q(ended_on=None), name="plan_by_assessment"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(person=None, ended_on=None),
                name="one_running_plan_per_household",
                violation_error_message=_("Questo nucleo ha già un percorso aperto."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(person__isnull=False, ended_on=None),
                name="one_running_plan_per_person",
                violation_error_message=_("Questa persona ha già un percorso aperto."),
            ),
            models.CheckConstraint(condition=Q(assent_on__lte=F("opened_on")), name="plan_never_without_her_word"),
            models.CheckConstraint(
                condition=Q(phase=PlanPhase.ENDED, ended_on__isnull=False)
                | (~Q(phase=PlanPhase.ENDED) & Q(ended_on__isnull=True)),
                name="plan_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(assessment_due_on__isnull=True, assessment_due="")
                | (Q(assessment_due_on__isnull=False) & ~Q(assessment_due="")),
                name="plan_assessment_due_says_which",
            ),
        ]

    def __str__(self) -> str:
        if self.person_id is None:
            return gettext("Percorso della famiglia")
        return gettext("Percorso di %(name)s") % {"name": self.person.given_name or self.person.family_name}

    def get_absolute_url(self) -> str:
        return address_of("plans:plan_detail", self.pk)

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def phase_label(self) -> str:
        """The phase in words; what Django offers for this is ten times slower, and lists ask it of every row."""
        return PlanPhase(self.phase).label

    @property
    def is_review_late(self) -> bool:
        return self.review_due_on is not None and self.review_due_on < clock.today()


class PlanStep(models.Model):
    """One step from a phase to the next, with a word. Never changed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    origin = models.CharField(max_length=20, choices=PlanPhase.choices, blank=True)
    to = models.CharField(max_length=20, choices=PlanPhase.choices)
    word = models.TextField(_("perché"), blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_to_display()


class GoalQuerySet(OfHousehold):
    """Goals, scoped by who asks."""

    household_path = "plan__household"


class Goal(Record):
    """Where somebody wants to arrive, in her own words."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", verbose_name=_("percorso"))
    area = models.ForeignKey("support.SupportArea", models.PROTECT, related_name="+", verbose_name=_("ambito"))
    words = models.TextField(_("con le sue parole"))
    state = models.CharField(
        _("stato"), max_length=20, choices=GoalState.choices, default=GoalState.OPEN, editable=False
    )
    ended_on = DayField(_("finito il"), null=True, editable=False)
    word = models.TextField(_("perché"), blank=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("obiettivo")
        verbose_name_plural = _("obiettivi")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_her_words"),
            models.CheckConstraint(
                condition=Q(state=GoalState.OPEN, ended_on__isnull=True)
                | (~Q(state=GoalState.OPEN) & Q(ended_on__isnull=False)),
                name="goal_ended_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.words).chars(TITLE_LENGTH, truncate="…")

    @property
    def is_open(self) -> bool:
        return self.state == GoalState.OPEN

    def get_absolute_url(self) -> str:
        return f"{reverse('plans:plan_detail', args=[self.plan_id])}#obiettivo-{self.pk}"


class PlanVersionQuerySet(OfHousehold):
    """Versions, scoped by who asks."""

    household_path = "plan__household"


class PlanVersion(Record):
    """What a plan said on a day, frozen to be signed. Of one plan only the newest is not superseded.

    `content`: goals with her words and the promises of each side, as `queries.terms_of` writes them.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name=_("percorso"))
    number = models.PositiveSmallIntegerField(_("numero"))
    made_on = DayField(_("scritta il"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"))
    content = models.JSONField()
    state = models.CharField(max_length=20, choices=VersionState.choices, default=VersionState.PROPOSED)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versione del percorso")
        verbose_name_plural = _("versioni del percorso")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=~Q(state=VersionState.SUPERSEDED), name="one_version_of_a_plan_in_force"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Versione %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return address_of("plans:version_detail", self.pk)

    @property
    def is_superseded(self) -> bool:
        return self.state == VersionState.SUPERSEDED

    @property
    def tone(self) -> str:
        tones = {VersionState.AGREED: "ok", VersionState.DISAGREED: "warn", VersionState.PROPOSED: "accent"}
        return tones.get(VersionState(self.state), "plain")


class Signature(models.Model):
    """One side has signed a version: the member, or a coordinator for the cooperative. Never changed."""

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20, choices=Side.choices)
    person = models.ForeignKey("residents.Person", models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    how = models.CharField(_("come"), max_length=20, choices=SignedHow.choices)
    signed_on = DayField(_("firmata il"))
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("copia firmata")
    )
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "side"], name="each_side_signs_a_version_once"),
            models.CheckConstraint(
                condition=Q(side=Side.MEMBER, person__isnull=False, user__isnull=True)
                | Q(side=Side.COOPERATIVE, person__isnull=True, user__isnull=False),
                name="signature_of_somebody_by_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.user)


class Disagreement(models.Model):
    """The member does not agree with a version, in her own words. Never changed."""

    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="disagreements")
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+", verbose_name=_("chi"))
    words = models.TextField(_("con le sue parole"))
    said_on = DayField(_("detto il"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="disagreement_has_her_words")]

    def __str__(self) -> str:
        return Truncator(self.words).chars(TITLE_LENGTH, truncate="…")


class Review(Record):
    """A look at the path together: what changed, what comes next, and two open questions to the member."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews", verbose_name=_("percorso"))
    held_on = DayField(_("giorno"))
    present = models.CharField(_("chi c'era"), max_length=300)
    changed = models.TextField(_("che cosa è cambiato"))
    next = models.TextField(_("che cosa viene adesso"))
    can_now = models.TextField(_("che cosa riesce a fare ora che prima non poteva?"), blank=True)
    would_like = models.TextField(_("che cosa vorrebbe poter fare?"), blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"))

    class Meta:
        verbose_name = _("verifica")
        verbose_name_plural = _("verifiche")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["plan", "-held_on", "-id"], name="review_by_plan")]

    def __str__(self) -> str:
        return gettext("Verifica")

    def get_absolute_url(self) -> str:
        return f"{reverse('plans:plan_detail', args=[self.plan_id])}#verifiche"
