"""The table of documents; the files themselves lie in ACCANTO_HOME/documents."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.documents.files import NAME_LENGTH
from accanto.documents.states import Kind
from accanto.residents.models import Household


def random_name(document, filename: str) -> str:
    """Where a document lies on disk: nothing of its name, its household or its kind."""
    name = secrets.token_hex(20)
    return f"kept/{name[:2]}/{name[2:]}"


class DocumentQuerySet(models.QuerySet):
    """Documents, scoped by who asks."""

    def visible_to(self, user):
        """Those of households open to this user; those of no household for coordinators alone.

        An app that keeps a document for somebody else sends it from a page of its own.
        """
        households = Household.objects.visible_to(user)
        if not user.is_authenticated or not user.is_coordinator:
            return self.filter(household__in=households)
        open_to_her = Exists(households.filter(pk=OuterRef("household")))
        return self.filter(Q(household=None) | open_to_her)


class Document(models.Model):
    """A file that is kept as it is: never changed, never replaced.

    `media_type` is what its bytes say, never what its name says. Without a household it belongs to the
    cooperative itself.
    """

    title = models.CharField(_("titolo"), max_length=200)
    kind = models.CharField(_("che cos'è"), max_length=20, choices=Kind.choices)
    household = models.ForeignKey(
        Household,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("nucleo"),
        db_index=False,
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    name = models.CharField(_("nome"), max_length=NAME_LENGTH)
    file = models.FileField(upload_to=random_name, max_length=100)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("documento conservato")
        verbose_name_plural = _("documenti conservati")
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["household", "-added_at", "-id"], name="document_of_a_household")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])


__all__ = ["Document", "Kind"]
