"""The register of accesses and writes."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.audit.states import deed

READ = "read"


class AuditRecord(models.Model):
    """One act. `digest` seals this row and the one before it; triggers refuse to change or remove it."""

    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("azione"), max_length=60)
    subject = models.CharField(_("oggetto"), max_length=60)
    subject_id = models.CharField(max_length=40)
    household_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["household_id", "verb", "-id"], name="audit_by_household"),
            models.Index(fields=["actor", "-at", "-id"], name="audit_by_actor"),
            models.Index(fields=["-at", "-id"], name="audit_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"

    @property
    def deed(self) -> str:
        """What was done, in words."""
        return deed(self.verb)

    @property
    def kind(self) -> str:
        """On what sort of thing, in words; a table that is no more keeps its name."""
        try:
            return apps.get_model(self.subject)._meta.verbose_name
        except LookupError:
            return self.subject
