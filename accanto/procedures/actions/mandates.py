"""Nothing goes to a body without a mandate that covers it, unless the person goes herself."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.procedures.models import Procedure
from accanto.procedures.states import How

NO_MANDATE = _(
    "Non c'è una delega che copre questa pratica: noi non andiamo da un ente senza. Fai firmare la delega, "
    "oppure scrivi che ci va la persona, da sola o accompagnata."
)


def check_covered(procedure: Procedure, on: date) -> None:
    """Refuse to go to a body in her place when no mandate of hers covers it on that day."""
    if procedure.how == How.MANDATE and not is_covered(procedure, on):
        raise ValidationError(NO_MANDATE, code="no_mandate")


def is_covered(procedure: Procedure, on: date) -> bool:
    """Whether a mandate lets the cooperative act for her towards this body on a day."""
    return False
