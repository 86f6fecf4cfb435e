"""What of a family's file is shared with somebody outside, and who ended it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    """A part of the file. What is not granted does not exist for whoever reads from outside."""

    MASTHEAD = "masthead", _("chi è il nucleo e chi gli sta accanto")
    REQUESTS = "requests", _("che cosa ha chiesto")
    PROCEDURES = "procedures", _("le pratiche in corso")
    REFERRALS = "referrals", _("le segnalazioni all'ente")
    PLAN = "plan", _("il percorso: obiettivi e promesse")
    PROMISES = "promises", _("gli impegni aperti di tutti")
    APPOINTMENTS = "appointments", _("gli appuntamenti")


class EndedBy(TextChoices):
    """Who closed it before its day."""

    COOPERATIVE = "cooperative", _("la cooperativa")
    MEMBER = "member", _("la famiglia")
    PARTNER = "partner", _("chi la leggeva")
