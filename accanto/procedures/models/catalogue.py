"""The catalogue: what can be asked of a body, with which documents, and by when. Rows: the cooperative edits them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.fields import DayField
from accanto.base.models import Record
from accanto.directory.models import OrganisationKind
from accanto.procedures.states import Basis, Renewal, RuleKind, Unit
from accanto.ui.components.moments import written

FARTHEST = 3650
LEAP_YEAR = 2028

# A distance in whole sentences: no language glues halves together in the same way.
AFTER = {
    Basis.START: _("%(distance)s dopo il fatto da cui nasce"),
    Basis.SUBMISSION: _("%(distance)s dopo la presentazione"),
    Basis.EXPIRY: _("%(distance)s dopo la scadenza del documento"),
    Basis.DECISION: _("%(distance)s dopo la risposta dell'ente"),
    Basis.GRANTED: _("%(distance)s dopo il sì dell'ente"),
    Basis.BIRTHDAY: _("%(distance)s dopo la nascita della persona"),
}
BEFORE = {
    Basis.START: _("%(distance)s prima del fatto da cui nasce"),
    Basis.SUBMISSION: _("%(distance)s prima della presentazione"),
    Basis.EXPIRY: _("%(distance)s prima della scadenza del documento"),
    Basis.DECISION: _("%(distance)s prima della risposta dell'ente"),
    Basis.GRANTED: _("%(distance)s prima del sì dell'ente"),
    Basis.BIRTHDAY: _("%(distance)s prima della nascita della persona"),
}
ON = {
    Basis.START: _("nel giorno del fatto da cui nasce"),
    Basis.SUBMISSION: _("nel giorno della presentazione"),
    Basis.EXPIRY: _("nel giorno della scadenza del documento"),
    Basis.DECISION: _("nel giorno della risposta dell'ente"),
    Basis.GRANTED: _("nel giorno del sì dell'ente"),
    Basis.BIRTHDAY: _("nel giorno della nascita"),
}


class ProcedureTypeQuerySet(models.QuerySet):
    """Types, in use and withdrawn."""

    def in_use(self):
        """Those of which a new procedure may be opened today."""
        today = clock.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)

    def to_come(self):
        """Those that begin on a day to come."""
        return self.filter(valid_from__gt=clock.today())

    def gone(self):
        """Those of which no new procedure may be opened any more."""
        return self.filter(valid_to__lt=clock.today())

    def versions_of(self, kind):
        """The same kind of procedure at all times, the latest version first."""
        return self.filter(code=kind.code).order_by("-valid_from")


class ProcedureType(Record):
    """A kind of procedure, in one of its versions: `code` says which kind and never changes, and of the versions of
    a code no two hold on one day. What was opened under a version stays with it, whatever comes after it.
    """

    code = models.CharField(
        _("sigla"), max_length=30, help_text=_("lettere, cifre e trattini, per esempio PDS; non si cambia più")
    )
    name = models.CharField(_("nome semplice"), max_length=120)
    official_name = models.CharField(_("nome ufficiale"), max_length=200)
    body_kind = models.CharField(_("ente competente"), max_length=30, choices=OrganisationKind.choices)
    body_words = models.CharField(_("quale ufficio"), max_length=200, blank=True)
    event_name = models.CharField(
        _("il fatto da cui nasce"), max_length=120, blank=True, help_text=_("per esempio: il giorno del trasloco")
    )
    is_for_each = models.BooleanField(
        _("una per ogni persona della famiglia"), help_text=_("permessi, scuola: si aprono insieme")
    )
    paper_kind = models.ForeignKey(
        "residents.PaperKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("documento che si ottiene"),
    )
    renewal = models.CharField(_("rinnovo"), max_length=20, choices=Renewal.choices)
    renewal_month = models.PositiveSmallIntegerField(_("mese in cui si rifà"), null=True, blank=True)
    renewal_day = models.PositiveSmallIntegerField(_("giorno in cui si comincia"), null=True, blank=True)
    renewal_words = models.CharField(_("come si rinnova"), max_length=300, blank=True)
    to_know = models.TextField(_("che cosa sapere"), blank=True)
    valid_from = DayField(_("in uso dal"))
    valid_to = DayField(_("in uso fino al"), null=True, blank=True)
    source = models.CharField(_("fonte"), max_length=300)
    checked_on = DayField(_("verificata il"))

    objects = ProcedureTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tipo di pratica")
        verbose_name_plural = _("catalogo delle pratiche")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="procedure_type_once_a_day"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="one_version_of_a_type_without_an_end"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="procedure_type_has_a_code"),
            models.CheckConstraint(condition=~Q(name=""), name="procedure_type_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="procedure_type_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(Q(renewal=Renewal.YEARLY) & Q(renewal_month__range=(1, 12)) & Q(renewal_day__range=(1, 31)))
                | (~Q(renewal=Renewal.YEARLY) & Q(renewal_month__isnull=True) & Q(renewal_day__isnull=True)),
                name="only_a_yearly_type_has_a_day_of_the_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("procedures:type_detail", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        """Whether no new procedure of it may be opened any more."""
        return self.valid_to is not None and self.valid_to < clock.today()

    @property
    def is_to_come(self) -> bool:
        """Whether no procedure of it may be opened yet."""
        return self.valid_from > clock.today()

    @property
    def amounts_prefix(self) -> str:
        """With what the codes of its amounts and thresholds begin (`base.Parameter`)."""
        return f"procedure_{self.code.lower()}_"


class DocumentNeed(Record):
    """A document that is asked for; where it is a kind of paper we keep, the checklist finds it by itself."""

    type = models.ForeignKey(ProcedureType, models.CASCADE, related_name="needs")
    words = models.CharField(_("documento"), max_length=200)
    paper_kind = models.ForeignKey(
        "residents.PaperKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("è già tra i documenti della persona"),
    )
    is_optional = models.BooleanField(_("solo in alcuni casi"), default=False)
    position = models.PositiveSmallIntegerField(_("posto nell'elenco"), default=0)

    class Meta:
        verbose_name = _("documento richiesto")
        verbose_name_plural = _("documenti richiesti")
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="document_need_has_words")]

    def __str__(self) -> str:
        return self.words


class TermRule(Record):
    """A term or a reminder: so far from a day, or on a fixed day of every year. Computed by `terms.due_by`.

    `shifts`: where it falls on a day when offices are shut, it moves to the next working day.
    `rests_in_august`: the courts' terms stand still from 1 to 31 August; we warn and keep the earlier day.
    """

    type = models.ForeignKey(ProcedureType, models.CASCADE, related_name="rules")
    kind = models.CharField(_("che cos'è"), max_length=20, choices=RuleKind.choices)
    basis = models.CharField(_("da quando si conta"), max_length=20, choices=Basis.choices)
    offset = models.SmallIntegerField(
        _("quanto dopo"), default=0, help_text=_("con il meno davanti: prima. Per esempio -60")
    )
    unit = models.CharField(_("in che cosa"), max_length=20, choices=Unit.choices, default=Unit.DAYS)
    month = models.PositiveSmallIntegerField(_("mese"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("giorno"), null=True, blank=True)
    what = models.CharField(_("che cosa succede, o che cosa fare"), max_length=200)
    shifts = models.BooleanField(_("se cade in un giorno festivo passa al primo giorno lavorativo"), default=False)
    rests_in_august = models.BooleanField(_("termine davanti al giudice: ad agosto si ferma"), default=False)

    class Meta:
        verbose_name = _("termine o promemoria")
        verbose_name_plural = _("termini e promemoria")
        ordering = ["-kind", "basis", "month", "day", "offset", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(basis=Basis.FIXED) & Q(month__range=(1, 12)) & Q(day__range=(1, 31)))
                | (~Q(basis=Basis.FIXED) & Q(month__isnull=True) & Q(day__isnull=True)),
                name="only_a_fixed_rule_has_a_day_of_the_year",
            ),
            models.CheckConstraint(condition=Q(offset__range=(-FARTHEST, FARTHEST)), name="rule_within_ten_years"),
            models.CheckConstraint(condition=~Q(what=""), name="rule_says_what_happens"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def when(self) -> str:
        """When it falls due, in words: “ogni anno il 10 dicembre”, “60 giorni prima della scadenza del documento”."""
        if self.basis == Basis.FIXED:
            return gettext("ogni anno il %(day)s") % {"day": written(date(LEAP_YEAR, self.month, self.day), "j F")}
        distance = self._distance()
        words = BEFORE[Basis(self.basis)] if self.offset < 0 else AFTER[Basis(self.basis)]
        return str(words) % {"distance": distance} if self.offset else str(ON[Basis(self.basis)])

    def _distance(self) -> str:
        count = abs(self.offset)
        words = {
            Unit.DAYS: ngettext("%(count)s giorno", "%(count)s giorni", count),
            Unit.WORKING_DAYS: ngettext("%(count)s giorno lavorativo", "%(count)s giorni lavorativi", count),
            Unit.MONTHS: ngettext("%(count)s mese", "%(count)s mesi", count),
        }
        return words[Unit(self.unit)] % {"count": count}
