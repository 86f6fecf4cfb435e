"""Imports: what was brought, what was decided, and every row that came of it, so that all of it can be undone."""

from pathlib import Path

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may
from accanto.base.models import Record
from accanto.exchange.states import BatchState
from config import home

# Folding makes one letter of some ligatures three.
KEY_LENGTH = 650


class ImportBatchQuerySet(models.QuerySet):
    """Imports, open to whoever may exchange data."""

    def visible_to(self, user):
        return self if may(user, Permission.EXCHANGE_DATA) else self.none()


class ImportBatch(Record):
    """A few files imported together.

    `files` are the names the person knows, in order; the copies lie in `folder` until the import is
    over. `sheets` holds how each sheet was understood and what the person changed; `decisions` what
    she said of doubtful rows; `beat_at` is the last sign of life of a run; `report` what the last try
    or run found, as in report.json.
    """

    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("chi"))
    state = models.CharField(_("stato"), max_length=20, choices=BatchState.choices, default=BatchState.DRAFT)
    with_remarks = models.BooleanField(_("anche le annotazioni libere"), default=False)
    files = models.JSONField(default=list)
    sheets = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    done = models.PositiveIntegerField(_("fatte"), default=0)
    total = models.PositiveIntegerField(_("in tutto"), default=0)
    queued_at = models.DateTimeField(null=True, editable=False)
    beat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    files_removed_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("importazione")
        verbose_name_plural = _("importazioni")
        ordering = ["-id"]

    def __str__(self) -> str:
        return ", ".join(self.files)

    def get_absolute_url(self) -> str:
        return reverse("exchange:batch_detail", args=[self.pk])

    @property
    def folder(self) -> Path:
        """Where the copies of the files lie."""
        return home.IMPORTS / str(self.pk)

    @property
    def paths(self) -> list[tuple[Path, str]]:
        """The copies with the names the person knows."""
        return [(self.folder / str(place), name) for place, name in enumerate(self.files)]


class ConfirmedWord(Record):
    """What words in a spreadsheet mean, as a person has said: asked once, true of every import that follows.

    `key` is the question's (kind of question and folded words), `answer` what she chose; see arrival/words.py.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    answer = models.CharField(max_length=KEY_LENGTH)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("chi"))

    class Meta:
        verbose_name = _("parola confermata")
        verbose_name_plural = _("parole confermate")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class ImportedRow(models.Model):
    """A row of the archive that an import made (`before` empty) or filled in (`before`: the fields as they were).

    `version` is the row's version right after: a later one means that somebody has worked on it.
    """

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows")
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "model", "object_id"], name="imported_by_batch")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class Export(Record):
    """That everything was written out: who, when, in which format, how many rows of each table."""

    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name=_("chi"))
    format = models.CharField(_("formato"), max_length=10)
    with_diary_text = models.BooleanField(_("con il testo del diario"), default=False)
    rows = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("esportazione")
        verbose_name_plural = _("esportazioni")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.format} · {self.created_at:%Y-%m-%d}"
