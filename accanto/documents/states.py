"""What kind of document it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Why a document is kept."""

    AGREEMENT = "agreement", _("convenzione")
    MANDATE = "mandate", _("delega")
    LETTER = "letter", _("lettera")
    REPORT = "report", _("relazione")
    PROCEDURE = "procedure", _("documento di una pratica")
    PLAN = "plan", _("piano")
    PACT = "pact", _("patto")
    RULES = "rules", _("regolamento")
    MINUTES = "minutes", _("verbale")
    MEASURE = "measure", _("provvedimento")
    EVIDENCE = "evidence", _("prova")
    OTHER = "other", _("altro")
