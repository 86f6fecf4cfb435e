"""Applications for a home: who asks, what for, how urgent, and every decision with its reasons."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.housing.models.buildings import Dwelling
from accanto.housing.states import OPEN, ApplicationState
from accanto.residents.models import Household, Person


class Origin(models.TextChoices):
    """Who brought the application."""

    SELF = "self", _("la persona stessa")
    SOCIAL_SERVICES = "social_services", _("servizi sociali")
    ASSOCIATION = "association", _("associazione")
    OTHER = "other", _("altri")


class Cause(models.TextChoices):
    """Why a home is needed."""

    EVICTION = "eviction", _("sfratto")
    NO_HOME = "no_home", _("senza casa o ospite di altri")
    OVERCROWDED = "overcrowded", _("casa troppo piccola")
    UNFIT = "unfit", _("casa non adatta")
    END_OF_PROJECT = "end_of_project", _("fine di un progetto di accoglienza")
    SEPARATION = "separation", _("separazione")
    COST = "cost", _("affitto troppo caro")
    OTHER = "other", _("altro")


class Urgency(models.TextChoices):
    """How pressing it is; the points of each are rows of base.Parameter."""

    ORDINARY = "ordinary", _("ordinaria")
    HIGH = "high", _("alta")
    EMERGENCY = "emergency", _("emergenza")


class ApplicationQuerySet(models.QuerySet):
    """Applications, open to whoever decides on them and may see who applied."""

    def visible_to(self, user):
        if not may(user, Permission.DECIDE_APPLICATIONS):
            return self.none()
        households, people = Household.objects.visible_to(user), Person.objects.visible_to(user)
        of_a_household = Exists(households.filter(pk=OuterRef("household")))
        of_a_person = Exists(people.filter(pk=OuterRef("person")))
        return self.filter(of_a_household | (Q(household=None) & of_a_person))

    def open(self):
        """Those on which something is still to be decided."""
        return self.filter(state__in=OPEN)


class Application(Record):
    """A household, or a person without one, that asks for a home. The state changes by decisions only."""

    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("nucleo")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("persona")
    )
    origin = models.CharField(_("chi la porta"), max_length=20, choices=Origin.choices, default=Origin.SELF)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ente")
    )
    people_count = models.PositiveSmallIntegerField(_("quante persone"))
    rooms_needed = models.PositiveSmallIntegerField(_("vani necessari"), null=True, blank=True)
    needs_accessible = models.BooleanField(_("serve una casa senza gradini"), default=False)
    cause = models.CharField(_("perché serve una casa"), max_length=20, choices=Cause.choices)
    need = models.TextField(_("il bisogno in breve"), max_length=2000, blank=True)
    urgency = models.CharField(_("urgenza"), max_length=20, choices=Urgency.choices, default=Urgency.ORDINARY)
    urgency_reasons = models.CharField(_("perché è urgente"), max_length=500, blank=True)
    received_on = DayField(_("ricevuta il"))
    state = models.CharField(
        _("stato"), max_length=20, choices=ApplicationState.choices, default=ApplicationState.RECEIVED, editable=False
    )
    answer_by = DayField(_("risposta entro il"), null=True, editable=False)
    offered_dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("domanda di alloggio")
        verbose_name_plural = _("domande di alloggio")
        ordering = ["received_on", "id"]
        indexes = [
            models.Index(fields=["state", "received_on", "id"], name="application_by_state"),
            models.Index(fields=["answer_by", "id"], name="application_by_answer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(person__isnull=False), name="somebody_applies"
            ),
            models.CheckConstraint(
                condition=Q(urgency="ordinary") | ~Q(urgency_reasons=""), name="urgency_has_reasons"
            ),
            models.CheckConstraint(condition=Q(people_count__range=(1, 30)), name="application_for_some_people"),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_dwelling__isnull=False), name="an_offer_names_a_dwelling"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state__in=[state.value for state in OPEN], household__isnull=False),
                name="one_open_application_per_household",
                violation_error_message=_("Questo nucleo ha già una domanda aperta."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.household or self.person)

    def get_absolute_url(self) -> str:
        return reverse("housing:application_detail", args=[self.pk])


class Decision(Record):
    """What a person decided on an application, when and why; a dwelling where one was offered."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("chi"))
    on = DayField(_("quando"))
    from_state = models.CharField(max_length=20, choices=ApplicationState.choices)
    to_state = models.CharField(_("decisione"), max_length=20, choices=ApplicationState.choices)
    reasons = models.CharField(_("motivi"), max_length=1000)
    dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("alloggio")
    )

    class Meta:
        verbose_name = _("decisione")
        verbose_name_plural = _("decisioni")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="a_decision_has_reasons")]

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} · {self.on}"
