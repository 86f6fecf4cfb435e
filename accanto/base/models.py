"""What every table shares, and the memory of forms already sent."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayField

CHANGED_MEANWHILE = "changed_meanwhile"
CHANGED_MEANWHILE_SENTENCE = _(
    "Nel frattempo qualcun altro ha cambiato questa scheda. Quello che hai scritto è qui sotto: "
    "confrontalo con la scheda e salva di nuovo."
)


class Record(models.Model):
    """A row that people edit: knows when it was made and refuses a change made on an older version."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def change(self, *, version: int | None = None, **values) -> list[str]:
        """Write `values` and return the names of the fields that really changed.

        `version` is the one the person had before her eyes; None skips the comparison.
        Raises ValidationError when somebody else was faster.
        """
        changed = [name for name, value in values.items() if getattr(self, name) != value]
        if not changed:
            return []
        rows = type(self)._base_manager.filter(pk=self.pk)
        if version is not None:
            rows = rows.filter(version=version)
        if not rows.update(version=F("version") + 1, **{name: values[name] for name in changed}):
            raise ValidationError(CHANGED_MEANWHILE_SENTENCE, code=CHANGED_MEANWHILE)
        self.refresh_from_db()
        return changed


class SentForm(models.Model):
    """A form that was carried out, by the token it was shown with: sent twice, it counts once."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    result_url = models.CharField(max_length=300)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)


class Parameter(models.Model):
    """An amount, threshold or term that a law, a tariff or the cooperative has set, from a day and perhaps to a day.

    `value` is a bare number and `unit` says of what (ore, giorni, €, %). `valid_to` is its last day.
    Read through `base.parameters`; rows are seeded by the migrations of the app that uses them.
    """

    code = models.SlugField(_("codice"), max_length=60)
    name = models.CharField(_("che cosa"), max_length=150)
    value = models.DecimalField(_("valore"), max_digits=14, decimal_places=4)
    unit = models.CharField(_("unità"), max_length=20)
    valid_from = DayField(_("vale dal"))
    valid_to = DayField(_("vale fino al"), null=True, blank=True)
    source = models.CharField(_("fonte"), max_length=200)
    checked_on = DayField(_("verificato il"))

    class Meta:
        verbose_name = _("parametro")
        verbose_name_plural = _("parametri")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="parameter_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="parameter_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value.normalize():f} {self.unit}"
