"""The register of accesses and writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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
            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
            models.Index(fields=["at"], name="audit_by_moment"),
        ]
