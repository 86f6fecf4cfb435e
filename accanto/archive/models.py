"""Whose archive this is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.base.models import Record

ONLY_ROW = 1


class LegalForm(models.TextChoices):
    """Which law the cooperative lives under; the rules on volunteers depend on it."""

    SOCIAL = "coop_sociale", _("cooperativa sociale")
    HOUSING = "coop_edilizia", _("cooperativa edilizia di abitanti")
    OTHER = "altra", _("altra forma")


class Cooperative(Record):
    """The cooperative that keeps this archive. One row: its presence says that the archive has begun."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ROW, editable=False)
    name = models.CharField(_("nome"), max_length=200)
    legal_form = models.CharField(_("forma giuridica"), max_length=20, choices=LegalForm.choices)

    class Meta:
        verbose_name = _("cooperativa")
        verbose_name_plural = _("cooperative")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=ONLY_ROW), name="one_cooperative_in_an_archive"),
            models.CheckConstraint(
                condition=models.Q(legal_form__in=[choice.value for choice in LegalForm]),
                name="cooperative_has_a_known_legal_form",
            ),
        ]

    def __str__(self) -> str:
        return self.name
