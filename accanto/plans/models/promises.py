"""Promises of every side, and each step of their lives."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.addresses import address_of
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.plans.states import PromiseState, Side, Source
from accanto.residents.models.scope import OfHousehold

TITLE_LENGTH = 90
TONES = {
    PromiseState.KEPT: "ok",
    PromiseState.LATE: "warn",
    PromiseState.PARTLY: "warn",
    PromiseState.NOT_KEPT: "danger",
}


class PromiseQuerySet(OfHousehold):
    """Promises, scoped by who asks: those of a house in common, whoever may open every file."""

    def countable(self):
        """Those of a house too: they are in no family's file."""
        return self.filter(Q(household=None) | Q(household__is_restricted=False))

    def still_open(self):
        """Neither kept nor broken nor released."""
        return self.filter(state=PromiseState.OPEN)

    def with_promisers(self):
        """Each with the names of whoever promised."""
        return self.select_related("person", "user", "organisation", "contact")

    def with_places(self):
        """Each with the household or the building to which it belongs."""
        return self.select_related("household", "building")


class Promise(Record):
    """Who promises what to whom by when. Exactly one of three sides, and on that side somebody by name.

    It stands in the file of a household; what somebody else promises to the neighbours of a house stands
    with the building. A family promises by one of its people or, in a house meeting, as a whole. `to` is
    empty where it is made to the other side as a whole. A day that was moved is not lost: the earlier ones
    stand in the steps.
    """

    household = models.ForeignKey(
        "residents.Household",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("nucleo"),
    )
    building = models.ForeignKey(
        "housing.Building",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name=_("fabbricato"),
    )
    side = models.CharField(_("chi promette"), max_length=20, choices=Side.choices)
    person = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, blank=True, related_name="promises", verbose_name=_("persona")
    )
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="promises", verbose_name=_("per noi")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ente")
    )
    contact = models.ForeignKey(
        "directory.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("referente")
    )
    to = models.CharField(_("a chi"), max_length=100, blank=True)
    what = models.CharField(_("che cosa"), max_length=300)
    made_on = DayField(_("promessa il"))
    due_on = DayField(_("entro il"))
    source = models.CharField(_("nata da"), max_length=20, choices=Source.choices)
    source_text = models.CharField(_("in breve"), max_length=200, blank=True)
    goal = models.ForeignKey(
        "plans.Goal", models.PROTECT, null=True, blank=True, related_name="promises", verbose_name=_("obiettivo")
    )
    taken_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("scritta da"))

    state = models.CharField(
        _("stato"), max_length=20, choices=PromiseState.choices, default=PromiseState.OPEN, editable=False
    )
    settled_on = DayField(_("esito del"), null=True, blank=True, editable=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promessa")
        verbose_name_plural = _("promesse")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["household", "state", "due_on", "id"], name="promise_by_household"),
            models.Index(fields=["due_on", "id"], condition=Q(state="open"), name="open_promise_by_day"),
            models.Index(fields=["user", "due_on"], condition=Q(state="open"), name="open_promise_of_user"),
            models.Index(fields=["state", "due_on", "id"], name="promise_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(side=Side.MEMBER, household__isnull=False, user__isnull=True, organisation__isnull=True)
                    | Q(side=Side.COOPERATIVE, person__isnull=True, user__isnull=False, organisation__isnull=True)
                    | Q(side=Side.PUBLIC_BODY, person__isnull=True, user__isnull=True, organisation__isnull=False)
                ),
                name="promise_of_somebody_by_name",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=False, building__isnull=True)
                | Q(household__isnull=True, building__isnull=False),
                name="promise_of_a_household_or_of_a_house",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(organisation__isnull=False), name="promise_contact_has_a_body"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="promise_says_what"),
            models.CheckConstraint(condition=Q(due_on__gte=F("made_on")), name="promise_due_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(state=PromiseState.OPEN, settled_on__isnull=True)
                | (~Q(state=PromiseState.OPEN) & Q(settled_on__isnull=False)),
                name="promise_settled_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("made_on")),
                name="promise_settled_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("plans:promise_detail", self.pk)

    @property
    def title(self) -> str:
        """What is promised, shortened: what lists call it."""
        return Truncator(self.what).chars(TITLE_LENGTH, truncate="…")

    @property
    def promiser(self) -> str:
        """Who promised, by name."""
        if self.side == Side.MEMBER:
            return self.person.given_name or self.person.family_name if self.person else gettext("la famiglia")
        if self.side == Side.COOPERATIVE:
            return self.user.name
        names = {"who": self.contact.name if self.contact else "", "body": self.organisation.name}
        return gettext("%(who)s, %(body)s") % names if self.contact else self.organisation.name

    @property
    def place(self):
        """The household or the building to which it belongs."""
        return self.household or self.building

    @property
    def to_whom(self) -> str:
        """To whom, in words: the other side where nobody in particular is named."""
        return self.to or (gettext("la cooperativa") if self.side == Side.MEMBER else gettext("la famiglia"))

    @property
    def is_open(self) -> bool:
        return self.state == PromiseState.OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether its day has gone by and nobody has said what became of it."""
        return self.is_open and self.due_on < clock.today()

    @property
    def state_label(self) -> str:
        """The state in words; what Django offers for this is ten times slower, and lists ask it of every row."""
        return PromiseState(self.state).label

    @property
    def side_label(self) -> str:
        return Side(self.side).label

    @property
    def tone(self) -> str:
        """How its state is coloured where it is shown."""
        if self.is_overdue:
            return "danger"
        return TONES.get(PromiseState(self.state), "accent" if self.is_open else "plain")


class PromiseStep(models.Model):
    """One step in the life of a promise: made, moved to another day, settled, opened again. Never changed.

    `was_due_on`: the day that held before it was moved.
    """

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="steps")
    origin = models.CharField(max_length=20, choices=PromiseState.choices, blank=True)
    to = models.CharField(max_length=20, choices=PromiseState.choices)
    word = models.TextField(_("perché"), blank=True)
    was_due_on = DayField(_("prima entro il"), null=True)
    due_on = DayField(_("entro il"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_to_display()
