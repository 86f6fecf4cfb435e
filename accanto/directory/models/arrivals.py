"""A directory that arrived as a file, kept from the look at it to the decision."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record


class DirectoryArrival(Record):
    """Tables of an Open Referral file as they were read; emptied once they are taken over or thrown away."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("nome"), max_length=150)
    tables = models.JSONField(default=dict)
    is_settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rubrica arrivata")
        verbose_name_plural = _("rubriche arrivate")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:arrival", args=[self.pk])
