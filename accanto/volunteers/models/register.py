"""The register of volunteers as the law asks, and what each must have before she begins."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.residents.models import Person
from accanto.volunteers.availability import Slots, slot_words
from accanto.volunteers.permissions import volunteers_open_to
from accanto.volunteers.states import Risk


class VolunteerQuerySet(models.QuerySet):
    """Entries of the register, scoped by who asks."""

    def visible_to(self, user):
        """Those that this user may open; see permissions.volunteers_open_to."""
        return volunteers_open_to(user, self, Person.objects)

    def in_register(self, day):
        """Those in the register on a day."""
        return self.filter(Q(register_until=None) | Q(register_until__gte=day), register_from__lte=day)


class Volunteer(Record):
    """An entry of the register of volunteers (DM 6-10-2021): who, from when, until when.

    Identity, residence and languages are the person's. Who leaves and comes back gets a second entry.
    """

    person = models.ForeignKey(
        "residents.Person", models.PROTECT, related_name="volunteering", verbose_name=_("persona")
    )
    user = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteering",
        verbose_name=_("accesso"),
    )
    register_number = models.PositiveIntegerField(_("n. di registro"), unique=True)
    register_from = DayField(_("nel registro dal"))
    register_until = DayField(_("fino al"), null=True, blank=True)
    left_because = models.CharField(_("perché ha smesso"), max_length=200, blank=True)
    areas = models.ManyToManyField(
        "support.SupportArea", blank=True, related_name="volunteers", verbose_name=_("ambiti")
    )
    skills = models.CharField(
        _("che cosa sa fare"), max_length=300, blank=True, help_text=_("per esempio: ha la patente, sa leggere un ISEE")
    )
    availability_note = models.CharField(_("nota sulla disponibilità"), max_length=200, blank=True)
    max_households = models.PositiveSmallIntegerField(
        _("nuclei che può seguire"), default=3, help_text=_("quanti insieme, al massimo")
    )

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volontario")
        verbose_name_plural = _("volontari")
        ordering = ["register_number"]
        indexes = [models.Index(fields=["register_until", "register_from"], name="volunteer_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(register_until__isnull=True) | Q(register_until__gte=F("register_from")),
                name="volunteer_leaves_after_she_came",
            ),
            models.CheckConstraint(condition=Q(max_households__lte=50), name="volunteer_has_a_human_load"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(register_until__isnull=True),
                name="in_the_register_once",
                violation_error_message=_("Questa persona è già nel registro dei volontari."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(register_until__isnull=True),
                name="an_account_is_one_volunteer",
                violation_error_message=_("Questo accesso è già di un altro volontario."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("volunteers:volunteer_detail", args=[self.pk])

    @property
    def slots(self) -> Slots:
        """When she can, as (weekday, part of day)."""
        return frozenset((slot.weekday, slot.part) for slot in self.availability.all())

    @property
    def slots_in_words(self) -> str:
        return slot_words(self.slots)

    @property
    def free_places(self) -> int:
        """Households that she can still take; only on rows annotated with `taken` (queries.with_load)."""
        return max(0, self.max_households - self.taken)


class InsuranceCover(Record):
    """A policy that covers a volunteer, from a day (unknown where an old list did not say) to a day."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="covers", verbose_name=_("volontario"))
    policy_number = models.CharField(_("polizza n."), max_length=60)
    insurer = models.CharField(_("compagnia"), max_length=100, blank=True)
    since = DayField(_("dal"), null=True, blank=True, help_text=_("lascia vuoto se non è scritto"))
    until = DayField(_("fino al"))
    accident = models.BooleanField(_("infortuni"), default=True)
    illness = models.BooleanField(_("malattia"), default=True)
    third_party = models.BooleanField(_("responsabilità civile verso terzi"), default=True)

    class Meta:
        verbose_name = _("assicurazione")
        verbose_name_plural = _("assicurazioni")
        ordering = ["-until", "-id"]
        indexes = [models.Index(fields=["until", "id"], name="cover_by_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gte=F("since")), name="cover_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["volunteer", "policy_number", "until"],
                name="cover_written_once",
                violation_error_message=_("Questa polizza è già scritta con la stessa scadenza."),
            ),
        ]

    def __str__(self) -> str:
        return self.policy_number

    @property
    def risks_in_words(self) -> str:
        """What the policy covers."""
        return get_text_list([str(risk.label) for risk in Risk if getattr(self, risk)], _("e"))

    def holds_on(self, day) -> bool:
        """Whether the policy is in force on a day."""
        return (self.since is None or self.since <= day) and day <= self.until


class RecordCheck(Record):
    """Somebody looked at the criminal-record certificate: when, who, whether it was clear.

    What the certificate says has no field (art. 10 GDPR): the paper goes back to the person.
    """

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="record_checks", verbose_name=_("volontario"))
    checked_on = DayField(_("controllato il"))
    clear = models.BooleanField(_("nulla che impedisca di stare con minori"))
    checked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("controllato da"))
    recheck_on = DayField(_("da rifare il"))

    class Meta:
        verbose_name = _("controllo del casellario")
        verbose_name_plural = _("controlli del casellario")
        ordering = ["-checked_on", "-id"]
        indexes = [models.Index(fields=["recheck_on", "id"], name="record_check_by_recheck")]
        constraints = [
            models.CheckConstraint(condition=Q(recheck_on__gt=F("checked_on")), name="recheck_follows_check")
        ]

    def __str__(self) -> str:
        return str(self.checked_on)


class Training(Record):
    """A course that a volunteer attended."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="training", verbose_name=_("volontario"))
    name = models.CharField(_("corso"), max_length=150)
    finished_on = DayField(_("finito il"), null=True, blank=True)
    hours = models.DecimalField(_("ore"), max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("formazione")
        verbose_name_plural = _("formazione")
        ordering = ["-finished_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__gt=0), name="training_takes_time"),
            models.UniqueConstraint(fields=["volunteer", "name", "finished_on"], name="training_written_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OtherHours(Record):
    """Time given that is not in the diary of a household: a meeting, a course, the office."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="other_hours", verbose_name=_("volontario"))
    day = DayField(_("giorno"))
    minutes = models.PositiveSmallIntegerField(_("minuti"))
    what = models.CharField(_("che cosa"), max_length=150)

    class Meta:
        verbose_name = _("altre ore")
        verbose_name_plural = _("altre ore")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["volunteer", "day"], name="other_hours_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 1440)), name="other_hours_fit_a_day"),
        ]

    def __str__(self) -> str:
        return self.what
