"""The words of the diary, and its bounds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_MINUTES = 24 * 60
TEXT_LENGTH = 20_000
STEP_LENGTH = 200


class Kind(TextChoices):
    """How it happened."""

    VISIT = "visit", _("Visita")
    CALL = "call", _("Telefonata")
    ACCOMPANIMENT = "accompaniment", _("Accompagnamento")
    MEETING = "meeting", _("Incontro")
    MESSAGE = "message", _("Messaggio")
    NOTE = "note", _("Appunto")


class Contact(TextChoices):
    """Whether somebody of the household was met. A note to oneself is no contact at all."""

    MET = "met", _("Incontrata")
    ATTEMPTED = "attempted", _("Non trovata")
    NONE = "none", _("Senza contatto")


class Part(TextChoices):
    """Which text of an entry."""

    OPEN = "open", _("testo")
    RESERVED = "reserved", _("parte riservata")
